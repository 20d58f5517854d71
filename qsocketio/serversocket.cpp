// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/readback_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversocket.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/sharedpacket_p.h>

#include <QDateTime>

namespace QSocketIo {

ServerSocket::Private::Private(Namespace &nsp, Connection &connection, const QVariantMap &auth)
    : Socket::Private(nsp.d->utf8Name),
      m_namespace(&nsp),
      m_connection(&connection),
      m_id(connection.joinProtocol().makeSocketId(nsp.d->utf8Name, connection.session()->id())),
      m_handshake{auth, connection.session()->request(), QDateTime::currentMSecsSinceEpoch()},
      m_protocol(connection.session()->protocol())
{
    ++nsp.d->presentSockets;
}

void ServerSocket::Private::awaitVerdict(const QFuture<Verdict> &verdict,
                                         Awaited<Verdict>::Callback callback)
{
    m_awaitedVerdict = std::make_unique<Awaited<Verdict>>(
        verdict, [this, callback = std::move(callback)](const Expected<Verdict, Error> &outcome) {
            Turn::dispose(std::move(m_awaitedVerdict));
            callback(outcome);
        });
}

bool ServerSocket::Private::connect()
{
    if (m_phase != Phase::Asking || !m_connection)
        return false;
    m_phase = Phase::Connected;
    if (!enter())
        return false;
    sendConnect();
    m_connection->onSocketConnected(*socket());
    return true;
}

// Clients take what they missed before the answer to their CONNECT.
bool ServerSocket::Private::enter()
{
    if (session && !m_namespace->d->recovery->begin(*socket()))
        return false;
    m_namespace->d->adapter->add(*this);
    return !m_isRecovered || m_namespace->d->recovery->rejoin(*socket());
}

void ServerSocket::Private::sendConnect()
{
    auto encoder = takeEncoder();
    Writer &writer = encoder->begin(Packet::Type::Connect, nsp, {});
    m_connection->joinProtocol().writeAccepted(writer, m_id, session ? session->pid : QString());
    m_connection->send(encoder->finish(), {});
    returnEncoder(std::move(encoder));
}

void ServerSocket::Private::recover(std::unique_ptr<RecoverySession> known)
{
    session = std::move(known);
    m_id = session->id;
    m_data = session->data;
    m_isRecovered = true;
}

void ServerSocket::Private::transmit(const EncodedPacket &packet)
{
    if (m_connection)
        m_connection->send(packet, {});
}

void ServerSocket::Private::refuse(const Verdict &verdict)
{
    if (m_phase != Phase::Asking)
        return;
    m_phase = Phase::Closed;
    if (m_connection)
        m_connection->refuse(*socket(), verdict);
    m_connection = nullptr;
    leaveNamespace();
    q->deleteLater();
}

void ServerSocket::Private::onPacket(const Packet &packet)
{
    switch (packet.type) {
    case Packet::Type::Event:
        if (m_gate)
            m_gate->submit(packet);
        else
            dispatchEvent(packet);
        break;
    case Packet::Type::Ack:
        dispatchAck(packet);
        break;
    case Packet::Type::Connect:
    case Packet::Type::Disconnect:
    case Packet::Type::ConnectError:
        break;
    }
}

void ServerSocket::Private::onClosed(DisconnectReason reason)
{
    const Phase was = std::exchange(m_phase, Phase::Closed);
    if (was == Phase::Closed)
        return;
    const QPointer<ServerSocket> alive(socket());
    Turn::dispose(std::move(m_awaitedVerdict));
    if (m_gate)
        m_gate->close();
    if (was == Phase::Connected) {
        Q_EMIT alive->disconnecting(reason);
        if (alive && m_namespace)
            m_namespace->d->onSocketClosed(*alive, reason);
        if (alive)
            failAcks(AckError::Reason::Disconnected);
        if (alive)
            Q_EMIT alive->disconnected(reason);
    } else if (session && m_namespace) {
        m_namespace->d->recovery->giveBack(*alive);
    }
    if (alive) {
        m_connection = nullptr;
        leaveNamespace();
        alive->deleteLater();
    }
}

void ServerSocket::Private::leaveNamespace()
{
    if (m_namespace)
        m_namespace->d->onSocketGone();
}

void ServerSocket::Private::deliver(const SharedPacket &packet, const Detail::EmitFlags &flags)
{
    if (m_connection)
        m_connection->send(packet, flags);
}

const StateScope *ServerSocket::Private::outerScope() const
{
    return m_namespace.data();
}

bool ServerSocket::Private::canEmit() const
{
    return m_phase != Phase::Closed && m_connection;
}

quint64 ServerSocket::Private::nextAckId()
{
    return m_namespace->d->nextAckId();
}

std::unique_ptr<PacketEncoder> ServerSocket::Private::takeEncoder()
{
    return m_namespace->d->takeEncoder();
}

bool ServerSocket::Private::stamp(Writer &writer)
{
    return m_phase == Phase::Connected && session && m_namespace->d->stamp(writer);
}

void ServerSocket::Private::send(EncodedPacket &packet, const Detail::EmitFlags &flags)
{
    if (flags.isRecoverable)
        session->sent = m_namespace->d->recovery->append(packet, {.rooms = QStringList(m_id)});
    if (isWatched()) {
        const QPointer<ServerSocket> alive(socket());
        notifyOutgoing(ReadBack(*m_namespace->server()->d->parser, packet));
        if (!alive)
            return;
    }
    if (m_connection)
        m_connection->send(packet, flags);
}

void ServerSocket::Private::returnEncoder(std::unique_ptr<PacketEncoder> encoder)
{
    m_namespace->d->returnEncoder(std::move(encoder));
}

/*!
    \class QSocketIo::ServerSocket
    \brief A client in a namespace, as the server sees it.

    It comes with Namespace::socketConnected() and is deleted, by deleteLater(), after
    disconnected(). Deleting it disconnects the client from the namespace.
*/

/*!
    \fn void ServerSocket::disconnecting(QSocketIo::DisconnectReason reason)
    The socket is about to leave its rooms, for \a reason.
*/

/*!
    \fn void ServerSocket::disconnected(QSocketIo::DisconnectReason reason)
    The socket is not connected any more, for \a reason.
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

/*!
    Returns the id: 20 random characters, another one in each namespace and connection. That of a
    client of protocol() 3 is the session's id, behind the name of the namespace where that is not
    the main one.
*/
QString ServerSocket::id() const
{
    return dd()->m_id;
}

/*!
    Returns whether the client is in the namespace: true from Namespace::socketConnected() to
    disconnected().
*/
bool ServerSocket::isConnected() const
{
    return dd()->m_phase == Private::Phase::Connected;
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
    const Connection *connection = dd()->m_connection;
    return connection && connection->isOpen() ? connection->session()->transportKind()
                                              : Transport::Polling;
}

/*!
    Returns the id of the Engine.IO session, which all namespaces of the connection share; empty
   once it is closed.
*/
QString ServerSocket::sessionId() const
{
    const Connection *connection = dd()->m_connection;
    return connection && connection->isOpen() ? QString::fromLatin1(connection->session()->id())
                                              : QString();
}

/*!
    Returns how many bytes wait to be sent over the connection, which all sockets of a client share.
*/
qint64 ServerSocket::bytesToWrite() const
{
    const Connection *connection = dd()->m_connection;
    return connection && connection->isOpen() ? connection->session()->bytesToWrite() : 0;
}

/*!
    Lets \a bytes wait for this client, instead of ServerOptions::maxBufferedBytes, before its
    policy is applied.
*/
void ServerSocket::setMaxBufferedBytes(qint64 bytes)
{
    const Connection *connection = dd()->m_connection;
    if (connection && connection->isOpen())
        connection->session()->guard().setMark(bytes);
}

/*!
    Applies \a policy, instead of ServerOptions::slowClientPolicy, when more than that waits.
*/
void ServerSocket::setSlowClientPolicy(SlowClientPolicy policy)
{
    const Connection *connection = dd()->m_connection;
    if (connection && connection->isOpen())
        connection->session()->guard().setPolicy(policy);
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
    if (qsizetype(dd()->adapterPlaces.size()) >= limit && room != id() && !rooms().contains(room)) {
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
