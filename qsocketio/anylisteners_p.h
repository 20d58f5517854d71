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
    bool isEmpty() const { return !m_listeners || m_listeners->empty(); }

    // Others, of whom nothing is known here, may listen as well.
    void expectOthers();
    bool mayBeHeard() const { return m_listeners != nullptr; }

    // Calls what is subscribed now, while the socket is alive.
    void call(QByteArrayView event, const Arguments &arguments, const Ack &ack,
              const Guarded::Guard &alive) const;

private:
    class Listener;
    using Listeners = std::vector<Detail::Kept<Listener>>;

    // Null until the first: hardly any socket has one.
    std::unique_ptr<Listeners> m_listeners;
};

} // namespace QSocketIo
