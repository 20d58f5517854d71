// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QVariant>

namespace QSocketIo {

struct QSOCKETIO_EXPORT Error
{
    Q_GADGET
    Q_PROPERTY(Phase phase MEMBER phase)
    Q_PROPERTY(QString message MEMBER message)
    Q_PROPERTY(int code MEMBER code)
    Q_PROPERTY(int httpStatus MEMBER httpStatus)
    Q_PROPERTY(QVariant data MEMBER data)
    Q_PROPERTY(QString detail MEMBER detail)
public:
    enum class Phase : quint8 {
        Network,
        Tls,
        Http,
        WebSocket,
        Handshake,
        Protocol,
        Namespace,
        Timeout,
        Provider,
    };
    Q_ENUM(Phase)

    Phase phase = Phase::Protocol;
    QString message = {};
    int code = 0;
    int httpStatus = 0;
    QVariant data = {};
    QString detail = {};

    friend bool operator==(const Error &, const Error &) = default;
};

} // namespace QSocketIo

Q_DECLARE_METATYPE(QSocketIo::Error)
