// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>

#if defined(QSOCKETIO_SHARED)
#if defined(QSOCKETIO_LIBRARY)
#define QSOCKETIO_EXPORT Q_DECL_EXPORT
#else
#define QSOCKETIO_EXPORT Q_DECL_IMPORT
#endif
#else
#define QSOCKETIO_EXPORT
#endif

namespace QSocketIo {
Q_NAMESPACE_EXPORT(QSOCKETIO_EXPORT)

enum class Transport : quint8 { Polling = 1, WebSocket = 2 };
Q_ENUM_NS(Transport)
Q_DECLARE_FLAGS(Transports, Transport)
Q_DECLARE_OPERATORS_FOR_FLAGS(Transports)

enum class DisconnectReason : quint8 {
    TransportClose,
    TransportError,
    PingTimeout,
    ParseError,
    ForcedClose,
    ForcedServerClose,
    ServerShuttingDown,
    ClientNamespaceDisconnect,
    ServerNamespaceDisconnect,
    IoServerDisconnect,
    IoClientDisconnect,
};
Q_ENUM_NS(DisconnectReason)

QSOCKETIO_EXPORT QLatin1StringView name(Transport transport);
QSOCKETIO_EXPORT QLatin1StringView name(DisconnectReason reason);

} // namespace QSocketIo
