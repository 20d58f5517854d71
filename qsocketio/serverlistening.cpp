// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/server.h>
#include <qsocketio/server_p.h>

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

namespace QSocketIo {

/*!
    \class QSocketIo::ConnectionLimits
    \brief What a server takes from its peers before it says no.

    \list
    \li \c requestLine, \c headerBytes, \c headerCount: of a request's head; 8192 bytes, 16384 bytes
        and 100 fields. More is answered with 414 or 431, and the connection ends.
    \li \c headerTimeout: a request's head must be there by then, however slowly it comes; 20 s.
    \li \c bodyTimeout: and its body by then; 60 s.
    \li \c idleTimeout: without a request the connection ends; 65 s.
    \li \c tlsHandshakeTimeout: a TLS handshake must be finished by then; 10 s.
    \li \c connections: open connections in all; no limit. More are answered with 503.
    \li \c connectionsPerAddress: of one IPv4 address or one /64 of IPv6; no limit. More are
        answered with 429. Those of trusted proxies are not counted.
    \li \c sessionsPerAddress: Engine.IO sessions of one client; no limit. More are refused with
        429. This is the one that works behind a proxy.
    \endlist
*/

/*!
    \class QSocketIo::TrustedProxies
    \brief The proxies that are believed when they say who the client is.

    Without any, nobody is: the client is the peer of the connection. With them, Handshake::address
    and Handshake::isSecure() tell what the nearest proxies in \c addresses say; the first address
    in their chain that is not a trusted proxy's own is the client. What is malformed ends the
    chain, so that a client cannot pretend to be somebody else.

    \code
    Server server({.trustedProxies = {.addresses = {u"10.0.0.0/8"_s, u"unix"_s}}});
    \endcode
*/

/*!
    Listens on \a address and \a port; 0 lets the system choose one, see serverPort(). Returns
    whether it worked; errorString() tells why not. QHostAddress::Any takes IPv4 and IPv6.

    With a certificate in ServerOptions::sslConfiguration it speaks TLS. A server may listen at
    several places.
*/
bool Server::listen(const QHostAddress &address, quint16 port)
{
    return d->door->listen(Net::TcpEndpoint{address, port});
}

/*!
    Listens on the unix socket \a path, and removes its file when it is closed. A file that a
    program left behind is replaced. Who may connect is decided by the file's permissions. Returns
    whether it worked. Not on Windows.
*/
bool Server::listenLocal(const QString &path)
{
    return d->door->listen(Net::LocalEndpoint{path});
}

/*!
    Accepts connections from \a descriptor, a socket that listens already and belongs to the server
    from now on. Returns whether it is one.

    \sa activatedDescriptors()
*/
bool Server::listenDescriptor(qintptr descriptor)
{
    return d->door->listen(Net::DescriptorEndpoint{descriptor});
}

/*!
    Returns the listening sockets that a service manager such as systemd passed to this process
    (LISTEN_FDS), for listenDescriptor().
*/
QList<qintptr> Server::activatedDescriptors()
{
    constexpr int First = 3;
    constexpr int Most = 1024;
    if (qEnvironmentVariable("LISTEN_PID").toLongLong() != QCoreApplication::applicationPid())
        return {};
    QList<qintptr> descriptors;
    const int count = std::min(qEnvironmentVariableIntValue("LISTEN_FDS"), Most);
    for (int i = 0; i < count; ++i)
        descriptors.append(First + i);
    return descriptors;
}

/*!
    Serves the connections that \a server accepts; it stays the application's, and may be a
    QSslServer. Those that wait in it already are served as well.
*/
void Server::attach(QTcpServer *server)
{
    d->front->http().attach(server);
}

/*!
    Serves the connection \a socket, and takes it over with the bytes it holds unread. The object
    may be gone at once; if it is a QSslSocket, it is kept, and nobody else may read from it.
*/
void Server::handleConnection(QTcpSocket *socket)
{
    d->front->http().adopt(socket);
}

/*!
    Serves connections that come from now on with \a configuration: new certificates need no
    restart. Listeners that were made without TLS stay without it.
*/
void Server::setSslConfiguration(const QSslConfiguration &configuration)
{
    d->door->setSslConfiguration(configuration);
}

/*!
    Returns what new connections are served with.
*/
QSslConfiguration Server::sslConfiguration() const
{
    return d->door->sslConfiguration();
}

/*!
    Accepts no more connections and frees the port; those that are there go on. For taking a server
    out of service: sessions end by themselves, and clientsCount() tells when.
*/
void Server::stopListening()
{
    const Turn::Scope scope;
    d->front->http().stopListening();
}

/*!
    Returns whether listen() or attach() was called and close() not.
*/
bool Server::isListening() const
{
    return d->front->http().isListening();
}

/*!
    Returns the port it listens on, the first one if there are several, or 0.
*/
quint16 Server::serverPort() const
{
    return d->front->http().port();
}

/*!
    Returns the address it listens on.
*/
QHostAddress Server::serverAddress() const
{
    return d->front->http().address();
}

/*!
    Returns why the last listen() failed.
*/
QString Server::errorString() const
{
    return d->front->http().errorString();
}

/*!
    Stops listening and closes all connections: sockets are disconnected as "server shutting down",
    clients see their transport close and may reconnect. A server that was closed stays closed.

    What is on its way is still sent if the event loop goes on for a moment; nobody waits for that.
*/
void Server::close()
{
    const Turn::Scope scope;
    d->door->close(DisconnectReason::ServerShuttingDown);
}

/*!
    \overload
    Closes all connections and gives clients until \a deadline to receive what is on its way to
    them. New sessions are refused with status 503 meanwhile. closed() tells when everything is
    over: soon if all clients read, at the deadline if one does not. A second close() ends it at
    once.
*/
void Server::close(std::chrono::milliseconds deadline)
{
    const Turn::Scope scope;
    d->door->close(DisconnectReason::ServerShuttingDown, deadline);
}

} // namespace QSocketIo
