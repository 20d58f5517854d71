// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/httpparser_p.h>

#include <QByteArray>
#include <QList>

#include <utility>

namespace QSocketIo::Net {

struct WebSocketUpgrade
{
    // Points into the request's head.
    QByteArrayView key = {};
    QList<QByteArray> protocols = {};
};

// RFC 6455 4.2.1. failedStatus is 400, or 426: answer that one with Sec-WebSocket-Version: 13.
bool readWebSocketUpgrade(const HttpRequestHead &head, WebSocketUpgrade &upgrade,
                          int &failedStatus);

QByteArray webSocketAccept(QByteArrayView key);

// The 101 answer.
QByteArray webSocketUpgradeResponse(QByteArrayView key,
                                    const QList<std::pair<QByteArray, QByteArray>> &fields);

// Client role.
QByteArray webSocketUpgradeRequest(QByteArrayView hostPort, QByteArrayView target,
                                   QByteArrayView key,
                                   const QList<std::pair<QByteArray, QByteArray>> &fields);

} // namespace QSocketIo::Net
