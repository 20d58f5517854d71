// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/httpserver_p.h>
#include <qsocketio/net/lingeringclose_p.h>
#include <qsocketio/net/socketexchange_p.h>

namespace QSocketIo::Net {

namespace {

// So many may hear of it at once, the others are cut off: being polite must not cost more than
// serving.
constexpr qsizetype MaximumTurnedAway = 64;

} // namespace

HttpServer::HttpServer(HttpHandler &handler, HttpSettings settings, const StreamLimits &limits)
    : m_handler(&handler),
      m_settings(std::move(settings)),
      m_census(std::make_shared<StreamCensus>(limits.total, limits.perAddress)),
      m_turnedAway(std::make_shared<StreamCensus>(MaximumTurnedAway, 0))
{
}

HttpServer::~HttpServer() = default;

bool HttpServer::listen(std::unique_ptr<Listener> listener, const Endpoint &endpoint)
{
    if (!listener->listen(endpoint)) {
        m_error = listener->errorString();
        return false;
    }
    m_error.clear();
    m_listeners.push_back(std::move(listener));
    return true;
}

void HttpServer::attach(QTcpServer *server)
{
    m_attached.push_back(
        std::make_unique<AttachedServer>(server, [this](QTcpSocket *socket) { adopt(socket); }));
}

Listener::Accepted HttpServer::acceptor()
{
    return [this](std::unique_ptr<Stream> stream) { add(std::move(stream)); };
}

void HttpServer::add(std::unique_ptr<Stream> stream, const QByteArray &unread)
{
    StreamCensus::Verdict verdict;
    if (!admit(*stream, verdict))
        return turnAway(std::move(stream), verdict);
    m_warned = false;
    HttpHandler &handler = *this;
    auto connection = std::make_unique<HttpConnection>(std::move(stream), handler, m_settings);
    if (!unread.isEmpty())
        connection->receive(unread);
    m_connections[connection.get()] = std::move(connection);
}

void HttpServer::adopt(QTcpSocket *socket)
{
    QByteArray unread;
    auto stream = adoptSocket(socket, m_handshakeTimeout, unread);
    add(std::move(stream), unread);
}

// A proxy's connections are those of many clients.
bool HttpServer::admit(Stream &stream, StreamCensus::Verdict &verdict)
{
    std::optional<QHostAddress> client;
    if (m_census->countsAddresses()) {
        const QHostAddress peer = stream.peerAddress();
        if (!peer.isNull() && !m_settings.proxies.trusts(peer))
            client = peer;
    }
    StreamTicket ticket;
    verdict = m_census->admit(client, ticket);
    if (verdict != StreamCensus::Verdict::Admitted)
        return false;
    stream.setTicket(std::move(ticket));
    return true;
}

void HttpServer::turnAway(std::unique_ptr<Stream> stream, StreamCensus::Verdict verdict)
{
    ++m_refusedCount;
    const bool full = verdict == StreamCensus::Verdict::Full;
    if (full && !std::exchange(m_warned, true))
        qCWarning(lcNet, "connections are turned away: there are %lld",
                  qlonglong(m_census->count()));
    StreamTicket ticket;
    if (m_turnedAway->admit({}, ticket) != StreamCensus::Verdict::Admitted)
        return stream->abort();
    stream->setTicket(std::move(ticket));
    QByteArray answer;
    appendHttpResponse(answer, {.status = full ? 503 : 429, .fields = {{"Retry-After", "10"}}},
                       false);
    stream->write(answer);
    closeGracefully(std::move(stream));
}

quint16 HttpServer::port() const
{
    for (const auto &listener : m_listeners) {
        if (listener->port() != 0)
            return listener->port();
    }
    for (const auto &attached : m_attached) {
        if (attached->server())
            return attached->server()->serverPort();
    }
    return 0;
}

QHostAddress HttpServer::address() const
{
    return m_listeners.empty() ? QHostAddress() : m_listeners.front()->address();
}

void HttpServer::stopListening()
{
    m_listeners.clear();
    m_attached.clear();
}

void HttpServer::close()
{
    stopListening();
    m_handler = nullptr;
    // Ending one takes it out of the map.
    while (!m_connections.empty())
        m_connections.begin()->first->close();
}

bool HttpServer::isForeign(const HttpRequestHead &head)
{
    ++m_requestCount;
    return m_handler && m_handler->isForeign(head);
}

void HttpServer::onForeign(HttpConnection &connection)
{
    if (m_handler)
        m_handler->onForeign(connection);
}

void HttpServer::onRequest(HttpConnection &connection, const HttpRequest &request)
{
    if (m_handler)
        m_handler->onRequest(connection, request);
}

void HttpServer::onUpgrade(HttpConnection &connection, const HttpRequest &request)
{
    if (m_handler)
        m_handler->onUpgrade(connection, request);
}

void HttpServer::onBroken(const HttpRequestHead &head)
{
    if (m_handler)
        m_handler->onBroken(head);
}

void HttpServer::onFinished(HttpConnection &connection)
{
    if (auto node = m_connections.extract(&connection))
        Turn::dispose(std::move(node.mapped()));
}

} // namespace QSocketIo::Net
