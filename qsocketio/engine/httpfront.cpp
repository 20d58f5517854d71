// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/httpfront_p.h>
#include <qsocketio/net/socketexchange_p.h>

#include <QTcpSocket>

namespace QSocketIo::Engine {

namespace {

Net::HttpSettings settingsFor(const ServerOptions &options)
{
    const ConnectionLimits &limits = options.limits;
    using Header = Net::ProxyTrust::Header;
    const bool forwarded = options.trustedProxies.header == TrustedProxies::Header::Forwarded;
    return {.limits = {.requestLine = limits.requestLine,
                       .headerBytes = limits.headerBytes,
                       .headerCount = limits.headerCount,
                       .body = options.maxHttpBufferSize},
            .timeouts = {.head = limits.headerTimeout,
                         .body = limits.bodyTimeout,
                         .idle = limits.idleTimeout},
            .proxies = Net::ProxyTrust(options.trustedProxies.addresses,
                                       forwarded ? Header::Forwarded : Header::XForwardedFor)};
}

Net::StreamLimits streamLimits(const ConnectionLimits &limits)
{
    return {limits.connections, limits.connectionsPerAddress};
}

} // namespace

HttpFront::HttpFront(std::unique_ptr<SessionServer> sessions, Fallback fallback)
    : m_sessions(std::move(sessions)),
      m_fallback(std::move(fallback)),
      m_http(std::make_unique<Net::HttpServer>(static_cast<Net::HttpHandler &>(*this),
                                               settingsFor(m_sessions->options()),
                                               streamLimits(m_sessions->options().limits)))
{
}

HttpFront::~HttpFront() = default;

void HttpFront::close(DisconnectReason reason)
{
    m_http->stopListening();
    m_sessions->close(reason);
    // Giving up takes them out of the map.
    while (!m_pending.empty())
        m_pending.begin()->second->giveUp(503);
    m_http->close();
}

bool HttpFront::isForeign(const Net::HttpRequestHead &head)
{
    return m_foreignHandler && !m_sessions->handles(head.target);
}

void HttpFront::onForeign(Net::HttpConnection &connection)
{
    QByteArray unread;
    auto stream = connection.takeStream(unread);
    // The handler may be replaced, or end all this.
    const auto handler = m_foreignHandler;
    handler(Net::releaseSocket(std::move(stream), unread));
}

void HttpFront::onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (m_sessions->isPath(request.head.target))
        return m_sessions->onRequest(connection, request);
    if (request.bodyTooLarge && !m_sessions->handles(request.head.target))
        return respond(connection, {.status = 413});
    Request asked = publicRequest(connection, request.headBytes);
    asked.setBody(request.body);
    const Reply reply = m_fallback ? m_fallback(asked) : Reply();
    // The application's word may have been to close the server, and that has answered.
    if (m_sessions->isClosed())
        return;
    // Like the official server, whatever is below the path and nobody else's is the engine's.
    if (reply.isEmpty() && m_sessions->handles(request.head.target))
        return m_sessions->onRequest(connection, request);
    if (const auto *later = reply.later())
        return await(connection, *later);
    const Response *response = reply.response();
    if (response && m_sessions->handles(request.head.target)) {
        m_sessions->answers().prepare(connection, request);
        return m_sessions->answers().respond(connection, *response);
    }
    respond(connection, response ? *response : Response{.status = 404, .body = "Not found"});
}

void HttpFront::await(Net::HttpConnection &connection, const QFuture<Response> &later)
{
    auto pending = std::make_unique<PendingReply>(connection, later, [this](PendingReply &reply) {
        if (auto node = m_pending.extract(&reply))
            Turn::dispose(std::move(node.mapped()));
    });
    PendingReply *reply = pending.get();
    m_pending[reply] = std::move(pending);
}

void HttpFront::onBroken(const Net::HttpRequestHead &head)
{
    if (m_sessions->handles(head.target))
        m_sessions->onBroken(head);
}

void HttpFront::onUpgrade(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (m_sessions->handles(request.head.target))
        return m_sessions->onRequest(connection, request);
    connection.setKeepAlive(false);
    connection.respond({.status = 404});
}

} // namespace QSocketIo::Engine
