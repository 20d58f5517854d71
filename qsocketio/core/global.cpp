// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/global.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

/*!
    \enum QSocketIo::Transport
    How Engine.IO packets travel.

    \value Polling    HTTP long-polling.
    \value WebSocket  RFC 6455.
*/

/*!
    \enum QSocketIo::DisconnectReason
    Why a connection or a namespace ended. name() gives the text that the JavaScript
    packages use; the last two values are seen by clients, the namespace ones by servers.

    \value TransportClose             The peer closed the connection.
    \value TransportError             The connection broke.
    \value PingTimeout                The peer missed the heartbeat.
    \value ParseError                 The peer sent something that is not the protocol.
    \value ForcedClose                This side closed the Engine.IO connection.
    \value ForcedServerClose          The server closed it, since the client broke a rule.
    \value ServerShuttingDown         Server::close() was called.
    \value ClientNamespaceDisconnect  The client left the namespace.
    \value ServerNamespaceDisconnect  The server disconnected this socket.
    \value IoServerDisconnect         Seen by the client: the server disconnected it.
    \value IoClientDisconnect         Seen by the client: it disconnected itself.
*/

/*!
    Returns the name of \a transport in queries and handshakes: "polling" or "websocket".
*/
QLatin1StringView name(Transport transport)
{
    switch (transport) {
    case Transport::Polling:
        return "polling"_L1;
    case Transport::WebSocket:
        return "websocket"_L1;
    }
    Q_UNREACHABLE();
}

/*!
    Returns the text of \a reason that the JavaScript packages report, for example
    "transport close".
*/
QLatin1StringView name(DisconnectReason reason)
{
    switch (reason) {
    case DisconnectReason::TransportClose:
        return "transport close"_L1;
    case DisconnectReason::TransportError:
        return "transport error"_L1;
    case DisconnectReason::PingTimeout:
        return "ping timeout"_L1;
    case DisconnectReason::ParseError:
        return "parse error"_L1;
    case DisconnectReason::ForcedClose:
        return "forced close"_L1;
    case DisconnectReason::ForcedServerClose:
        return "forced server close"_L1;
    case DisconnectReason::ServerShuttingDown:
        return "server shutting down"_L1;
    case DisconnectReason::ClientNamespaceDisconnect:
        return "client namespace disconnect"_L1;
    case DisconnectReason::ServerNamespaceDisconnect:
        return "server namespace disconnect"_L1;
    case DisconnectReason::IoServerDisconnect:
        return "io server disconnect"_L1;
    case DisconnectReason::IoClientDisconnect:
        return "io client disconnect"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace QSocketIo
