// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/error.h>
#include <qsocketio/core/expected.h>

#include <QByteArrayView>

#include <chrono>

namespace QSocketIo::Engine {

// What the server tells in its open packet.
struct ClientHandshake
{
    QByteArray sid = {};
    bool offersWebSocket = false;
    std::chrono::milliseconds pingInterval{};
    std::chrono::milliseconds pingTimeout{};
    // The largest body the server takes; 0: it did not say.
    qint64 maxPayload = 0;

    friend bool operator==(const ClientHandshake &, const ClientHandshake &) = default;
};

Expected<ClientHandshake, Error> readHandshake(QByteArrayView json);

} // namespace QSocketIo::Engine
