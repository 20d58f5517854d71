// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "connection.h"

#include "fail.h"
#include "poller.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace QSocketIo::Bench {

namespace {

// The sample handshake of RFC 6455, 1.3; a constant key gives a constant answer to compare.
constexpr std::string_view Key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
constexpr std::string_view NormalClosure = "\x03\xe8"; // 1000

int openSocket(const sockaddr_in &address)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        failWithErrno("socket");
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const auto *to = reinterpret_cast<const sockaddr *>(&address);
    if (connect(descriptor, to, sizeof address) < 0 && errno != EINPROGRESS)
        failWithErrno("connect");
    return descriptor;
}

std::string excerpt(std::string_view text)
{
    return std::string(text.substr(0, 200));
}

} // namespace

Connection::Target Connection::target(const sockaddr_in &address, const std::string &path)
{
    std::array<char, INET_ADDRSTRLEN> host = {};
    inet_ntop(AF_INET, &address.sin_addr, host.data(), socklen_t(host.size()));
    std::string request = "GET " + path + "?EIO=4&transport=websocket HTTP/1.1\r\n";
    request += "Host: " + std::string(host.data()) + ':' + std::to_string(ntohs(address.sin_port));
    request += "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    request += "Sec-WebSocket-Key: " + std::string(Key) + "\r\n\r\n";
    return {.address = address, .upgradeRequest = std::move(request)};
}

// One mask key a connection: its secrecy protects proxies from scripts in browsers (RFC 6455,
// 10.3), and the server has to undo it either way.
Connection::Connection(int index, const Target &target, Poller &poller, Listener &listener)
    : m_poller(poller),
      m_listener(listener),
      m_descriptor(openSocket(target.address)),
      m_index(index),
      m_mask(0x9e3779b9u * std::uint32_t(index + 1) | 0x01010101u)
{
    m_poller.add(m_descriptor, this);
    m_out = target.upgradeRequest;
    flush();
}

Connection::~Connection()
{
    if (m_state != State::Closed)
        ::close(m_descriptor);
}

void Connection::send(std::initializer_list<std::string_view> pieces)
{
    appendFrame(m_out, Opcode::Text, pieces, m_mask);
}

void Connection::flush()
{
    while (m_sent < m_out.size()) {
        const ssize_t taken =
            ::send(m_descriptor, m_out.data() + m_sent, m_out.size() - m_sent, MSG_NOSIGNAL);
        if (taken < 0 && errno == EAGAIN) {
            m_waitsForSpace = true;
            return m_poller.wantReadAndWrite(m_descriptor, this);
        }
        if (taken < 0)
            failWithErrno("send");
        m_sent += std::size_t(taken);
    }
    m_out.clear();
    m_sent = 0;
}

void Connection::close()
{
    appendFrame(m_out, Opcode::Close, {NormalClosure}, m_mask);
    m_state = State::Closing;
    flush();
}

void Connection::onEvents(std::uint32_t events)
{
    if (events & EPOLLOUT) {
        m_waitsForSpace = false;
        m_poller.wantRead(m_descriptor, this);
    }
    if (events & ~EPOLLOUT)
        receive();
    if (m_state != State::Closed && !m_waitsForSpace)
        flush();
}

void Connection::receive()
{
    static std::array<char, 256 * 1024> buffer;
    const std::size_t kept = m_rest.size();
    std::copy(m_rest.begin(), m_rest.end(), buffer.begin());
    const ssize_t size = recv(m_descriptor, buffer.data() + kept, buffer.size() - kept, 0);
    if (size == 0)
        return onEnd();
    if (size < 0)
        return m_state == State::Closing ? onEnd() : failWithErrno("recv");
    const std::string_view bytes(buffer.data(), kept + std::size_t(size));
    m_rest = bytes.substr(consume(bytes));
    if (m_rest.size() == buffer.size())
        fail("the server sent a frame beyond all expected sizes");
}

std::size_t Connection::consume(std::string_view bytes)
{
    std::size_t at = m_state == State::Upgrading ? consumeUpgrade(bytes) : 0;
    if (m_state == State::Upgrading)
        return 0;
    while (m_state != State::Closed) {
        const auto frame = readFrame(bytes.substr(at));
        if (!frame)
            return at;
        at += frame->wireSize;
        onFrame(*frame);
    }
    return bytes.size();
}

std::size_t Connection::consumeUpgrade(std::string_view bytes)
{
    constexpr std::string_view EndOfHead = "\r\n\r\n";
    const std::size_t end = bytes.find(EndOfHead);
    if (end == std::string_view::npos)
        return 0;
    const std::string_view head = bytes.substr(0, end);
    if (!head.starts_with("HTTP/1.1 101 ") || head.find(Accept) == std::string_view::npos)
        fail("the server refused the upgrade: " + excerpt(bytes));
    m_state = State::Opening;
    return end + EndOfHead.size();
}

void Connection::onFrame(const Frame &frame)
{
    switch (frame.opcode) {
    case Opcode::Text:
        return onText(frame.payload);
    case Opcode::Ping:
        return appendFrame(m_out, Opcode::Pong, {frame.payload}, m_mask);
    case Opcode::Close:
        return onEnd();
    case Opcode::Continuation:
    case Opcode::Binary:
    case Opcode::Pong:
        break;
    }
    fail("the server sent a frame of opcode " + std::to_string(int(frame.opcode)));
}

void Connection::onText(std::string_view packet)
{
    if (packet == "2") // Engine.IO ping
        return send({"3"});
    switch (m_state) {
    case State::Opening:
        return onOpen(packet);
    case State::Joining:
        return onConnected(packet);
    case State::Joined:
        return m_listener.onMessage(*this, packet);
    case State::Upgrading:
    case State::Closing:
    case State::Closed:
        return;
    }
}

void Connection::onOpen(std::string_view packet)
{
    if (!packet.starts_with("0{\"sid\":\""))
        fail("no Engine.IO open packet: " + excerpt(packet));
    send({"40"});
    m_state = State::Joining;
}

void Connection::onConnected(std::string_view packet)
{
    if (!packet.starts_with("40{\"sid\":\""))
        fail("no Socket.IO CONNECT packet: " + excerpt(packet));
    m_state = State::Joined;
    m_listener.onJoined(*this);
}

void Connection::onEnd()
{
    if (m_state != State::Closing)
        fail("the server closed connection " + std::to_string(m_index));
    ::close(m_descriptor);
    m_state = State::Closed;
    m_listener.onClosed(*this);
}

} // namespace QSocketIo::Bench
