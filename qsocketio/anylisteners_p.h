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
    AnyListeners();
    ~AnyListeners();

    enum class Place : quint8 { Front, Back };

    Subscription add(QObject *receiver, Socket::AnyAckFunction function, Place place);
    void clear();
    bool isEmpty() const { return m_listeners.empty(); }

    // Calls what is subscribed now, while the socket is alive.
    void call(QByteArrayView event, const Arguments &arguments, const Ack &ack,
              const Guarded::Guard &alive) const;

private:
    class Listener;
    using Listeners = std::vector<Detail::Kept<Listener>>;

    Listeners m_listeners;
};

} // namespace QSocketIo
