// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientauth.h>
#include <qsocketio/engine/clientoptions.h>

namespace QSocketIo {

using namespace std::chrono_literals;

struct ClientOptions
{
    QString path = QStringLiteral("/socket.io/");
    // The first one opens the connection.
    QList<Transport> transports = {Transport::Polling, Transport::WebSocket};
    bool upgrade = true;
    QUrlQuery query = {};
    // Sent with every request, the WebSocket's as well.
    ClientHeaders extraHeaders = {};
    ClientAuth auth = {};
    bool reconnection = true;
    // Negative: for ever.
    int reconnectionAttempts = -1;
    std::chrono::milliseconds reconnectionDelay = 1s;
    std::chrono::milliseconds reconnectionDelayMax = 5s;
    double randomizationFactor = 0.5;
    // How long one attempt to connect may take.
    std::chrono::milliseconds timeout = 20s;
    // What each socket keeps while it is not connected.
    qsizetype maxBufferedPackets = 100'000;
    // What may wait for a server that does not read; more ends the connection.
    qint64 maxBufferedBytes = 256 * 1024 * 1024;
    // The largest message, frame or poll that is taken from the server.
    qint64 maxReceivedBytes = 100'000'000;
    int maxAttachments = 10;
    int maxDepth = 512;
    QSslConfiguration sslConfiguration = {};
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
    // Stays the application's; null: one of its own for each client.
    QNetworkCookieJar *cookieJar = nullptr;
};

} // namespace QSocketIo
