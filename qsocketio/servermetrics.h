// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QList>

namespace QSocketIo {

// What a server has done since it was made, and what it holds now.
struct QSOCKETIO_EXPORT ServerMetrics
{
    Q_GADGET
    Q_PROPERTY(qint64 openConnections MEMBER openConnections)
    Q_PROPERTY(qint64 pollingSessions MEMBER pollingSessions)
    Q_PROPERTY(qint64 webSocketSessions MEMBER webSocketSessions)
    Q_PROPERTY(qint64 namespaces MEMBER namespaces)
    Q_PROPERTY(qint64 sockets MEMBER sockets)
    Q_PROPERTY(qint64 bufferedBytes MEMBER bufferedBytes)
    Q_PROPERTY(qint64 httpRequests MEMBER httpRequests)
    Q_PROPERTY(qint64 refusedConnections MEMBER refusedConnections)
    Q_PROPERTY(QList<qint64> refusedRequests MEMBER refusedRequests)
    Q_PROPERTY(qint64 openedSessions MEMBER openedSessions)
    Q_PROPERTY(QList<qint64> closedSessions MEMBER closedSessions)
    Q_PROPERTY(qint64 upgrades MEMBER upgrades)
    Q_PROPERTY(qint64 packetsReceived MEMBER packetsReceived)
    Q_PROPERTY(qint64 packetsSent MEMBER packetsSent)
    Q_PROPERTY(qint64 messagesReceived MEMBER messagesReceived)
    Q_PROPERTY(qint64 messagesSent MEMBER messagesSent)
    Q_PROPERTY(qint64 bytesReceived MEMBER bytesReceived)
    Q_PROPERTY(qint64 bytesSent MEMBER bytesSent)
public:
    // Now.
    qint64 openConnections = 0;
    qint64 pollingSessions = 0;
    qint64 webSocketSessions = 0;
    qint64 namespaces = 0;
    qint64 sockets = 0;
    qint64 bufferedBytes = 0;
    // Since the start.
    qint64 httpRequests = 0;
    qint64 refusedConnections = 0;
    QList<qint64> refusedRequests = {}; // by error code, 0 to 5
    qint64 openedSessions = 0;
    QList<qint64> closedSessions = {}; // by DisconnectReason
    qint64 upgrades = 0;
    qint64 packetsReceived = 0;
    qint64 packetsSent = 0;
    qint64 messagesReceived = 0;
    qint64 messagesSent = 0;
    qint64 bytesReceived = 0;
    qint64 bytesSent = 0;

    QByteArray toPrometheus() const;

    friend bool operator==(const ServerMetrics &, const ServerMetrics &) = default;
};

} // namespace QSocketIo
