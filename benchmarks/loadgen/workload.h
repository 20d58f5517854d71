// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "clock.h"
#include "connection.h"
#include "options.h"
#include "poller.h"
#include "report.h"
#include "usage.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace QSocketIo::Bench {

// A crowd of connections, the loop that serves them, and what is asked of the server.
class Workload : protected Connection::Listener
{
public:
    virtual ~Workload() = default;
    Workload(const Workload &) = delete;
    Workload &operator=(const Workload &) = delete;

    virtual Report run() = 0;

protected:
    explicit Workload(const Options &options);

    const Options &options() const { return m_options; }
    const ServerProcess &server() const { return m_server; }
    Connection &connection(int index) { return *m_connections[std::size_t(index)]; }
    int opened() const { return int(m_connections.size()); }
    int joined() const { return m_joined; }
    // When the bytes being handled were about to be read.
    Clock::time_point now() const { return m_now; }

    void open();
    void openAll(int count);
    void turn();
    void runFor(Seconds duration);

    // Turns the loop until done() holds; a server that never gets there has failed.
    template <typename Done>
    void runUntil(Done done, std::string_view what)
    {
        const Clock::time_point deadline = after(Patience);
        while (!done()) {
            turn();
            if (Clock::now() > deadline)
                failTimeout(what);
        }
    }

    void onJoined(Connection &connection) override;
    void onMessage(Connection &connection, std::string_view packet) override;
    void onBinary(Connection &connection, std::string_view data) override;
    void onClosed(Connection &connection) override;
    virtual void onTurnEnded() { }

private:
    static constexpr Seconds Patience{60};
    [[noreturn]] static void failTimeout(std::string_view what);

    const Options m_options;
    const ServerProcess m_server;
    Poller m_poller;
    std::vector<std::unique_ptr<Connection>> m_connections;
    int m_joined = 0;
    Clock::time_point m_now = Clock::now();
};

std::unique_ptr<Workload> makeWorkload(const Options &options);

} // namespace QSocketIo::Bench
