// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/duequeue_p.h>
#include <qsocketio/core/turn_p.h>

namespace QSocketIo {

void DueQueue::Item::leaveQueue()
{
    DueQueue *queue = std::exchange(m_queue, nullptr);
    if (!queue)
        return;
    m_previous->m_next = m_next;
    m_next->m_previous = m_previous;
    if (queue->isEmpty())
        queue->m_timer.stop();
}

DueQueue::DueQueue(std::chrono::milliseconds delay, OnDue onDue)
    : m_delay(delay),
      m_onDue(std::move(onDue)),
      m_timer([this] { onTimeout(); })
{
    m_ends.m_previous = m_ends.m_next = &m_ends;
}

DueQueue::~DueQueue()
{
    while (!isEmpty())
        m_ends.m_next->leaveQueue();
}

void DueQueue::add(Item &item)
{
    insert(item, Clock::current().now() + m_delay);
}

void DueQueue::addAgain(Item &item)
{
    insert(item, item.m_due + m_delay);
}

// Nearly always at the end.
void DueQueue::insert(Item &item, Clock::Time due)
{
    item.leaveQueue();
    item.m_queue = this;
    item.m_due = due;
    Item *before = m_ends.m_previous;
    while (before != &m_ends && before->m_due > due)
        before = before->m_previous;
    item.m_previous = before;
    item.m_next = before->m_next;
    item.m_next->m_previous = &item;
    before->m_next = &item;
    if (m_ends.m_next == &item)
        startTimer();
}

void DueQueue::startTimer()
{
    const auto delay = m_ends.m_next->m_due - Clock::current().now();
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(delay));
}

// One that left may have been what the timer was started for: then this is early.
void DueQueue::onTimeout()
{
    const Turn::Scope scope;
    if (isEmpty())
        return;
    // For the event loops that the application may run meanwhile.
    startTimer();
    while (!isEmpty() && m_ends.m_next->m_due <= Clock::current().now()) {
        Item &item = *m_ends.m_next;
        item.leaveQueue();
        m_onDue(item);
    }
    if (!isEmpty())
        startTimer();
}

} // namespace QSocketIo
