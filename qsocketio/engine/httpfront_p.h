// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/response.h>
#include <qsocketio/engine/sessionserver_p.h>
#include <qsocketio/net/httpserver_p.h>

#include <functional>

namespace QSocketIo::Engine {

// Sends each request where it belongs: to the sessions, to the application, or away.
class HttpFront final : public Disposable, private Net::HttpHandler
{
public:
    using Fallback = std::function<std::optional<Response>(const Request &)>;

    HttpFront(std::unique_ptr<SessionServer> sessions, Fallback fallback);
    ~HttpFront() override;

    SessionServer &sessions() { return *m_sessions; }
    const SessionServer &sessions() const { return *m_sessions; }
    Net::HttpServer &http() { return *m_http; }
    const Net::HttpServer &http() const { return *m_http; }
    // Nothing comes in any more, and what is there ends.
    void close(DisconnectReason reason);

private:
    void onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request) override;
    void onUpgrade(Net::HttpConnection &connection, const Net::HttpRequest &request) override;
    void onBroken(const Net::HttpRequestHead &head) override;
    void onFinished(Net::HttpConnection &) override { }

    std::unique_ptr<SessionServer> m_sessions;
    Fallback m_fallback;
    std::unique_ptr<Net::HttpServer> m_http;
};

} // namespace QSocketIo::Engine
