// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/socket.h>

#include <memory>
#include <vector>

namespace QSocketIo {

// The functions that hear of every event of a socket, in their order.
class AnyListeners
{
public:
    enum class Place : quint8 { Front, Back };

    Subscription add(QObject *receiver, Socket::AnyAckFunction function, Place place);
    void clear();
    bool isEmpty() const { return !m_entries || m_entries->empty(); }

    // Calls what is subscribed now, while the socket is alive.
    void call(QByteArrayView event, const Arguments &arguments, const Ack &ack,
              const Guarded::Guard &alive) const;

private:
    struct Entry
    {
        std::shared_ptr<Detail::Handler> handler;
        Socket::AnyAckFunction function;
    };

    using Entries = std::vector<Entry>;

    // Null until the first: hardly any socket has one.
    std::unique_ptr<Entries> m_entries;
};

} // namespace QSocketIo
