// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>

namespace QSocketIo::Engine {

// Notices a server that is gone. Protocol 4: the server pings, and must not be late with it.
// Protocol 3: the client pings, and the answer must not be late.
class ClientHeartbeat
{
public:
    struct Times
    {
        std::chrono::milliseconds interval{};
        std::chrono::milliseconds timeout{};
    };

    ClientHeartbeat(std::function<void()> ping, std::function<void()> late);

    void startListening(const Times &times);
    void startPinging(const Times &times);
    void stop();
    void onPing();
    void onPong();
    // What is due did not come: also after a sleep of the machine, when no timer had its time.
    bool isLate() const;

private:
    void restart(std::chrono::milliseconds limit);
    void check();
    void sendPing();

    std::function<void()> m_ping;
    std::function<void()> m_late;
    Times m_times;
    bool m_isPinging = false;
    Clock::Time m_deadline{};
    Timer m_watchdog;
    Timer m_nextPing;
};

} // namespace QSocketIo::Engine
