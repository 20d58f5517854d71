// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientauth.h>
#include <qsocketio/engine/clientoptions.h>
#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

using namespace std::chrono_literals;

// Which event is dropped when too many wait for the connection.
enum class BufferPolicy : quint8 { RefuseNewest, DropOldest };

struct ClientOptions
{
    QString path = QStringLiteral("/socket.io/");
    bool addTrailingSlash = true;
    // V3: the server is one of Socket.IO 2.
    EngineProtocol protocol = EngineProtocol::V4;
    // The first one opens the connection.
    QList<Transport> transports = {Transport::Polling, Transport::WebSocket};
    bool upgrade = true;
    // Begin with WebSocket where it worked the last time.
    bool rememberUpgrade = false;
    // Go on to the next transport where one cannot open the connection.
    bool tryAllTransports = false;
    QUrlQuery query = {};
    // Asked for each attempt; what it gives replaces the same keys of query.
    Provider<QUrlQuery> queryProvider = {};
    // Sent with every request, the WebSocket's as well.
    ClientHeaders extraHeaders = {};
    // Asked for each attempt; what it gives replaces the same fields of extraHeaders.
    Provider<ClientHeaders> headersProvider = {};
    // The subprotocols that a WebSocket offers.
    QStringList protocols = {};
    // Unset: polls only.
    std::optional<bool> timestampRequests = {};
    QString timestampParam = QStringLiteral("t");
    // Binary as text, also over WebSocket.
    bool forceBase64 = false;
    ClientAuth auth = {};
    // The client opens when it is made, and each socket of of() with it.
    bool autoConnect = false;
    bool reconnection = true;
    // Negative: for ever.
    int reconnectionAttempts = -1;
    std::chrono::milliseconds reconnectionDelay = 1s;
    std::chrono::milliseconds reconnectionDelayMax = 5s;
    double randomizationFactor = 0.5;
    // How long one attempt to connect may take.
    std::chrono::milliseconds timeout = 20s;
    // How long one HTTP request may stand still; 0: for ever. A poll waits for the server's ping.
    std::chrono::milliseconds requestTimeout = 0ms;
    // Each socket keeps so many events, and so many bytes of them, that cannot be sent yet.
    qsizetype maxBufferedPackets = 100'000;
    qint64 maxBufferedPacketBytes = 64 * 1024 * 1024;
    BufferPolicy bufferPolicy = BufferPolicy::RefuseNewest;
    // How often an event is sent again until it is acknowledged; 0: it is sent once.
    int retries = 0;
    // How long an answer may take where timeout() does not tell. Unset: for ever, with retries 10
    // s.
    std::optional<std::chrono::milliseconds> ackTimeout = {};
    // What may wait for a server that does not read; more ends the connection.
    qint64 maxBufferedBytes = 256 * 1024 * 1024;
    // The largest message, frame or poll that is taken from the server.
    qint64 maxReceivedBytes = 100'000'000;
    int maxAttachments = 10;
    int maxDepth = 512;
    // The server's packet format; null: jsonParser().
    std::shared_ptr<const Parser> parser = {};
    QSslConfiguration sslConfiguration = {};
    // Where there are some: only these, and what they have signed, are trusted.
    QList<QSslCertificate> pinnedCertificates = {};
    QNetworkProxy proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
    // Stays the application's; null: one of its own for each client.
    QNetworkCookieJar *cookieJar = nullptr;
};

} // namespace QSocketIo
