// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/httpconnection_p.h>
#include <qsocketio/net/listener_p.h>

#include <unordered_map>
#include <vector>

namespace QSocketIo::Net {

// Listens and keeps the HTTP connections; what a request means is the handler's.
class HttpServer final : public Disposable, private HttpHandler
{
public:
    HttpServer(HttpHandler &handler, const HttpLimits &limits, const HttpTimeouts &timeouts);
    ~HttpServer() override;

    bool listen(std::unique_ptr<Listener> listener, const QHostAddress &address, quint16 port);
    void attach(QTcpServer *server);
    void add(std::unique_ptr<Stream> stream);
    Listener::Accepted acceptor();

    bool isListening() const { return !m_listeners.empty(); }
    quint16 port() const;
    QHostAddress address() const;
    QString errorString() const { return m_error; }
    // Listens no more; connections that wait for no answer end.
    void stopListening();
    void close();

private:
    void onRequest(HttpConnection &connection, const HttpRequest &request) override;
    void onUpgrade(HttpConnection &connection, const HttpRequest &request) override;
    void onBroken(const HttpRequestHead &head) override;
    void onFinished(HttpConnection &connection) override;

    HttpHandler *m_handler;
    HttpLimits m_limits;
    HttpTimeouts m_timeouts;
    QString m_error;
    std::vector<std::unique_ptr<Listener>> m_listeners;
    std::unordered_map<HttpConnection *, std::unique_ptr<HttpConnection>> m_connections;
};

} // namespace QSocketIo::Net
