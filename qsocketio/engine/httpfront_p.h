// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/pendingreply_p.h>
#include <qsocketio/engine/sessionserver_p.h>
#include <qsocketio/net/httpserver_p.h>

#include <functional>

namespace QSocketIo::Engine {

// Sends each request where it belongs: to the sessions, to the application, or away.
class HttpFront final : public Disposable, private Net::HttpHandler
{
public:
    using Fallback = std::function<Reply(const Request &)>;
    using ForeignHandler = std::function<void(std::unique_ptr<QTcpSocket>)>;

    HttpFront(std::unique_ptr<SessionServer> sessions, Fallback fallback);
    ~HttpFront() override;

    SessionServer &sessions() { return *m_sessions; }
    const SessionServer &sessions() const { return *m_sessions; }
    Net::HttpServer &http() { return *m_http; }
    const Net::HttpServer &http() const { return *m_http; }
    // Gets the connections whose requests are for other paths, instead of the fallback.
    void setForeignHandler(ForeignHandler handler) { m_foreignHandler = std::move(handler); }
    // Nothing comes in any more, and what is there ends.
    void close(DisconnectReason reason);

private:
    bool isForeign(const Net::HttpRequestHead &head) override;
    void onForeign(Net::HttpConnection &connection) override;
    void onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request) override;
    void onUpgrade(Net::HttpConnection &connection, const Net::HttpRequest &request) override;
    void onBroken(const Net::HttpRequestHead &head) override;
    void onFinished(Net::HttpConnection &) override { }
    void await(Net::HttpConnection &connection, const QFuture<Response> &later);

    std::unique_ptr<SessionServer> m_sessions;
    Fallback m_fallback;
    ForeignHandler m_foreignHandler;
    std::unordered_map<PendingReply *, std::unique_ptr<PendingReply>> m_pending;
    std::unique_ptr<Net::HttpServer> m_http;
};

} // namespace QSocketIo::Engine
