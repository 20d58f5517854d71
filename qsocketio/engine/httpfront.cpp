// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/httpfront_p.h>

namespace QSocketIo::Engine {

namespace {

Net::HttpLimits limitsFor(const ServerOptions &options)
{
    Net::HttpLimits limits;
    limits.body = options.maxHttpBufferSize;
    return limits;
}

} // namespace

HttpFront::HttpFront(std::unique_ptr<SessionServer> sessions, Fallback fallback)
    : m_sessions(std::move(sessions)),
      m_fallback(std::move(fallback)),
      m_http(std::make_unique<Net::HttpServer>(static_cast<Net::HttpHandler &>(*this),
                                               limitsFor(m_sessions->options()),
                                               Net::HttpTimeouts()))
{
}

HttpFront::~HttpFront() = default;

void HttpFront::close(DisconnectReason reason)
{
    m_http->stopListening();
    m_sessions->close(reason);
    m_http->close();
}

void HttpFront::onRequest(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (m_sessions->isPath(request.head.target))
        return m_sessions->onRequest(connection, request);
    const Net::Stream &stream = connection.stream();
    const Request asked(request.headBytes.toByteArray(), stream.peerAddress(), stream.peerPort(),
                        stream.isEncrypted());
    auto answer = m_fallback ? m_fallback(asked) : std::nullopt;
    // Like the official server, whatever is below the path and nobody else's is the engine's.
    if (!answer && m_sessions->handles(request.head.target))
        return m_sessions->onRequest(connection, request);
    if (!answer)
        answer = Response{.status = 404, .body = "Not found"};
    Net::HttpResponse response{.status = answer->status, .body = answer->body};
    response.fields.emplaceBack("Content-Type", answer->contentType);
    response.fields += answer->headers;
    connection.respond(response);
}

void HttpFront::onBroken(const Net::HttpRequestHead &head)
{
    if (m_sessions->handles(head.target))
        m_sessions->onBroken(head);
}

void HttpFront::onUpgrade(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (m_sessions->handles(request.head.target))
        return m_sessions->onUpgrade(connection, request);
    connection.setKeepAlive(false);
    connection.respond({.status = 404});
}

} // namespace QSocketIo::Engine
