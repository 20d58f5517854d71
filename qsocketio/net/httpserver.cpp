// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpserver_p.h>
#include <qsocketio/net/qtlistener_p.h>

namespace QSocketIo::Net {

HttpServer::HttpServer(HttpHandler &handler, const HttpLimits &limits, const HttpTimeouts &timeouts)
    : m_handler(&handler),
      m_limits(limits),
      m_timeouts(timeouts)
{
}

HttpServer::~HttpServer() = default;

bool HttpServer::listen(std::unique_ptr<Listener> listener, const QHostAddress &address,
                        quint16 port)
{
    if (!listener->listen(address, port)) {
        m_error = listener->errorString();
        return false;
    }
    m_listeners.push_back(std::move(listener));
    return true;
}

void HttpServer::attach(QTcpServer *server)
{
    m_listeners.push_back(std::make_unique<QtListener>(server, acceptor()));
}

Listener::Accepted HttpServer::acceptor()
{
    return [this](std::unique_ptr<Stream> stream) { add(std::move(stream)); };
}

void HttpServer::add(std::unique_ptr<Stream> stream)
{
    HttpHandler &handler = *this;
    auto connection =
        std::make_unique<HttpConnection>(std::move(stream), handler, m_limits, m_timeouts);
    m_connections[connection.get()] = std::move(connection);
}

quint16 HttpServer::port() const
{
    return m_listeners.empty() ? 0 : m_listeners.front()->port();
}

QHostAddress HttpServer::address() const
{
    return m_listeners.empty() ? QHostAddress() : m_listeners.front()->address();
}

void HttpServer::stopListening()
{
    m_listeners.clear();
}

void HttpServer::close()
{
    stopListening();
    m_handler = nullptr;
    // Ending one takes it out of the map.
    while (!m_connections.empty())
        m_connections.begin()->first->close();
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
