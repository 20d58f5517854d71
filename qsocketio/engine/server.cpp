// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/httpfront_p.h>
#include <qsocketio/engine/server.h>
#include <qsocketio/engine/socket.h>

namespace QSocketIo::Engine {

class Server::Private final : public SessionServer::Listener
{
public:
    Private(Server *q, const ServerOptions &options)
        : q(q),
          front(std::make_unique<HttpFront>(
              std::make_unique<SessionServer>(options, *this), [this](const Request &request) {
                  return requestHandler ? requestHandler(request) : std::nullopt;
              }))
    {
    }

    void onSessionOpened(ServerSession &session) override
    {
        auto *socket = new Socket(session);
        // Deleting the server ends its sessions, and they their sockets.
        Q_EMIT q->socketOpened(socket);
    }

    Server *const q;
    RequestHandler requestHandler;
    std::unique_ptr<HttpFront> front;
};

/*!
    \class QSocketIo::Engine::Server
    \brief An Engine.IO server: sessions over long-polling and WebSocket that carry messages.

    Socket.IO is one user of the same machinery; this is for those who need no events, rooms or
    acks.
*/

/*!
    \class QSocketIo::Engine::ServerOptions
    \brief The options of an Engine::Server; their meaning is that of the same ones of
    QSocketIo::ServerOptions. The path is "/engine.io/".
*/

/*!
    \fn void Server::socketOpened(QSocketIo::Engine::Socket *socket)
    A client opened a session: \a socket.
*/

/*!
    Makes a server with \a options that does not listen yet.
*/
Server::Server(const ServerOptions &options, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, options))
{
}

Server::~Server()
{
    const Turn::Scope scope;
    blockSignals(true);
    d->front->close(DisconnectReason::ForcedClose);
    Turn::dispose(std::move(d->front));
}

/*!
    Listens on \a address and \a port; 0 lets the system choose one. Returns whether it worked.
*/
bool Server::listen(const QHostAddress &address, quint16 port)
{
    Net::HttpServer &http = d->front->http();
    return http.listen(Net::createTcpListener(http.acceptor()), address, port);
}

/*!
    Returns the port it listens on, or 0.
*/
quint16 Server::serverPort() const
{
    return d->front->http().port();
}

/*!
    Returns why the last listen() failed.
*/
QString Server::errorString() const
{
    return d->front->http().errorString();
}

/*!
    Returns the number of sessions.
*/
qsizetype Server::clientsCount() const
{
    return d->front->sessions().sessionCount();
}

/*!
    Stops listening and closes all sessions as "forced close".
*/
void Server::close()
{
    const Turn::Scope scope;
    d->front->close(DisconnectReason::ForcedClose);
}

/*!
    Lets \a handler answer HTTP requests for other paths; where it returns nothing, and without one,
    the answer is 404.
*/
void Server::setRequestHandler(RequestHandler handler)
{
    d->requestHandler = std::move(handler);
}

/*!
    Shows every packet to \a trace, which must live until another one, or null, is set.
*/
void Server::setTrace(Trace *trace)
{
    d->front->sessions().setTrace(trace);
}

} // namespace QSocketIo::Engine
