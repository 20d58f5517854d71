// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/broadcast.h>
#include <qsocketio/core/clock_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/turn_p.h>
#include <qsocketio/core/utf8text_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/serversocket_p.h>

#include <QPromise>

namespace QSocketIo {

// The answers to one broadcast: complete when nobody is waited for any more.
class Broadcast::Answers : public std::enable_shared_from_this<Answers>
{
public:
    Answers() : m_timeout([this] { onTimeout(); }) { m_promise.start(); }

    QFuture<BroadcastReply> future() const { return m_promise.future(); }
    void setId(quint64 id) { m_id = id; }

    void waitFor(ServerSocket::Private &socket)
    {
        const QString id = socket.memberId();
        m_waiting.insert(id, static_cast<ServerSocket *>(socket.q));
        socket.expectAck(
            m_id,
            {[self = shared_from_this(), id](const AckReply &reply) { self->onReply(id, reply); },
             {}},
            {});
    }

    void allAsked(std::optional<std::chrono::milliseconds> timeout)
    {
        if (m_waiting.isEmpty())
            return finish();
        if (timeout) {
            m_self = shared_from_this();
            m_timeout.start(*timeout);
        }
    }

private:
    // Who leaves without an answer is not waited for.
    void onReply(const QString &id, const AckReply &reply)
    {
        m_waiting.remove(id);
        if (!reply.error)
            m_reply.responses.append(reply.arguments.toVariant(0));
        if (m_waiting.isEmpty())
            finish();
    }

    void onTimeout()
    {
        const Turn::Scope scope;
        const auto waiting = std::exchange(m_waiting, {});
        m_reply.missing = waiting.keys();
        for (const QPointer<ServerSocket> &socket : waiting) {
            if (socket)
                socket->dd()->forgetAck(m_id);
        }
        finish();
    }

    void finish()
    {
        m_timeout.stop();
        const auto self = std::exchange(m_self, nullptr);
        m_promise.addResult(m_reply);
        m_promise.finish();
    }

