// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/compactvector.h>
#include <qsocketio/core/guarded.h>
#include <qsocketio/eventnames_p.h>
#include <qsocketio/handler.h>

namespace QSocketIo {

// The handlers of one socket or namespace, found by the bytes of the event's name.
class EventTable
{
public:
    EventTable() = default;
    // Its handlers will be for these, probably.
    explicit EventTable(EventNames names) : m_names(std::move(names)) { }

    const EventNames &names() const { return m_names; }

    void add(QByteArrayView event, Detail::HandlerPointer handler);
    void remove(QByteArrayView event);
    void clear();

    // Calls what is subscribed now, in its order, while the owner of the table is alive. False:
    // arguments did not fit one.
    bool call(QByteArrayView event, Detail::Invocation &invocation,
              const Guarded::Guard &alive) const;

private:
    using Handlers = std::span<const Detail::HandlerPointer>;

    Handlers find(QByteArrayView event) const;
    void sweep();
    void end(size_t first, size_t last);
    static bool callAll(Handlers handlers, Detail::Invocation &invocation,
                        const Guarded::Guard &alive);

    // Those of one event stand together, in the order of subscription. Ten thousand sockets have
    // such a table.
    EventNames m_names;
    CompactVector<Detail::HandlerPointer> m_handlers;
};

} // namespace QSocketIo
