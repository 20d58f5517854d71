// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>

namespace QSocketIo {

// How long to wait before each attempt; the JavaScript client's formula.
struct Backoff
{
    std::chrono::milliseconds minimum = 1s;
    std::chrono::milliseconds maximum = 5s;
    double jitter = 0.5;

    // attempt counts from 0, random is in [0, 1).
    std::chrono::milliseconds delay(int attempt, double random) const;
};

// Counts the attempts to connect again and waits before each.
class Reconnector
{
public:
    // Without a limit where maximumAttempts is negative.
    Reconnector(const Backoff &backoff, int maximumAttempts, std::function<void()> attempt);

    // From the loss of the connection until it is back or given up.
    bool isReconnecting() const { return m_reconnecting; }
    int attempts() const { return m_attempts; }
    bool isWaiting() const { return m_timer.isActive(); }
    // When the next attempt is due; only while one waits.
    Clock::Time due() const { return m_due; }
    // For the delays and attempts that follow.
    void configure(const Backoff &backoff, int maximumAttempts);
    // False: there were enough; counting starts over.
    bool schedule();
    void attemptFailed() { m_reconnecting = false; }
    // The attempt that waits is made now.
    void hurry() { m_timer.start(0ms); }
    // The connection is there, or nobody wants it any more.
    void reset();

private:
    Backoff m_backoff;
    int m_maximumAttempts;
    int m_attempts = 0;
    bool m_reconnecting = false;
    Clock::Time m_due{};
    Timer m_timer;
};

} // namespace QSocketIo
