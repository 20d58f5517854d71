// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/turn_p.h>

#include <QSocketNotifier>

#include <array>
#include <memory>
#include <span>
#include <sys/epoll.h>
#include <vector>

namespace QSocketIo::Net {

// Something with a descriptor in the epoll set.
class EventSource
{
public:
    virtual void onEvents(quint32 events) = 0;

protected:
    ~EventSource() = default;
};

// All server descriptors of a thread in one epoll set, which one notifier shows to Qt's event loop.
// (A notifier a descriptor makes each loop iteration walk all of them.)
class Reactor final : public QObject, private Deferred, private Suspended
{
    Q_OBJECT
public:
    // Names a source safely: events of one that is gone meanwhile find another generation.
    struct Handle
    {
        quint32 index = ~quint32(0);
        bool isValid() const { return index != ~quint32(0); }
    };

    static std::shared_ptr<Reactor> current();
    ~Reactor() override;

    Handle add(EventSource *source, int descriptor, quint32 events);
    void modify(Handle handle, int descriptor, quint32 events);
    // Takes the descriptor as well: it is closed at the end of the turn, so that its number does
    // not come back while events of this turn wait.
    void remove(Handle handle, int descriptor);
    // The same where no other descriptor refers to what it does: closing takes it out of the set.
    void close(Handle handle, int descriptor);

    // The receive buffer of this depth: a nested turn never writes into an outer one's.
    std::span<char> receiveBuffer();
    static constexpr qsizetype ReceiveBufferSize = 256 * 1024;

private:
    struct Slot
    {
        EventSource *source = nullptr;
        quint32 generation = 0;
    };

    // Of a turn, and of those that share an iteration of Qt's loop.
    static constexpr int MaximumEvents = 256;

    Reactor();
    void onReadable();
    int turn();
    void deliver(Turn::Scope &scope);
    void resume() override;
    void atTurnEnd() override { closeDescriptors(); }
    void closeDescriptors();

    int m_epoll;
    std::unique_ptr<QSocketNotifier> m_notifier;
    // Those of this turn; a nested turn goes on with them.
    std::array<epoll_event, MaximumEvents> m_events;
    int m_nextEvent = 0;
    int m_endOfEvents = 0;
    std::vector<Slot> m_slots;
    std::vector<quint32> m_freeSlots;
    std::vector<int> m_doomedDescriptors;
    std::vector<std::unique_ptr<char[]>> m_receiveBuffers;
};

} // namespace QSocketIo::Net
