// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>

namespace QSocketIo {

// What is due the same time after it was added, by one timer for all.
class DueQueue
{
public:
    class Item
    {
    public:
        Item(const Item &) = delete;
        Item &operator=(const Item &) = delete;

        void leaveQueue();

    protected:
        Item() = default;
        ~Item() { leaveQueue(); }

    private:
        friend class DueQueue;
        DueQueue *m_queue = nullptr;
        Item *m_previous = nullptr;
        Item *m_next = nullptr;
        Clock::Time m_due{};
    };

    // It has left the queue when it is due. The call may end everything but the queue.
    using OnDue = std::function<void(Item &)>;

    DueQueue(std::chrono::milliseconds delay, OnDue onDue);
    ~DueQueue();

    void add(Item &item);
    // Counted from when it was due before, not from when that was noticed.
    void addAgain(Item &item);

private:
    struct Ends : Item
    {
    };

    void insert(Item &item, Clock::Time due);
    bool isEmpty() const { return m_ends.m_next == &m_ends; }
    void startTimer();
    void onTimeout();

    const std::chrono::milliseconds m_delay;
    const OnDue m_onDue;
    // A ring: behind the last is the first.
    Ends m_ends;
    Timer m_timer;
};

} // namespace QSocketIo
