// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientconnection_p.h>
#include <qsocketio/clientsocket.h>
#include <qsocketio/clientsocket_p.h>

namespace QSocketIo {

/*!
    \class QSocketIo::ClientSocket
    \brief One namespace of a Client's connection.

    Sockets are made by Client::of(), and a Client is one itself. Events that are emitted before the
    namespace is connected wait and leave in order, before connected() is emitted; volatile ones are
    dropped. After a loss of the connection the socket joins its namespace again by itself, unless
    it, or the server, left it on purpose.

    Deleting a socket leaves its namespace.
*/

/*!
    \fn void ClientSocket::connected()

    The socket is in its namespace, for the first time or again. JavaScript: \c connect.
*/

/*!
    \fn void ClientSocket::disconnected(DisconnectReason reason)

    The socket is not in its namespace any more. After DisconnectReason::IoServerDisconnect and
    DisconnectReason::IoClientDisconnect it stays away until open() is called; after every other
    \a reason it comes back by itself, if ClientOptions::reconnection is set. JavaScript:
    \c disconnect.
*/

/*!
    \fn void ClientSocket::connectionRefused(const Error &error)

    The connection could not be made: then isActive() stays true and another attempt follows. Or the
    server refused this namespace, with \c Error::Phase::Namespace, a message and possibly data:
   then isActive() is false, and only open() tries again, perhaps after setAuth(). JavaScript: \c
   connect_error.
*/

/*!
    \fn void ClientSocket::eventDropped(const QString &event)

    An \a event is lost because too many wait for the connection, see
    ClientOptions::maxBufferedPackets. Its acknowledgement, if one was asked for, has failed with
    AckError::Reason::NotSent.
*/

ClientSocket::ClientSocket(const QString &nsp, const ClientAuth &auth, QObject *parent)
    : Socket(std::make_unique<Private>(nsp.toUtf8(), auth), parent)
{
}

ClientSocket::~ClientSocket()
{
    const Turn::Scope scope;
    dd()->vanish();
}

/*!
    Returns the id that the server gave this socket; empty while it is not connected.
*/
QString ClientSocket::id() const
{
    return dd()->sid();
}

/*!
    Returns whether the socket is in its namespace.
*/
bool ClientSocket::isConnected() const
{
    return dd()->isConnected();
}

/*!
    Returns whether the socket is connected or on the way there, now or with the next attempt.
*/
bool ClientSocket::isActive() const
{
    return dd()->isActive();
}

/*!
    Returns whether the server has recovered the session that the socket had before its connection
    was lost: it has the id and the rooms of then, and the events that it missed are delivered
   before connected(). JavaScript: \c recovered.
*/
bool ClientSocket::isRecovered() const
{
    return dd()->isRecovered();
}

/*!
    Returns the name of the namespace, for example "/" or "/admin".
*/
QString ClientSocket::nsp() const
{
    return QString::fromUtf8(dd()->nsp.view());
}

/*!
    Returns the client whose connection this socket uses; null once that is being deleted.
*/
Client *ClientSocket::client() const
{
    return dd()->connection() ? dd()->connection()->client() : nullptr;
}

/*!
    Sets what is sent to the server when the namespace is joined the next time: a map, or a function
    that returns one and is called each time.
*/
void ClientSocket::setAuth(const ClientAuth &auth)
{
    dd()->setAuth(auth);
}

/*!
    Joins the namespace; opens the connection where there is none yet. JavaScript: \c connect and
    \c open.
*/
void ClientSocket::open()
{
    const Turn::Scope scope;
    dd()->open();
}

/*!
    Leaves the namespace; closes the connection behind the last one. JavaScript: \c disconnect and
    \c close.
*/
void ClientSocket::close()
{
    const Turn::Scope scope;
    dd()->close();
}

ClientSocket::Private *ClientSocket::dd() const
{
    return static_cast<Private *>(d.get());
}

} // namespace QSocketIo
