// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "server.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace QSocketIo::Bench {

namespace {

// As much as one turn takes of one client.
std::array<char, 512 * 1024> received;

int checked(int result, const char *what)
{
    if (result < 0) {
        std::perror(what);
        std::exit(1);
    }
    return result;
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int listenOn(std::uint16_t port)
{
    const int socket = checked(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
    // Who is accepted has it too.
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const sockaddr_in address = loopback(port);
    checked(::bind(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address), "bind");
    checked(::listen(socket, SOMAXCONN), "listen");
    return socket;
}

} // namespace

class Server::Client final : private Conversation::Audience
{
public:
    Client(int socket, Server &server) : descriptor(socket), m_server(server) { }

    const int descriptor;
    Conversation conversation{*this};
    bool isDue = false;
    bool isMember = false;
    bool waitsForSpace = false;
    std::vector<Client *> *room = nullptr;

private:
    void join() override
    {
        isMember = true;
        m_server.m_members.push_back(this);
    }

    void enterRoom(std::string_view name) override
    {
        room = &m_server.m_rooms[std::string(name)];
        room->push_back(this);
    }

    void tellAll(std::string_view message) override { m_server.tell(m_server.m_members, message); }
    void tellRoom(std::string_view message) override { m_server.tell(*room, message); }

    Server &m_server;
};

Server::Server(std::uint16_t port)
    : m_listening(listenOn(port)),
      m_epoll(checked(epoll_create1(0), "epoll_create1"))
{
    epoll_event event{.events = EPOLLIN, .data = {.fd = m_listening}};
    checked(epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_listening, &event), "epoll_ctl");
}

Server::~Server()
{
    ::close(m_epoll);
    ::close(m_listening);
}

std::uint16_t Server::port() const
{
    sockaddr_in address{};
    socklen_t size = sizeof address;
    getsockname(m_listening, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

void Server::run()
{
    while (true)
        turn();
}

void Server::turn()
{
    std::array<epoll_event, 512> events;
    const int count = epoll_wait(m_epoll, events.data(), int(events.size()), -1);
    for (int i = 0; i < count; ++i) {
        const epoll_event &event = events[std::size_t(i)];
        if (event.data.fd == m_listening)
            acceptAll();
        else if (event.events & EPOLLOUT)
            makeDue(*m_clients[std::size_t(event.data.fd)]);
        else
            receive(*m_clients[std::size_t(event.data.fd)]);
    }
    for (Client *const client : m_due)
        send(*client);
    m_due.clear();
}

void Server::acceptAll()
{
    while (true) {
        const int socket = accept4(m_listening, nullptr, nullptr, SOCK_NONBLOCK);
        if (socket < 0)
            return;
        epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
        checked(epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event), "epoll_ctl");
        if (m_clients.size() <= std::size_t(socket))
            m_clients.resize(std::size_t(socket) + 1);
        m_clients[std::size_t(socket)] = std::make_unique<Client>(socket, *this);
    }
}

void Server::receive(Client &client)
{
    const ssize_t size = recv(client.descriptor, received.data(), received.size(), 0);
    if (size < 0 && errno == EAGAIN)
        return;
    if (size <= 0)
        return end(client);
    client.conversation.take({received.data(), std::size_t(size)});
    if (!client.conversation.output().empty())
        makeDue(client);
}

void Server::tell(const std::vector<Client *> &clients, std::string_view message)
{
    m_frame.clear();
    appendFrame(m_frame, Opcode::Text, message);
    for (Client *const client : clients) {
        client->conversation.output().append(m_frame);
        makeDue(*client);
    }
}

void Server::makeDue(Client &client)
{
    if (!std::exchange(client.isDue, true))
        m_due.push_back(&client);
}

void Server::send(Client &client)
{
    client.isDue = false;
    std::string &output = client.conversation.output();
    // The last word leaves in one segment with the end of the connection.
    const int more = client.conversation.isOver() ? MSG_MORE : 0;
    const ssize_t size =
        ::send(client.descriptor, output.data(), output.size(), MSG_NOSIGNAL | more);
    if (size < 0 && errno != EAGAIN)
        return end(client);
    output.erase(0, size < 0 ? 0 : std::size_t(size));
    if (output.empty() && client.conversation.isOver())
        return end(client);
    waitForSpace(client, !output.empty());
}

void Server::waitForSpace(Client &client, bool wait)
{
    if (std::exchange(client.waitsForSpace, wait) == wait)
        return;
    epoll_event event{.events = wait ? EPOLLIN | EPOLLOUT : EPOLLIN,
                      .data = {.fd = client.descriptor}};
    checked(epoll_ctl(m_epoll, EPOLL_CTL_MOD, client.descriptor, &event), "epoll_ctl");
}

void Server::end(Client &client)
{
    if (client.isMember)
        std::erase(m_members, &client);
    if (client.room)
        std::erase(*client.room, &client);
    if (client.isDue)
        std::erase(m_due, &client);
    ::close(client.descriptor);
    m_clients[std::size_t(client.descriptor)].reset();
}

} // namespace QSocketIo::Bench
