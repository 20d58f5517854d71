// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/attachedserver_p.h>
#include <qsocketio/net/httpconnection_p.h>
#include <qsocketio/net/listener_p.h>

#include <unordered_map>
#include <vector>

namespace QSocketIo::Net {

// 0 is no limit.
struct StreamLimits
{
    qsizetype total = 0;
    qsizetype perAddress = 0;
};

// Listens and keeps the HTTP connections; what a request means is the handler's.
class HttpServer final : public Disposable, private HttpHandler
{
public:
    HttpServer(HttpHandler &handler, HttpSettings settings, const StreamLimits &limits);
    ~HttpServer() override;

    bool listen(std::unique_ptr<Listener> listener, const Endpoint &endpoint);
    void attach(QTcpServer *server);
    void add(std::unique_ptr<Stream> stream, const QByteArray &unread = {});
    void adopt(QTcpSocket *socket);
    Listener::Accepted acceptor();
    void setHandshakeTimeout(std::chrono::milliseconds time) { m_handshakeTimeout = time; }

    bool isListening() const { return !m_listeners.empty() || !m_attached.empty(); }
    quint16 port() const;
    QHostAddress address() const;
    QString errorString() const { return m_error; }
    // All streams that came in, also those that are WebSockets by now, or about to close.
    StreamCensus &streams() const { return *m_census; }
    // Requests read, and connections turned away because there were too many.
    quint64 requestCount() const { return m_requestCount; }
    quint64 refusedCount() const { return m_refusedCount; }

    void stopListening();
    // Listens no more, and all connections end.
    void close();

private:
    bool isForeign(const HttpRequestHead &head) override;
    void onForeign(HttpConnection &connection) override;
    void onRequest(HttpConnection &connection, const HttpRequest &request) override;
    void onUpgrade(HttpConnection &connection, const HttpRequest &request) override;
    void onBroken(const HttpRequestHead &head) override;
    void onFinished(HttpConnection &connection) override;
    bool admit(Stream &stream, StreamCensus::Verdict &verdict);
    void turnAway(std::unique_ptr<Stream> stream, StreamCensus::Verdict verdict);

    HttpHandler *m_handler;
    const HttpSettings m_settings;
    std::chrono::milliseconds m_handshakeTimeout = 10s;
    QString m_error;
    std::shared_ptr<StreamCensus> m_census;
    // Those that are being told that there is no room.
    std::shared_ptr<StreamCensus> m_turnedAway;
    bool m_warned = false;
    quint64 m_requestCount = 0;
    quint64 m_refusedCount = 0;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::vector<std::unique_ptr<AttachedServer>> m_attached;
    std::unordered_map<HttpConnection *, std::unique_ptr<HttpConnection>> m_connections;
};

} // namespace QSocketIo::Net
