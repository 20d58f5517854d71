// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/socket.h>

#include <memory>
#include <vector>

namespace QSocketIo {

// The handlers of one socket, found by the bytes of the event's name.
class EventTable
{
public:
    void add(QByteArrayView event, std::shared_ptr<Detail::Handler> handler);
    void addForAny(std::shared_ptr<Detail::Handler> handler, Socket::AnyFunction function);
    void remove(QByteArrayView event);
    void clear();

    // Calls what is subscribed now, in its order, while alive. False: arguments did not fit one.
    bool call(QByteArrayView event, Detail::Invocation &invocation,
              const QPointer<Socket> &alive) const;
    void callForAny(QByteArrayView event, const Arguments &arguments,
                    const QPointer<Socket> &alive) const;
    bool hasAny() const { return !m_any.empty(); }

private:
    using Handlers = std::vector<std::shared_ptr<Detail::Handler>>;

    struct Entry
    {
        QByteArray event;
        Handlers handlers;
    };
    struct AnyEntry
    {
        std::shared_ptr<Detail::Handler> handler;
        Socket::AnyFunction function;
    };

    static bool callOne(Detail::Handler &handler, Detail::Invocation &invocation);
    const Entry *find(QByteArrayView event) const;

    std::vector<Entry> m_entries;
    std::vector<AnyEntry> m_any;
};

} // namespace QSocketIo
