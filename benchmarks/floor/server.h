// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "conversation.h"

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace QSocketIo::Bench {

// One thread around epoll. A turn receives once from everybody who has sent, and sends once to
// everybody who gets something.
class Server
{
public:
    // On loopback; 0 chooses a port. Failures end the program.
    explicit Server(std::uint16_t port);
    ~Server();

    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    std::uint16_t port() const;
    [[noreturn]] void run();

private:
    class Client;

    void turn();
    void acceptAll();
    void receive(Client &client);
    void tell(const std::vector<Client *> &clients, std::string_view message);
    void makeDue(Client &client);
    void send(Client &client);
    void waitForSpace(Client &client, bool wait);
    void end(Client &client);

    int m_listening;
    int m_epoll;
    // By descriptor.
    std::vector<std::unique_ptr<Client>> m_clients;
    std::vector<Client *> m_members;
    std::map<std::string, std::vector<Client *>, std::less<>> m_rooms;
    // Something waits to be sent to them.
    std::vector<Client *> m_due;
    std::string m_frame;
};

} // namespace QSocketIo::Bench
