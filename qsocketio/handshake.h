// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/verdict.h>
#include <qsocketio/engine/request.h>

#include <QDateTime>
#include <QVariantMap>

namespace QSocketIo {

struct QSOCKETIO_EXPORT Handshake
{
    // What the client sent with its CONNECT.
    QVariantMap auth = {};
    // The HTTP request that opened the connection.
    Engine::Request request = {};
    qint64 issued = 0;

    QVariantMap headers() const;
    QVariantMap query() const { return request.query(); }
    QString url() const { return QString::fromUtf8(request.url()); }
    QString address() const;
    bool isSecure() const { return request.isSecure(); }
    bool isCrossDomain() const { return !request.header("origin").isNull(); }
    QString time() const;
};

} // namespace QSocketIo
