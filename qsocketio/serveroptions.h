// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/options.h>

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
    // What may wait for one client that does not read; more closes its connection.
    qint64 maxBufferedBytes = 16 * 1024 * 1024;
    int maxAttachments = 10;
    int maxDepth = 512;
    int maxNamespacesPerConnection = 100;
    Transports transports = Transport::Polling | Transport::WebSocket;
    bool allowUpgrades = true;
    bool httpCompression = true;
    Cors cors = {};
    QString cookie = {};
    std::function<std::optional<QString>(const Engine::Request &)> refuseRequest = {};
    // A folder with the dist files of the npm package socket.io-client, served below path.
    QString clientFiles = {};
    // With a certificate in it the server speaks TLS.
    QSslConfiguration sslConfiguration = {};
};

} // namespace QSocketIo
