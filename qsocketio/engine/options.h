// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>
#include <qsocketio/core/verdict.h>
#include <qsocketio/engine/connectionlimits.h>
#include <qsocketio/engine/httpoptions.h>
#include <qsocketio/engine/request.h>

#include <QSslConfiguration>

namespace QSocketIo::Engine {

using namespace std::chrono_literals;

struct ServerOptions
{
    QString path = QStringLiteral("/engine.io/");
    std::chrono::milliseconds pingInterval = 25s;
    std::chrono::milliseconds pingTimeout = 20s;
    std::chrono::milliseconds upgradeTimeout = 10s;
    qint64 maxHttpBufferSize = 1'000'000;
    // What may wait for one client that does not read.
    qint64 maxBufferedBytes = 8 * 1024 * 1024;
    SlowClientPolicy slowClientPolicy = SlowClientPolicy::Close;
    Transports transports = QSocketIo::Transport::Polling | QSocketIo::Transport::WebSocket;
    bool allowUpgrades = true;
    // Without it "/engine.io" is the path as well as "/engine.io/".
    bool addTrailingSlash = true;
    // Clients of Engine.IO 3 as well.
    bool allowEIO3 = false;
    std::optional<HttpCompression> httpCompression = HttpCompression();
    std::optional<PerMessageDeflate> perMessageDeflate = {};
    Cors cors = {};
    Cookie cookie = {};
    ConnectionLimits limits = {};
    TrustedProxies trustedProxies = {};
    // With a certificate in it the server speaks TLS.
    QSslConfiguration sslConfiguration = {};
    // A message that follows the handshake: a QString, or a QByteArray for binary.
    QVariant initialPacket = {};
    // Asked for each handshake; a rejection is told with its message, or "Forbidden".
    std::function<NowOrLater<Verdict>(const Request &)> allowRequest = {};
    // Makes session ids: up to 128 letters, digits and -._~ each, none twice.
    std::function<NowOrLater<QString>(const Request &)> generateId = {};
};

} // namespace QSocketIo::Engine
