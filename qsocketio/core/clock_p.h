// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace QSocketIo {

using namespace std::chrono_literals;

class Timer;

// Monotonic time and its one-shot timers, one clock a thread. Tests put a manual one in its place.
class Clock
{
public:
    using Time = std::chrono::nanoseconds;

    virtual ~Clock();

    static Clock &current();
    // Replaces this thread's clock; null gives the system's back. Returns what was there.
    static Clock *replace(Clock *clock);

    virtual Time now() const = 0;

protected:
    // The first deadline changed: run fireDue() at that time, or never if there is none.
    virtual void deadlineChanged() = 0;
    bool hasDeadline() const { return !m_timers.empty(); }
    Time firstDeadline() const { return m_timers.begin()->first; }
    void fireDue();

private:
    friend class Timer;
    using Queue = std::multimap<Time, Timer *>;

    Queue::iterator insert(Time deadline, Timer *timer);
    void remove(Queue::iterator position);

    Queue m_timers;
};

// A one-shot timer. It may be restarted, stopped or destroyed by its own callback.
class Timer
{
public:
    explicit Timer(std::function<void()> callback) : m_callback(std::move(callback)) { }
    ~Timer() { stop(); }
    Timer(const Timer &) = delete;
    Timer &operator=(const Timer &) = delete;

    void start(std::chrono::milliseconds delay);
    // Counted from when it was due, not from when that was noticed: periods do not drift.
    void startAgain(std::chrono::milliseconds delay);
    void stop();
    bool isActive() const { return m_clock != nullptr; }

private:
    friend class Clock;

    std::function<void()> m_callback;
    Clock *m_clock = nullptr;
    Clock::Queue::iterator m_position;
    Clock::Time m_deadline{};

    void startAt(Clock::Time deadline);
};

} // namespace QSocketIo
