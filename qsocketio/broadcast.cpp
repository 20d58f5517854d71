// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/broadcast.h>
#include <qsocketio/broadcastanswers_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/utf8text_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/remotesocket.h>
#include <qsocketio/serversocket_p.h>

#include <QPromise>

namespace QSocketIo {

// Where the packet of one broadcast goes.
class Broadcast::Target final : public Detail::EmissionTarget
{
public:
    Target(Namespace &nsp, Selection selection, std::shared_ptr<BroadcastAnswers> answers)
        : m_namespace(&nsp),
          m_selection(std::move(selection)),
          m_answers(std::move(answers))
    {
    }

    void send(PacketEncoder &encoder, Writer &writer, const Detail::EmitFlags &flags) override
    {
        if (!m_namespace)
            return;
        Detail::EmitFlags own = flags;
        own.isRecoverable = flags.isRecoverable && m_namespace->d->stamp(writer);
        m_namespace->d->broadcast(encoder.finish(), m_selection, own, m_answers.get());
        if (m_answers)
            m_answers->allAsked(flags.timeout);
    }
    void returnEncoder(std::unique_ptr<PacketEncoder> &&encoder) override
    {
        if (m_namespace)
            m_namespace->d->returnEncoder(std::move(encoder));
    }

private:
    const QPointer<Namespace> m_namespace;
    const Selection m_selection;
    const std::shared_ptr<BroadcastAnswers> m_answers;
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
    \class QSocketIo::Replies
    \brief The answers to Broadcast::emitWithAck(). \c BroadcastReply is the one of QVariant.

    \c responses has the first argument of each answer. \c missing names the sockets that did not
    answer before the timeout, or whose answer is not of the type that was asked for; one that
    disconnects meanwhile is in neither.
*/

/*!
    \fn template <typename T, typename... Values> QFuture<Replies<T>>
   Broadcast::emitWithAck(QAnyStringView event, const Values &...values) const

    Emits and collects the answers. Without timeout() it waits until every socket has answered or is
    gone. The future does not fail: after the timeout it holds the answers that came.
*/

/*!
    \fn template <typename... Values> void Broadcast::emitWithCallback(QAnyStringView event, const
   QObject *context, ReplyCallback callback, const Values &...values) const

    Like emitWithAck(); \a callback is called with the answers unless \a context is gone.
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
    other.m_flags.setVolatile();
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
    Returns descriptions of the selected sockets, on all servers of a cluster.
*/
QFuture<QList<RemoteSocket>> Broadcast::fetchSockets() const
{
    QList<RemoteSocket> found;
    for (const ServerSocket *socket : localSockets())
        found.append(RemoteSocket(*socket));
    QPromise<QList<RemoteSocket>> promise;
    promise.start();
    promise.addResult(std::move(found));
    promise.finish();
    return promise.future();
}

/*!
    Returns the selected sockets of this server.
*/
QList<ServerSocket *> Broadcast::localSockets() const
{
    QList<ServerSocket *> sockets;
    if (m_namespace) {
        m_namespace->d->visit(m_selection, [&sockets](AdapterMember &member) {
            sockets.append(static_cast<ServerSocket::Private &>(member).socket());
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
    const QList<ServerSocket *> sockets = localSockets();
    return {sockets.begin(), sockets.end()};
}

Detail::Emission Broadcast::begin(QAnyStringView event, Detail::AnswersCallback callback) const
{
    const Utf8Text name(event);
    const bool reserved = isReservedEvent(name.view());
    if (reserved) {
        qCWarning(lcServer, "\"%.*s\" is a reserved event name", int(name.view().size()),
                  name.view().data());
    }
    if (reserved || !m_namespace) {
        if (callback)
            callback({});
        return {};
    }
    auto answers = callback ? std::make_shared<BroadcastAnswers>(std::move(callback)) : nullptr;
    Detail::EmitFlags flags = m_flags;
    flags.isRecoverable = flags.isRecoverable && !answers;
    Namespace::Private &nsp = *m_namespace->d;
    auto encoder = nsp.takeEncoder();
    Writer &writer = encoder->beginEvent(nsp.utf8Name, nsp.takeAckId(answers.get()), name.view());
    return {std::make_shared<Target>(*m_namespace, m_selection, answers), std::move(encoder),
            writer, flags};
}

} // namespace QSocketIo
