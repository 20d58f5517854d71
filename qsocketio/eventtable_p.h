// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/guarded.h>
#include <qsocketio/handler.h>
#include <qsocketio/sharedname_p.h>

#include <memory>
#include <vector>

namespace QSocketIo {

// The handlers of one socket or namespace, found by the bytes of the event's name.
class EventTable
{
public:
    void add(QByteArrayView event, std::shared_ptr<Detail::Handler> handler);
    void remove(QByteArrayView event);
    void clear();

    // Calls what is subscribed now, in its order, while alive. False: arguments did not fit one.
    bool call(QByteArrayView event, Detail::Invocation &invocation,
              const Guarded::Guard &alive) const;

private:
    // In the order of subscription, of all events: ten thousand sockets have such a table.
    struct Entry
    {
        SharedName event;
        std::shared_ptr<Detail::Handler> handler;
    };
    using Entries = std::vector<Entry>;

    static bool callOne(Detail::Handler &handler, Detail::Invocation &invocation);
    static bool callAll(Entries::const_iterator first, Entries::const_iterator end,
                        Detail::Invocation &invocation, const Guarded::Guard &alive);

    Entries m_entries;
};

} // namespace QSocketIo