    QPromise<BroadcastReply> m_promise;
    BroadcastReply m_reply;
    QHash<QString, QPointer<ServerSocket>> m_waiting;
    quint64 m_id = 0;
    Timer m_timeout;
    // The timeout keeps this alive when all sockets are gone.
    std::shared_ptr<Answers> m_self;
};

/*!
    \class QSocketIo::Broadcast
    \brief Some sockets of a namespace, to emit to or to act on.

    A value: each function returns a narrower one and leaves the original as it was.

    \code
    server.to(u"lobby"_s).except(socket->id()).emitEvent("chat", text);
    \endcode
*/

/*!
    \class QSocketIo::BroadcastReply
    \brief The answers to Broadcast::emitWithAck().

    \c responses has the first argument of each answer. \c missing names the sockets that did not
    answer before the timeout; one that disconnects meanwhile is in neither.
*/

/*!
    \fn template <typename... Values> QFuture<BroadcastReply> Broadcast::emitWithAck(QAnyStringView
   event, const Values &...values) const

    Emits and collects the answers. Without timeout() it waits until every socket has answered or is
    gone.
*/

/*!
    Selects all sockets of \a nsp.
*/
Broadcast::Broadcast(const Namespace *nsp) : m_namespace(const_cast<Namespace *>(nsp)) { }

/*!
    Adds \a room to the rooms that are selected. A socket in several of them is reached once.
    JavaScript: \c to, \c in.
*/
Broadcast Broadcast::to(const QString &room) const
{
    Broadcast other = *this;
    other.m_selection.rooms.append(room);
    return other;
}

/*! \overload */
Broadcast Broadcast::to(const QStringList &rooms) const
{
    Broadcast other = *this;
    other.m_selection.rooms += rooms;
    return other;
}

/*!
    Leaves out the sockets in \a room.
*/
Broadcast Broadcast::except(const QString &room) const
{
    Broadcast other = *this;
    other.m_selection.except.append(room);
    return other;
}

/*! \overload */
Broadcast Broadcast::except(const QStringList &rooms) const
{
    Broadcast other = *this;
    other.m_selection.except += rooms;
    return other;
}

/*!
    Selects the sockets of this server alone where it is one of a cluster.
*/
Broadcast Broadcast::local() const
{
    Broadcast other = *this;
    other.m_selection.local = true;
    return other;
}

/*!
    What is emitted may be dropped for clients that cannot take it right now. JavaScript:
    \c volatile.
*/
Broadcast Broadcast::asVolatile() const
{
    Broadcast other = *this;
    other.m_flags.isVolatile = true;
    return other;
}

/*!
    What is emitted may be compressed by the transport, or not, as \a compress says.
*/
Broadcast Broadcast::compress(bool compress) const
{
    Broadcast other = *this;
    other.m_flags.compress = compress;
    return other;
}

/*!
    emitWithAck() waits no longer than \a timeout.
*/
Broadcast Broadcast::timeout(std::chrono::milliseconds timeout) const
{
    Broadcast other = *this;
    other.m_flags.timeout = timeout;
    return other;
}

/*!
    Returns the selected sockets.
*/
QList<ServerSocket *> Broadcast::fetchSockets() const
{
    QList<ServerSocket *> sockets;
    if (m_namespace) {
        m_namespace->d->adapter->visit(m_selection, [&sockets](AdapterMember &member) {
            auto &socket = static_cast<ServerSocket::Private &>(member);
            sockets.append(static_cast<ServerSocket *>(socket.q));
        });
    }
    return sockets;
}

/*!
    Makes the selected sockets join \a rooms.
*/
void Broadcast::socketsJoin(const QStringList &rooms) const
{
    for (const QPointer<ServerSocket> &socket : guardedSockets()) {
        if (socket)
            socket->join(rooms);
    }
}

/*!
    Makes the selected sockets leave \a rooms.
*/
void Broadcast::socketsLeave(const QStringList &rooms) const
{
    for (const QPointer<ServerSocket> &socket : guardedSockets()) {
        for (const QString &room : rooms) {
            if (socket)
                socket->leave(room);
        }
    }
}

/*!
    Disconnects the selected sockets; with \a close true their whole connections.
*/
void Broadcast::disconnectSockets(bool close) const
{
    for (const QPointer<ServerSocket> &socket : guardedSockets()) {
        if (socket)
            socket->close(close);
    }
}

// What is done to one may end another.
QList<QPointer<ServerSocket>> Broadcast::guardedSockets() const
{
    const QList<ServerSocket *> sockets = fetchSockets();
    return {sockets.begin(), sockets.end()};
}

Detail::Emission Broadcast::begin(const Namespace *nsp, Detail::EmissionTarget *target,
                                  QAnyStringView event, std::optional<quint64> id,
                                  const Detail::EmitFlags &flags)
{
    const Utf8Text name(event);
    if (isReservedEvent(name.view())) {
        qCWarning(lcServer, "\"%.*s\" is a reserved event name", int(name.view().size()),
                  name.view().data());
        return {};
    }
    auto encoder = nsp->d->takeEncoder();
    Writer &writer = encoder->beginEvent(nsp->d->utf8Name, id, name.view());
    return {const_cast<Namespace *>(nsp), target, std::move(encoder), writer, flags};
}

// The emission ends within the same expression as this object.
Detail::Emission Broadcast::beginEmission(QAnyStringView event, const Detail::AckRequest &) const
{
    if (!m_namespace)
        return {};
    return begin(m_namespace, const_cast<Broadcast *>(this), event, {}, m_flags);
}

Detail::Emission Broadcast::beginAskingEmission(QAnyStringView event,
                                                QFuture<BroadcastReply> &future)
{
    m_answers = std::make_shared<Answers>();
    future = m_answers->future();
    if (!m_namespace) {
        m_answers->allAsked({});
        return {};
    }
    const quint64 id = m_namespace->d->nextAckId();
    m_answers->setId(id);
    return begin(m_namespace, this, event, id, m_flags);
}

void Broadcast::send(EncodedPacket &packet, const Detail::EmitFlags &flags)
{
    if (m_answers) {
        m_namespace->d->adapter->visit(m_selection, [this](AdapterMember &member) {
            m_answers->waitFor(static_cast<ServerSocket::Private &>(member));
        });
    }
    m_namespace->d->broadcast(packet, m_selection, flags);
    if (m_answers)
        m_answers->allAsked(flags.timeout);
}

void Broadcast::returnEncoder(std::unique_ptr<PacketEncoder> encoder)
{
    m_namespace->d->returnEncoder(std::move(encoder));
}

} // namespace QSocketIo
