// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/server.h>
#include <qsocketio/serversocket.h>
#include <qsocketio/serversocket_p.h>

#include <QMetaMethod>

namespace QSocketIo {

/*!
    \class QSocketIo::ServerSocket
    \brief A client in a namespace, as the server sees it.

    It comes with Namespace::socketConnected() and is deleted, by deleteLater(), after
    disconnected(). Deleting it disconnects the client from the namespace.
*/

/*!
    \fn void ServerSocket::disconnecting(QSocketIo::DisconnectReason reason, const QString
   &description)
    The socket is about to leave its rooms, for \a reason. The \a description tells more where the
    connection below broke and there is more to tell: the system's error, what the client did
    wrong, or the code of its WebSocket's close.
*/

/*!
    \fn void ServerSocket::disconnected(QSocketIo::DisconnectReason reason, const QString
   &description)
    The socket is not connected any more, for \a reason; \a description is that of disconnecting().
*/

/*!
    \fn void ServerSocket::transportChanged(QSocketIo::Transport transport)
    The connection was upgraded to \a transport.
*/

/*!
    \fn void ServerSocket::highWaterReached(qint64 bytesToWrite)
    The client does not read as fast as it is sent: \a bytesToWrite wait, more than its mark. With
    SlowClientPolicy::Close its connection ends now. It is told once, until half has left.
*/

/*!
    \fn void ServerSocket::drained()
    Everything that was sent over the connection has left.
*/

/*!
    \fn void ServerSocket::packetRejected(const QString &event, const QString &message, const
   QVariant &data) A middleware of use() refused an \a event with \a message and \a data. The client
   hears nothing.
*/

/*!
    \fn void ServerSocket::dataChanged()
    setData() was called.
*/

ServerSocket::ServerSocket(Namespace &nsp, Connection &connection, const QVariantMap &auth)
    : Socket(std::make_unique<Private>(nsp, connection, auth), nullptr)
{
}

ServerSocket::~ServerSocket()
{
    Private *p = dd();
    const Turn::Scope scope;
    if (p->m_connection)
        p->m_connection->onSocketDeleted(*this);
    const auto was = std::exchange(p->m_phase, Private::Phase::Closed);
    if (was == Private::Phase::Closed)
        return;
    if (was == Private::Phase::Connected && p->m_namespace)
        p->m_namespace->d->onSocketClosed(*this, DisconnectReason::ServerNamespaceDisconnect);
    p->failAcks(AckError::Reason::Disconnected);
    p->leaveNamespace();
}

ServerSocket::Private *ServerSocket::dd() const
{
    return static_cast<Private *>(d.get());
}

void ServerSocket::connectNotify(const QMetaMethod &signal)
{
    Socket::connectNotify(signal);
    static const QMetaMethod drained = QMetaMethod::fromSignal(&ServerSocket::drained);
    if (signal != drained)
        return;
    // Whoever connects may do so from another thread.
    QMetaObject::invokeMethod(this, [this] {
        if (Engine::ServerSession *session = dd()->engineSession())
            session->tellDrained();
    });
}

/*!
    Returns the id: 20 random characters, another one in each namespace and connection. That of a
    client of protocol() 3 is the session's id, behind the name of the namespace where that is not
    the main one.
*/
QString ServerSocket::id() const
{
    return dd()->memberId();
}

/*!
    Returns whether the client is in the namespace: true from Namespace::socketConnected() to
    disconnected().
*/
bool ServerSocket::isConnected() const
{
    return dd()->isConnected();
}

/*!
    Returns whether it is the one that its client had before a loss of the connection, with the same
    id, rooms and data; see ServerOptions::connectionStateRecovery. JavaScript: \c recovered.
*/
bool ServerSocket::isRecovered() const
{
    return dd()->isRecovered();
}

/*!
    Returns the namespace.
*/
Namespace *ServerSocket::nsp() const
{
    return dd()->m_namespace;
}

/*!
    Returns the server.
*/
Server *ServerSocket::server() const
{
    return dd()->m_namespace ? dd()->m_namespace->server() : nullptr;
}

/*!
    Returns what the client said when it connected.
*/
const Handshake &ServerSocket::handshake() const
{
    return dd()->m_handshake;
}

/*!
    Returns the transport that carries the connection now.
*/
Transport ServerSocket::transport() const
{
    const Engine::ServerSession *session = dd()->engineSession();
    return session ? session->transportKind() : Transport::Polling;
}

/*!
    Returns the id of the Engine.IO session, which all namespaces of the connection share; empty
   once it is closed.
*/
QString ServerSocket::sessionId() const
{
    const Engine::ServerSession *session = dd()->engineSession();
    return session ? QString::fromLatin1(session->id()) : QString();
}

/*!
    Returns how many bytes wait to be sent over the connection, which all sockets of a client share.
*/
qint64 ServerSocket::bytesToWrite() const
{
    const Engine::ServerSession *session = dd()->engineSession();
    return session ? session->bytesToWrite() : 0;
}

/*!
    Lets \a bytes wait for this client, instead of ServerOptions::maxBufferedBytes, before its
    policy is applied.
*/
void ServerSocket::setMaxBufferedBytes(qint64 bytes)
{
    if (Engine::ServerSession *session = dd()->engineSession())
        session->setMaxBufferedBytes(bytes);
}

/*!
    Applies \a policy, instead of ServerOptions::slowClientPolicy, when more than that waits.
*/
void ServerSocket::setSlowClientPolicy(SlowClientPolicy policy)
{
    if (Engine::ServerSession *session = dd()->engineSession())
        session->setSlowClientPolicy(policy);
}

/*!
    Returns the protocol of Engine.IO that the client speaks: 4, or 3 where
    ServerOptions::allowEIO3 lets such clients in. JavaScript: \c{socket.conn.protocol}.
*/
int ServerSocket::protocol() const
{
    return dd()->m_protocol;
}

/*!
    \property ServerSocket::data
    What the application keeps with the socket; other nodes of a cluster see it as well.
*/
QVariantMap ServerSocket::data() const
{
    return dd()->m_data;
}

void ServerSocket::setData(const QVariantMap &data)
{
    dd()->m_data = data;
    Q_EMIT dataChanged();
}

/*!
    \overload
    Sets one \a key of it to \a value. JavaScript: \c{socket.data.key = value}.
*/
void ServerSocket::setData(const QString &key, const QVariant &value)
{
    dd()->m_data.insert(key, value);
    Q_EMIT dataChanged();
}

/*!
    Joins \a room, unless the socket is in ServerOptions::maxRoomsPerSocket of them.
*/
void ServerSocket::join(const QString &room)
{
    if (!isConnected())
        return;
    const qsizetype limit = server()->options().maxRoomsPerSocket;
    const Adapter &adapter = *dd()->m_namespace->d->adapter;
    if (adapter.roomCount(*dd()) > limit && room != id() && !rooms().contains(room)) {
        qCInfo(lcServer, "a socket is in %lld rooms and joins no more", qlonglong(limit));
        return;
    }
    dd()->m_namespace->d->adapter->join(*dd(), room);
}

/*!
    Joins all \a rooms.
*/
void ServerSocket::join(const QStringList &rooms)
{
    const QPointer<ServerSocket> alive(this);
    for (const QString &room : rooms) {
        if (alive)
            join(room);
    }
}

/*!
    Leaves \a room.
*/
void ServerSocket::leave(const QString &room)
{
    if (isConnected())
        dd()->m_namespace->d->adapter->leave(*dd(), room);
}

/*!
    Leaves all \a rooms.
*/
void ServerSocket::leave(const QStringList &rooms)
{
    const QPointer<ServerSocket> alive(this);
    for (const QString &room : rooms) {
        if (alive)
            leave(room);
    }
}

/*!
    Returns the rooms of the socket, the one of its own id first.
*/
QStringList ServerSocket::rooms() const
{
    return dd()->m_namespace ? dd()->m_namespace->d->adapter->roomsOf(*dd()) : QStringList();
}

/*!
    Selects all other sockets of the namespace.
*/
Broadcast ServerSocket::broadcast() const
{
    return Broadcast(dd()->m_namespace).except(id());
}

/*!
    Asks \a middleware about each incoming event, after those that were added before, until \a
    context is destroyed. It returns a Verdict, or a QFuture of one; later events of the socket wait
    meanwhile, up to ServerOptions::maxBufferedBytes. A rejected event reaches no handler;
    packetRejected() is emitted. Acknowledgements pass. JavaScript: \c{socket.use()}.
*/
void ServerSocket::use(QObject *context, PacketMiddleware middleware)
{
    if (!dd()->m_gate)
        dd()->m_gate = std::make_unique<PacketGate>(*this);
    dd()->m_gate->add(context, std::move(middleware));
}

/*!
    Disconnects the client from this namespace; with \a connection true from all of them, and closes
    the connection. What was emitted before still arrives.
*/
void ServerSocket::close(bool connection)
{
    if (!isConnected())
        return;
    const Turn::Scope scope;
    if (connection)
        return dd()->m_connection->disconnectAll();
    dd()->m_connection->disconnect(*this);
    dd()->onClosed(DisconnectReason::ServerNamespaceDisconnect);
}

/*!
    Closes the Engine.IO connection below, without a word to the namespaces; the client sees a
    transport close and may reconnect. JavaScript: \c{socket.conn.close()}.
*/
void ServerSocket::closeConnection()
{
    const Turn::Scope scope;
    if (dd()->m_connection)
        dd()->m_connection->close(DisconnectReason::ForcedClose);
}

} // namespace QSocketIo
