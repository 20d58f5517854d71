// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/core/randomid_p.h>
#include <qsocketio/namespace_p.h>
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
      m_id(QString::fromLatin1(randomId())),
      m_handshake{auth, connection.session()->request(), QDateTime::currentMSecsSinceEpoch()}
{
}

bool ServerSocket::Private::connect()
{
    if (m_phase != Phase::Asking || !m_connection)
        return false;
    m_phase = Phase::Connected;
    m_namespace->d->adapter->add(*this);
    auto encoder = takeEncoder();
    Writer &writer = encoder->begin(Packet::Type::Connect, nsp, {});
    writer.beginObject(1);
    writer.utf8Key("sid");
    writer.string(m_id);
    writer.endObject();
    m_connection->send(encoder->finish(), {});
    returnEncoder(std::move(encoder));
    m_connection->onSocketConnected(*socket());
    return true;
}

void ServerSocket::Private::refuse(const Verdict &verdict)
{
    if (m_phase != Phase::Asking)
        return;
    m_phase = Phase::Closed;
    if (m_connection)
        m_connection->refuse(*socket(), verdict);
    m_connection = nullptr;
    q->deleteLater();
}

void ServerSocket::Private::onPacket(const Packet &packet)
{
    switch (packet.type) {
    case Packet::Type::Event:
        if (m_rules.empty() || passes(packet))
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

bool ServerSocket::Private::passes(const Packet &packet)
{
    const QPointer<Socket> alive(q);
    const QString event = QString::fromUtf8(packet.event);
    const auto rules = m_rules;
    for (const Rule &rule : rules) {
        if (!rule.context)
            continue;
        const Verdict verdict = rule.decide(event, packet.arguments);
        if (!alive)
            return false;
        if (!verdict.accepted) {
            Q_EMIT socket()->packetRejected(event, verdict.message, verdict.data);
            return false;
        }
    }
    return m_phase == Phase::Connected;
}

void ServerSocket::Private::onClosed(DisconnectReason reason)
{
    const Phase was = std::exchange(m_phase, Phase::Closed);
    if (was == Phase::Closed)
        return;
    const QPointer<ServerSocket> alive(socket());
    if (was == Phase::Connected) {
        Q_EMIT alive->disconnecting(reason);
        if (alive && m_namespace)
            m_namespace->d->onSocketClosed(*alive, reason);
        if (alive)
            failAcks(AckError::Reason::Disconnected);
        if (alive)
            Q_EMIT alive->disconnected(reason);
    }
    if (alive) {
        m_connection = nullptr;
        alive->deleteLater();
    }
}

void ServerSocket::Private::deliver(const SharedPacket &packet, const Detail::EmitFlags &flags)
{
    if (m_connection)
        m_connection->send(packet, flags);
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

void ServerSocket::Private::send(EncodedPacket &packet, const Detail::EmitFlags &flags)
{
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
    if (std::exchange(p->m_phase, Private::Phase::Closed) == Private::Phase::Connected
        && p->m_namespace)
        p->m_namespace->d->onSocketClosed(*this, DisconnectReason::ServerNamespaceDisconnect);
}

ServerSocket::Private *ServerSocket::dd() const
{
    return static_cast<Private *>(d.get());
}

/*!
    Returns the id: 20 random characters, another one in each namespace and connection.
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
    Joins \a room.
*/
void ServerSocket::join(const QString &room)
{
    if (isConnected())
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
    Asks \a middleware about each incoming event, until \a context is destroyed. A rejected event
    reaches no handler; packetRejected() is emitted. JavaScript: \c{socket.use()}.
*/
void ServerSocket::use(QObject *context, PacketMiddleware middleware)
{
    dd()->m_rules.push_back({context, std::move(middleware)});
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
