// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/request.h>

namespace QSocketIo::Engine {

// Why a request was refused, as the official server tells it.
struct ConnectionError
{
    enum Code {
        TransportUnknown = 0,
        SessionUnknown = 1,
        BadHandshakeMethod = 2,
        BadRequest = 3,
        Forbidden = 4,
        UnsupportedProtocolVersion = 5,
    };

    Code code = BadRequest;
    QString message = {};
    QVariantMap context = {};
    Request request = {};
};

} // namespace QSocketIo::Engine
