// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QUrlQuery>

#include <chrono>
#include <utility>

QT_BEGIN_NAMESPACE
class QNetworkCookieJar;
QT_END_NAMESPACE

namespace QSocketIo {

using ClientHeaders = QList<std::pair<QByteArray, QByteArray>>;

namespace Engine {

using namespace std::chrono_literals;

struct ClientOptions
{
    QString path = QStringLiteral("/engine.io/");
    // The first one opens the connection.
    QList<QSocketIo::Transport> transports = {QSocketIo::Transport::Polling,
                                              QSocketIo::Transport::WebSocket};
    bool upgrade = true;
    QUrlQuery query = {};
    // Sent with every request, the WebSocket's as well.
    ClientHeaders extraHeaders = {};
    // How long opening may take.
    std::chrono::milliseconds timeout = 20s;
    // The largest message, frame or poll that is taken from the server.
    qint64 maxReceivedBytes = 100'000'000;
    // What may wait for a server that does not read; more ends the connection.
    qint64 maxBufferedBytes = 256 * 1024 * 1024;
    QSslConfiguration sslConfiguration = {};
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
    // Stays the application's; null: one of its own for each client.
    QNetworkCookieJar *cookieJar = nullptr;
};

} // namespace Engine

} // namespace QSocketIo
