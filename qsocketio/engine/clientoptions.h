// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>
#include <qsocketio/core/provider.h>

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QSslConfiguration>
#include <QStringList>
#include <QUrlQuery>

#include <chrono>
#include <optional>
#include <utility>

QT_BEGIN_NAMESPACE
class QNetworkCookieJar;
QT_END_NAMESPACE

namespace QSocketIo {

using ClientHeaders = QList<std::pair<QByteArray, QByteArray>>;

// Of Engine.IO: 4 for servers since Socket.IO 3, 3 for those of Socket.IO 2.
enum class EngineProtocol : quint8 { V3 = 3, V4 = 4 };

namespace Engine {

using namespace std::chrono_literals;

struct ClientOptions
{
    QString path = QStringLiteral("/engine.io/");
    bool addTrailingSlash = true;
    EngineProtocol protocol = EngineProtocol::V4;
    // The first one opens the connection.
    QList<QSocketIo::Transport> transports = {QSocketIo::Transport::Polling,
                                              QSocketIo::Transport::WebSocket};
    bool upgrade = true;
    // Begin with WebSocket where it worked the last time.
    bool rememberUpgrade = false;
    // Go on to the next transport where one cannot open the connection.
    bool tryAllTransports = false;
    QUrlQuery query = {};
    // Asked for each connection; what it gives replaces the same keys of query.
    Provider<QUrlQuery> queryProvider = {};
    // Sent with every request, the WebSocket's as well.
    ClientHeaders extraHeaders = {};
    // Asked for each connection; what it gives replaces the same fields of extraHeaders.
    Provider<ClientHeaders> headersProvider = {};
    // The subprotocols that a WebSocket offers.
    QStringList protocols = {};
    // Unset: polls only.
    std::optional<bool> timestampRequests = {};
    QString timestampParam = QStringLiteral("t");
    // Binary as text, also over WebSocket.
    bool forceBase64 = false;
    // How long opening may take.
    std::chrono::milliseconds timeout = 20s;
    // How long one HTTP request may stand still; 0: for ever. A poll waits for the server's ping.
    std::chrono::milliseconds requestTimeout = 0ms;
    // The largest message, frame or poll that is taken from the server.
    qint64 maxReceivedBytes = 100'000'000;
    // What may wait for a server that does not read; more ends the connection.
    qint64 maxBufferedBytes = 256 * 1024 * 1024;
    QSslConfiguration sslConfiguration = {};
    // Where there are some: only these, and what they have signed, are trusted.
    QList<QSslCertificate> pinnedCertificates = {};
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
    // Stays the application's; null: one of its own for each client.
    QNetworkCookieJar *cookieJar = nullptr;
};

} // namespace Engine

} // namespace QSocketIo
