// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/emitting.h>
#include <qsocketio/replies.h>

#include <QPointer>
#include <QStringList>

namespace QSocketIo {

class BroadcastAnswers;
class Namespace;
class RemoteSocket;
class ServerSocket;

// Some sockets of a namespace: an immutable selection that narrows with every call.
class QSOCKETIO_EXPORT Broadcast : public Emitting<Broadcast>
{
public:
    explicit Broadcast(const Namespace *nsp);

    Broadcast to(const QString &room) const;
    Broadcast to(const QStringList &rooms) const;
    Broadcast except(const QString &room) const;
    Broadcast except(const QStringList &rooms) const;
    Broadcast local() const;
    Broadcast asVolatile() const;
    Broadcast compress(bool compress) const;
    Broadcast timeout(std::chrono::milliseconds timeout) const;

    // T: the type of each answer's first argument, Arguments for all of them.
    template <typename T = QVariant, typename... Values>
    QFuture<Replies<T>> emitWithAck(QAnyStringView event, const Values &...values) const
    {
        QFuture<Replies<T>> future;
        Detail::Emission emission = begin(event, Detail::fulfilReplies(future));
        (emission.add(values), ...);
        emission.send();
        return future;
    }

    // Without a future; the callback is not called once its context is gone.
    using ReplyCallback = std::function<void(const BroadcastReply &)>;
    template <typename... Values>
    void emitWithCallback(QAnyStringView event, const QObject *context, ReplyCallback callback,
                          const Values &...values) const
    {
        auto guarded = [context = QPointer(context),
                        callback = std::move(callback)](const CollectedAnswers &collected) {
            if (context)
                callback(Detail::repliesOf<QVariant>(collected));
        };
        Detail::Emission emission = begin(event, std::move(guarded));
        (emission.add(values), ...);
        emission.send();
    }

    QFuture<QList<RemoteSocket>> fetchSockets() const;
    // Those on this server.
    QList<ServerSocket *> localSockets() const;
    void socketsJoin(const QString &room) const { socketsJoin(QStringList(room)); }
    void socketsJoin(const QStringList &rooms) const;
    void socketsLeave(const QString &room) const { socketsLeave(QStringList(room)); }
    void socketsLeave(const QStringList &rooms) const;
    void disconnectSockets(bool close = false) const;

private:
    friend class Emitting<Broadcast>;
    friend class Namespace;
    friend class RemoteSocket;
    class Target;

    Detail::Emission beginEmission(QAnyStringView event, const Detail::AckRequest &) const
    {
        return begin(event, {});
    }
    // With a callback all that are reached are asked for an answer.
    Detail::Emission begin(QAnyStringView event, Detail::AnswersCallback callback) const;
    QList<QPointer<ServerSocket>> guardedSockets() const;

    QPointer<Namespace> m_namespace;
    Selection m_selection;
    Detail::EmitFlags m_flags = Detail::EventFlags;
};

} // namespace QSocketIo
