// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/broadcastanswers_p.h>
#include <qsocketio/connection_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/core/utf8text_p.h>
#include <qsocketio/namespace.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/parentnamespace.h>
#include <qsocketio/readback_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/sharedpacket_p.h>
#include <qsocketio/verdicts_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

Namespace::Private::Private(Namespace *q, const QString &name, Server *server)
    : q(q),
      name(name),
      utf8Name(name.toUtf8()),
      server(server),
      adapter(localAdapter(*this)),
      serverSide(*q)
{
}

Namespace::Private::~Private() = default;

void Namespace::Private::setUp(const ServerOptions &options)
{
    if (options.connectionStateRecovery)
        recovery = std::make_unique<Recovery>(*options.connectionStateRecovery);
    if (auto own = options.adapter ? options.adapter(name, *this) : nullptr)
        adapter = std::move(own);
}

void Namespace::Private::admit(ServerSocket *socket)
{
    if (!recovery)
        return runMiddlewares(socket, 0);
    const QPointer<Namespace> alive(q);
    const QPointer<ServerSocket> candidate(socket);
    recovery->open(*socket);
    if (!alive || !candidate)
        return;
    if (socket->isRecovered() && recovery->skipsMiddlewares())
        accept(socket);
    else
        runMiddlewares(candidate, 0);
}

void Namespace::Private::runMiddlewares(ServerSocket *candidate, size_t next)
{
    while (next < m_rules.size()) {
        const Rule rule = m_rules[next++];
        if (!rule.context)
            continue;
        const QPointer<Namespace> alive(q);
        const QPointer<ServerSocket> socket(candidate);
        Decision decision = rule.decide(*candidate);
        if (!alive || !socket)
            return;
        if (const auto later = notYet(decision)) {
            return socket->dd()->awaitVerdict(
                *later, [alive, socket, next](const Expected<Verdict, Error> &verdict) {
                    decideLater(alive, *socket, verdictOf(verdict), next);
                });
        }
        const Verdict verdict = verdictOf(decision);
        if (!verdict.accepted)
            return socket->dd()->refuse(verdict);
    }
    accept(candidate);
}

// The socket waited; its namespace may be gone.
void Namespace::Private::decideLater(Namespace *nsp, ServerSocket &socket, const Verdict &verdict,
                                     size_t next)
{
    if (!nsp)
        socket.dd()->refuse(Verdict::reject(u"Invalid namespace"_s));
    else if (verdict.accepted)
        nsp->d->runMiddlewares(&socket, next);
    else
        socket.dd()->refuse(verdict);
}

void Namespace::Private::accept(ServerSocket *socket)
{
    // The connection may be gone since the client asked.
    if (!socket->dd()->connect())
        return;
    sockets.insert(socket);
    const Guard alive(*this);
    const Guarded::Guard joined(*socket->dd());
    Q_EMIT q->socketConnected(socket);
    if (alive && joined)
        usualEvents = socket->dd()->events.names();
}

size_t Namespace::Private::SocketIdHash::operator()(const ServerSocket &socket) const
{
    return hashOf(socket.dd()->idBytes());
}

ServerSocket *Namespace::Private::find(const QString &id) const
{
    const Utf8Text utf8(id);
    return sockets.find(hashOf(utf8.view()), [&utf8](const ServerSocket &socket) {
        return sameBytes(socket.dd()->idBytes(), utf8.view());
    });
}

void Namespace::Private::onSocketClosed(ServerSocket &socket, DisconnectReason reason)
{
    const QString id = socket.id();
    if (recovery)
        recovery->onClosed(socket, reason);
    const bool wasHere = sockets.take(socket);
    adapter->remove(*socket.dd());
    if (wasHere)
        Q_EMIT q->socketDisconnected(id, reason);
}

void Namespace::Private::onSocketGone()
{
    --presentSockets;
    if (presentSockets > 0 || !parent || !server->options().cleanupEmptyChildNamespaces)
        return;
    server->d->forget(*q);
    q->deleteLater();
}

void Namespace::Private::inherit(const Private &from)
{
    parent = static_cast<ParentNamespace *>(from.q);
    m_rules = from.m_rules;
}

void Namespace::Private::visit(const Selection &selection, const Adapter::Visitor &visitor) const
{
    adapter->visit(selection, visitor);
}

std::optional<quint64> Namespace::Private::takeAckId(BroadcastAnswers *answers)
{
    if (!answers)
        return {};
    const quint64 id = nextAckId();
    answers->setId(id);
    return id;
}

std::unique_ptr<PacketEncoder> Namespace::Private::takeEncoder()
{
    return server->d->encoders.take();
}

void Namespace::Private::returnEncoder(std::unique_ptr<PacketEncoder> &&encoder)
{
    server->d->encoders.giveBack(std::move(encoder));
}

bool Namespace::Private::stamp(Writer &writer)
{
    if (recovery)
        recovery->stamp(writer);
    return recovery != nullptr;
}

