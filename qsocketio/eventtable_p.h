// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/handler.h>

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
              const QPointer<QObject> &alive) const;

private:
    using Handlers = std::vector<std::shared_ptr<Detail::Handler>>;

    struct Entry
    {
        QByteArray event;
        Handlers handlers;
    };

    static bool callOne(Detail::Handler &handler, Detail::Invocation &invocation);
    const Entry *find(QByteArrayView event) const;

    std::vector<Entry> m_entries;
};

} // namespace QSocketIo
