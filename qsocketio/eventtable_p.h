// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/guarded.h>
#include <qsocketio/handler.h>
#include <qsocketio/sharedname_p.h>

#include <span>
#include <vector>

namespace QSocketIo {

// The handlers of one socket or namespace, found by the bytes of the event's name.
class EventTable
{
public:
    void add(QByteArrayView event, Detail::HandlerPointer handler);
    void remove(QByteArrayView event);
    void clear();

    // Calls what is subscribed now, in its order, while the owner of the table is alive. False:
    // arguments did not fit one.
    bool call(QByteArrayView event, Detail::Invocation &invocation,
              const Guarded::Guard &alive) const;

private:
    // Those of one event stand together, in the order of subscription. Ten thousand sockets have
    // such a table.
    struct Entry
    {
        SharedName event;
        Detail::HandlerPointer handler;
    };
    using Entries = std::vector<Entry>;

    std::span<const Entry> find(QByteArrayView event) const;
    void sweep();
    void end(Entries::iterator first, Entries::iterator last);
    static bool callAll(std::span<const Entry> entries, Detail::Invocation &invocation,
                        const Guarded::Guard &alive);

    Entries m_entries;
};

} // namespace QSocketIo
