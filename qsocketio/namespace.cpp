// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/utf8text_p.h>
#include <qsocketio/namespace.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/sharedpacket_p.h>

namespace QSocketIo {

Namespace::Private::Private(Namespace *q, const QString &name, Server *server)
    : q(q),
      name(name),
      utf8Name(name.toUtf8()),
      server(server),
      adapter(std::make_unique<LocalAdapter>(*this))
{
}

void Namespace::Private::admit(ServerSocket *socket)
{
    runMiddlewares(socket, 0);
}

void Namespace::Private::runMiddlewares(const QPointer<ServerSocket> &socket, size_t next)
{
    while (next < m_rules.size()) {
        const Rule rule = m_rules[next++];
        if (!rule.context)
            continue;
        const QPointer<Namespace> alive(q);
        Decision decision = rule.decide(*socket);
        if (!alive || !socket)
            return;
        if (auto *later = std::get_if<QFuture<Verdict>>(&decision)) {
            later->then(q, [this, socket, next](const Verdict &verdict) {
                const Turn::Scope scope;
                decide(socket, verdict, next);
            });
            return;
        }
        const auto &verdict = std::get<Verdict>(decision);
        if (!verdict.accepted)
            return socket->dd()->refuse(verdict);
    }
    accept(socket);
}

void Namespace::Private::decide(const QPointer<ServerSocket> &socket, const Verdict &verdict,
                                size_t next)
{
    if (!socket)
        return;
    if (verdict.accepted)
        runMiddlewares(socket, next);
    else
        socket->dd()->refuse(verdict);
}

void Namespace::Private::accept(ServerSocket *socket)
{
    // The connection may be gone since the client asked.
    if (!socket->dd()->connect())
        return;
    sockets.insert(socket->id(), socket);
    Q_EMIT q->socketConnected(socket);
}

void Namespace::Private::onSocketClosed(ServerSocket &socket, DisconnectReason reason)
{
    const QString id = socket.id();
    adapter->remove(*socket.dd());
    if (sockets.remove(id))
        Q_EMIT q->socketDisconnected(id, reason);
}

std::unique_ptr<PacketEncoder> Namespace::Private::takeEncoder()
{
    return server->d->takeEncoder();
}

void Namespace::Private::returnEncoder(std::unique_ptr<PacketEncoder> encoder)
{
    server->d->returnEncoder(std::move(encoder));
}

void Namespace::Private::send(EncodedPacket &packet, const Detail::EmitFlags &flags)
{
    broadcast(packet, {}, flags);
}

void Namespace::Private::broadcast(EncodedPacket &packet, const Selection &selection,
                                   const Detail::EmitFlags &flags)
{
    const SharedPacket shared(packet);
    adapter->visit(selection, [&](AdapterMember &member) {
        static_cast<ServerSocket::Private &>(member).deliver(shared, flags);
    });
}

void Namespace::Private::onRoomCreated(const QString &room)
{
    Q_EMIT q->roomCreated(room);
}

void Namespace::Private::onRoomJoined(const QString &room, const QString &id)
{
    Q_EMIT q->roomJoined(room, id);
}

void Namespace::Private::onRoomLeft(const QString &room, const QString &id)
{
    Q_EMIT q->roomLeft(room, id);
}

void Namespace::Private::onRoomDeleted(const QString &room)
{
    Q_EMIT q->roomDeleted(room);
}

/*!
    \class QSocketIo::Namespace
    \brief A namespace of a server: its sockets, rooms and middleware.

    Server::of() makes one. Emitting on it reaches all its sockets; to(), except() and the others
    narrow that down. JavaScript: \c{io.of("/chat")}.
*/

/*!
    \fn void Namespace::socketConnected(QSocketIo::ServerSocket *socket)

    A client joined: \a socket may emit and get events from now on. JavaScript: \c connection.
*/

/*!
    \fn void Namespace::socketDisconnected(const QString &id, QSocketIo::DisconnectReason reason)

    The socket \a id left for \a reason.
*/

/*!
    \fn void Namespace::roomCreated(const QString &room)
    \a room has got its first socket. The room of each socket's own id counts as well.
*/

/*!
    \fn void Namespace::roomJoined(const QString &room, const QString &id)
    The socket \a id joined \a room.
*/

/*!
    \fn void Namespace::roomLeft(const QString &room, const QString &id)
    The socket \a id left \a room.
*/

/*!
    \fn void Namespace::roomDeleted(const QString &room)
    The last socket left \a room.
*/

Namespace::Namespace(const QString &name, Server *server, QObject *parent)
    : QObject(parent),
      d(std::make_unique<Private>(this, name, server))
{
}

Namespace::~Namespace()
{
    deleteSockets();
    if (d->server != this)
        d->server->d->namespaces.remove(d->name);
}

void Namespace::deleteSockets()
{
    const Turn::Scope scope;
    blockSignals(true);
    const auto sockets = std::exchange(d->sockets, {});
    qDeleteAll(sockets);
}

/*!
    Returns the name, which begins with a slash.
*/
QString Namespace::name() const
{
    return d->name;
}

/*!
    Returns the server that this namespace belongs to.
*/
Server *Namespace::server() const
{
    return d->server;
}

/*!
    Returns the connected sockets, in no order.
*/
QList<ServerSocket *> Namespace::sockets() const
{
    return d->sockets.values();
}

/*!
    Returns the connected socket with \a id, or null.
*/
ServerSocket *Namespace::socket(const QString &id) const
{
    return d->sockets.value(id);
}

/*!
    Returns the number of connected sockets.
*/
qsizetype Namespace::socketCount() const
{
    return d->sockets.size();
}

/*!
    Returns the names of the rooms with sockets in them, without the rooms of the sockets' ids.
*/
QStringList Namespace::rooms() const
{
    return d->adapter->rooms();
}

/*!
    Returns the number of sockets in \a room.
*/
qsizetype Namespace::roomSize(const QString &room) const
{
    return d->adapter->memberCount(room);
}

/*!
    Asks \a middleware about each client that wants to join, after the ones that were added before,
    until \a context is destroyed. It returns a Verdict, or a QFuture of one; the client waits
    meanwhile. A rejected client gets the verdict's message and data as its \c connect_error. The
    socket is not connected yet: its handshake and data can be used.
*/
void Namespace::use(QObject *context, Middleware middleware)
{
    d->m_rules.push_back({context, std::move(middleware)});
}

Detail::Emission Namespace::beginEmission(QAnyStringView event, const Detail::AckRequest &) const
{
    return Broadcast::begin(this, d.get(), event, {}, {});
}

} // namespace QSocketIo
