// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/reactor_linux_p.h>
#include <qsocketio/net/stream_p.h>

#include <algorithm>
#include <unistd.h>

namespace QSocketIo::Net {

Reactor::Reactor() : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (m_epoll < 0)
        qCWarning(lcNet, "epoll_create1: %s", qPrintable(qt_error_string(errno)));
    m_notifier = std::make_unique<QSocketNotifier>(m_epoll, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Reactor::onReadable);
}

Reactor::~Reactor()
{
    m_notifier.reset();
    closeDescriptors();
    ::close(m_epoll);
}

std::shared_ptr<Reactor> Reactor::current()
{
    thread_local std::weak_ptr<Reactor> reactor;
    auto shared = reactor.lock();
    if (!shared) {
        shared.reset(new Reactor);
        reactor = shared;
    }
    return shared;
}

Reactor::Handle Reactor::add(EventSource *source, int descriptor, quint32 events)
{
    quint32 index;
    if (m_freeSlots.empty()) {
        index = quint32(m_slots.size());
        m_slots.emplace_back();
    } else {
        index = m_freeSlots.back();
        m_freeSlots.pop_back();
    }
    m_slots[index].source = source;
    epoll_event event{};
    event.events = events;
    event.data.u64 = index | quint64(m_slots[index].generation) << 32;
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) < 0)
        qCWarning(lcNet, "epoll_ctl: %s", qPrintable(qt_error_string(errno)));
    return {index};
}

void Reactor::modify(Handle handle, int descriptor, quint32 events)
{
    epoll_event event{};
    event.events = events;
    event.data.u64 = handle.index | quint64(m_slots[handle.index].generation) << 32;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, descriptor, &event);
}

void Reactor::remove(Handle handle, int descriptor)
{
    ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
    close(handle, descriptor);
}

void Reactor::close(Handle handle, int descriptor)
{
    m_slots[handle.index].source = nullptr;
    ++m_slots[handle.index].generation;
    m_freeSlots.push_back(handle.index);
    m_doomedDescriptors.push_back(descriptor);
    defer();
}

std::span<char> Reactor::receiveBuffer()
{
    const auto depth = size_t(Turn::current().depth());
    while (m_receiveBuffers.size() <= depth)
        m_receiveBuffers.push_back(nullptr);
    auto &buffer = m_receiveBuffers[depth];
    if (!buffer)
        buffer = std::make_unique<char[]>(ReceiveBufferSize + Stream::InputPadding);
    return {buffer.get(), size_t(ReceiveBufferSize)};
}

// An iteration of Qt's loop costs as much as some messages: while many clients send, several turns
// share it. Timers and whatever else waits for the loop wait for no more events than fit in one.
void Reactor::onReadable()
{
    // A handler may end the last user of this reactor.
    const auto alive = current();
    constexpr int few = 4;
    int events = 0;
    int last;
    do {
        last = turn();
        events += last;
    } while (last >= few && events < MaximumEvents);
}

// Returns how many events there were.
int Reactor::turn()
{
    Turn::Scope scope;
    deliver(scope);
    m_nextEvent = 0;
    m_endOfEvents = std::max(::epoll_wait(m_epoll, m_events.data(), MaximumEvents, 0), 0);
    const int count = m_endOfEvents;
    deliver(scope);
    return count;
}

// What the set has told once it does not tell again: a nested turn has to deliver what the one
// outside of it has not.
void Reactor::deliver(Turn::Scope &scope)
{
    while (m_nextEvent < m_endOfEvents) {
        const epoll_event event = m_events[size_t(m_nextEvent++)];
        if (m_nextEvent < m_endOfEvents)
            suspend();
        else
            unsuspend();
        const Slot slot = m_slots[quint32(event.data.u64)];
        if (slot.source && slot.generation == quint32(event.data.u64 >> 32))
            slot.source->onEvents(event.events);
        scope.betweenEvents();
    }
}

void Reactor::resume()
{
    Turn::Scope scope;
    deliver(scope);
}

void Reactor::closeDescriptors()
{
    for (const int descriptor : m_doomedDescriptors)
        ::close(descriptor);
    m_doomedDescriptors.clear();
}

} // namespace QSocketIo::Net
