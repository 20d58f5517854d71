// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/frontdoor_p.h>
#include <qsocketio/engine/server.h>
#include <qsocketio/engine/socket.h>

namespace QSocketIo::Engine {

class Server::Private final : public SessionServer::Listener
{
public:
    Private(Server *q, const ServerOptions &options)
        : q(q),
          front(std::make_unique<HttpFront>(std::make_unique<SessionServer>(options, *q, *this),
                                            [this](const Request &request) {
                                                return requestHandler ? requestHandler(request)
                                                                      : Reply();
                                            })),
          door(std::make_unique<FrontDoor>(*front, options.sslConfiguration,
                                           [q] { Q_EMIT q->closed(); }))
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
    std::unique_ptr<FrontDoor> door;
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
    \fn void Server::closed()
    The server has ended: after close() nothing goes on any more.
*/

/*!
    Makes a server with \a options that does not listen yet.
*/
Server::Server(const ServerOptions &options, QObject *parent)
    : Gateway(parent),
      d(std::make_unique<Private>(this, options))
{
}

Server::~Server()
{
    const Turn::Scope scope;
    blockSignals(true);
    d->door->forget();
    d->front->close(DisconnectReason::ForcedClose);
    Turn::dispose(std::move(d->door));
    Turn::dispose(std::move(d->front));
}

/*!
    Listens on \a address and \a port; 0 lets the system choose one. Returns whether it worked.
*/
bool Server::listen(const QHostAddress &address, quint16 port)
{
    return d->door->listen(Net::TcpEndpoint{address, port});
}

/*!
    Listens on the unix socket \a path. See QSocketIo::Server::listenLocal().
*/
bool Server::listenLocal(const QString &path)
{
    return d->door->listen(Net::LocalEndpoint{path});
}

/*!
    Accepts from the listening socket \a descriptor. See QSocketIo::Server::listenDescriptor().
*/
bool Server::listenDescriptor(qintptr descriptor)
{
    return d->door->listen(Net::DescriptorEndpoint{descriptor});
}

/*!
    Serves the connections that \a server accepts. See QSocketIo::Server::attach().
*/
void Server::attach(QTcpServer *server)
{
    d->front->http().attach(server);
}

/*!
    Serves the connection \a socket. See QSocketIo::Server::handleConnection().
*/
void Server::handleConnection(QTcpSocket *socket)
{
    d->front->http().adopt(socket);
}

/*!
    Serves further connections with \a configuration.
*/
void Server::setSslConfiguration(const QSslConfiguration &configuration)
{
    d->door->setSslConfiguration(configuration);
}

/*!
    Accepts no more connections; those that are there go on.
*/
void Server::stopListening()
{
    const Turn::Scope scope;
    d->front->http().stopListening();
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
    d->door->close(DisconnectReason::ForcedClose);
}

/*!
    Closes all sessions and waits until \a deadline for clients that still read; closed() tells
    the end. See QSocketIo::Server::close().
*/
void Server::close(std::chrono::milliseconds deadline)
{
    const Turn::Scope scope;
    d->door->close(DisconnectReason::ForcedClose, deadline);
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
    Gives the connections whose requests are for other paths to \a handler. See
    QSocketIo::Server::setForeignHandler().
*/
void Server::setForeignHandler(ForeignHandler handler)
{
    d->front->setForeignHandler(std::move(handler));
}

/*!
    Shows every packet to \a trace, which must live until another one, or null, is set.
*/
void Server::setTrace(Trace *trace)
{
    d->front->sessions().setTrace(trace);
}

} // namespace QSocketIo::Engine
