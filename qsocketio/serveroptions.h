// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/engine/options.h>
#include <qsocketio/protocol/parser.h>
#include <qsocketio/recoveryoptions.h>

#include <QSslConfiguration>

namespace QSocketIo {

using namespace std::chrono_literals;

struct ServerOptions
{
    QString path = QStringLiteral("/socket.io/");
    std::chrono::milliseconds connectTimeout = 45s;
    std::chrono::milliseconds pingInterval = 25s;
    std::chrono::milliseconds pingTimeout = 20s;
    std::chrono::milliseconds upgradeTimeout = 10s;
    qint64 maxHttpBufferSize = 1'000'000;
    // What may wait for one client that does not read.
    qint64 maxBufferedBytes = 8 * 1024 * 1024;
    SlowClientPolicy slowClientPolicy = SlowClientPolicy::Close;
    int maxAttachments = 10;
    int maxDepth = 512;
    // Null: jsonParser().
    std::shared_ptr<const Parser> parser = {};
    // Empty: localAdapter().
    AdapterFactory adapter = {};
    int maxNamespacesPerConnection = 100;
    // Namespaces that clients made end with their last socket.
    bool cleanupEmptyChildNamespaces = false;
    Transports transports = Transport::Polling | Transport::WebSocket;
    bool allowUpgrades = true;
    bool addTrailingSlash = true;
    // Clients of Socket.IO 2 as well.
    bool allowEIO3 = false;
    std::optional<HttpCompression> httpCompression = HttpCompression();
    std::optional<PerMessageDeflate> perMessageDeflate = {};
    Cors cors = {};
    Cookie cookie = {};
    std::function<NowOrLater<Verdict>(const Engine::Request &)> allowRequest = {};
    std::function<NowOrLater<QString>(const Engine::Request &)> generateId = {};
    // Set: clients find their sessions again after a loss of the connection.
    std::optional<ConnectionStateRecovery> connectionStateRecovery = {};
    // A folder with the dist files of the npm package socket.io-client, served below path.
    QString clientFiles = {};
    int maxRoomsPerSocket = 10'000;
    ConnectionLimits limits = {};
    TrustedProxies trustedProxies = {};
    // Where Prometheus finds the counters; empty: nowhere.
    QString metricsPath = {};
    // With a certificate in it the server speaks TLS.
    QSslConfiguration sslConfiguration = {};
};

} // namespace QSocketIo