void Namespace::Private::broadcast(EncodedPacket &packet, const Selection &selection,
                                   const Detail::EmitFlags &flags, BroadcastAnswers *answers)
{
    std::optional<RecoveryOffset> offset;
    if (flags.isRecoverable)
        offset = recovery->append(packet, selection);
    const SharedPacket shared(packet, flags.compress);
    // A receiver is sent a frame, and that is all.
    const bool isPlain = !offset && !answers && !flags.isVolatile && shared.attachments().empty();
    if (isPlain && m_run.add(selection, shared.message(), server->d->front->sessions()))
        return;
    qsizetype count = 0;
    Watchers watchers;
    adapter->visit(selection, [&](AdapterMember &member) {
        auto &socket = static_cast<ServerSocket::Private &>(member);
        ++count;
        if (answers)
            answers->waitFor(socket);
        if (offset)
            socket.session->sent = *offset;
        socket.deliver(shared, flags);
        if (socket.isWatched())
            watchers.emplace_back(socket.socket());
    });
    m_run.end();
    if (isPlain && watchers.empty())
        m_run.begin(selection, shared.message(), count);
    // They are the application's code: rooms are not walked meanwhile.
    if (!watchers.empty())
        notifyWatchers(watchers, packet);
}

void Namespace::Private::notifyWatchers(const Watchers &watchers, const EncodedPacket &packet) const
{
    const ReadBack event(*server->d->parser, packet);
    for (const QPointer<ServerSocket> &socket : watchers) {
        if (socket)
            socket->dd()->notifyOutgoing(event);
    }
}

void Namespace::Private::onRoomCreated(const QString &room)
{
    m_run.end();
    Q_EMIT q->roomCreated(room);
}

void Namespace::Private::onRoomJoined(const QString &room, const QString &id)
{
    m_run.end();
    Q_EMIT q->roomJoined(room, id);
}

void Namespace::Private::onRoomLeft(const QString &room, const QString &id)
{
    m_run.end();
    Q_EMIT q->roomLeft(room, id);
}

void Namespace::Private::onRoomDeleted(const QString &room)
{
    m_run.end();
    Q_EMIT q->roomDeleted(room);
}

void Namespace::Private::onServerSideEvent(const QByteArray &event, const Arguments &arguments,
                                           const AdapterAnswer &answer)
{
    serverSide.dispatch(event, arguments, answer);
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

Namespace::Namespace(std::unique_ptr<Private> dd, QObject *parent)
    : QObject(parent),
      d(std::move(dd))
{
}

Namespace::~Namespace()
{
    deleteSockets();
    if (d->server != this)
        d->server->d->forget(*this);
}

void Namespace::deleteSockets()
{
    const Turn::Scope scope;
    blockSignals(true);
    const auto sockets = std::exchange(d->sockets, {});
    sockets.forEach([](const ServerSocket &socket) { delete &socket; });
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
    return localSockets();
}

/*!
    Returns the connected socket with \a id, or null.
*/
ServerSocket *Namespace::socket(const QString &id) const
{
    return d->find(id);
}

/*!
    Returns the number of connected sockets.
*/
qsizetype Namespace::socketCount() const
{
    return d->socketCount();
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

/*!
    \fn template <typename... Values> void Namespace::serverSideEmit(QAnyStringView event, const
   Values &...values) const

    Sends \a event with \a values to this namespace on the other servers of the cluster, whose
    onServerSide() handlers get it; this server's do not. A server without a cluster has no others:
    then nothing happens. \c connect, \c connection and \c new_namespace are refused.
*/

/*!
    \fn template <typename T, typename... Values> QFuture<Replies<T>>
   Namespace::serverSideEmitWithAck(QAnyStringView event, const Values &...values) const

    Like serverSideEmit(), and collects one answer of each other server; \c missing names those that
    gave none. Without other servers it is complete at once.
*/

/*!
    \fn template <typename Receiver, typename Function> Subscription
   Namespace::onServerSide(QAnyStringView event, Receiver *receiver, Function &&function)

    Calls \a function for each \a event that another server of the cluster sends with
    serverSideEmit(), until \a receiver is destroyed. It is a handler like those of Socket::on(),
    without a socket and a handshake.
*/

Detail::Emission Namespace::beginServerSide(QAnyStringView event,
                                            Detail::AnswersCallback callback) const
{
    return d->serverSide.begin(Utf8Text(event).view(), std::move(callback));
}

Subscription Namespace::addServerSide(QAnyStringView event, Detail::HandlerPointer handler)
{
    Subscription subscription(*handler);
    d->serverSide.add(Utf8Text(event).view(), std::move(handler));
    return subscription;
}

const StateScope *Namespace::outerScope() const
{
    if (d->parent)
        return d->parent;
    return d->server == this ? nullptr : d->server;
}

} // namespace QSocketIo
