// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/handler.h>
#include <qsocketio/remotesocket.h>

#include <QFuture>
#include <QObject>

namespace QSocketIo {

class Server;
class ServerSocket;

class QSOCKETIO_EXPORT Namespace : public QObject, public Emitting<Namespace>, public StateScope
{
    Q_OBJECT
    Q_PROPERTY(QString name READ name CONSTANT)
    Q_PROPERTY(qsizetype socketCount READ socketCount)
public:
    ~Namespace() override;

    QString name() const;
    Server *server() const;
    QList<ServerSocket *> sockets() const;
    ServerSocket *socket(const QString &id) const;
    qsizetype socketCount() const;
    QStringList rooms() const;
    qsizetype roomSize(const QString &room) const;

    using Decision = NowOrLater<Verdict>;
    using Middleware = std::function<Decision(ServerSocket &socket)>;
    void use(QObject *context, Middleware middleware);

    Broadcast to(const QString &room) const { return Broadcast(this).to(room); }
    Broadcast to(const QStringList &rooms) const { return Broadcast(this).to(rooms); }
    Broadcast except(const QString &room) const { return Broadcast(this).except(room); }
    Broadcast except(const QStringList &rooms) const { return Broadcast(this).except(rooms); }
    Broadcast local() const { return Broadcast(this).local(); }
    Broadcast asVolatile() const { return Broadcast(this).asVolatile(); }
    Broadcast compress(bool compress) const { return Broadcast(this).compress(compress); }
    Broadcast timeout(std::chrono::milliseconds t) const { return Broadcast(this).timeout(t); }

    QFuture<QList<RemoteSocket>> fetchSockets() const { return Broadcast(this).fetchSockets(); }
    QList<ServerSocket *> localSockets() const { return Broadcast(this).localSockets(); }
    void socketsJoin(const QString &room) const { Broadcast(this).socketsJoin(room); }
    void socketsJoin(const QStringList &rooms) const { Broadcast(this).socketsJoin(rooms); }
    void socketsLeave(const QString &room) const { Broadcast(this).socketsLeave(room); }
    void socketsLeave(const QStringList &rooms) const { Broadcast(this).socketsLeave(rooms); }
    void disconnectSockets(bool close = false) const { Broadcast(this).disconnectSockets(close); }

    // To the other servers of a cluster.
    template <typename... Values>
    void serverSideEmit(QAnyStringView event, const Values &...values) const
    {
        Detail::Emission emission = beginServerSide(event, {});
        (emission.add(values), ...);
        emission.send();
    }
    template <typename T = QVariant, typename... Values>
    QFuture<Replies<T>> serverSideEmitWithAck(QAnyStringView event, const Values &...values) const
    {
        QFuture<Replies<T>> future;
        Detail::Emission emission = beginServerSide(event, Detail::fulfilReplies(future));
        (emission.add(values), ...);
        emission.send();
        return future;
    }
    template <std::derived_from<QObject> Receiver, typename Function>
    Subscription onServerSide(QAnyStringView event, Receiver *receiver, Function &&function)
    {
        return addServerSide(event,
                             Detail::makeHandler(this, receiver, std::forward<Function>(function)));
    }

Q_SIGNALS:
    void socketConnected(QSocketIo::ServerSocket *socket);
    void socketDisconnected(const QString &id, QSocketIo::DisconnectReason reason);
    void roomCreated(const QString &room);
    void roomJoined(const QString &room, const QString &id);
    void roomLeft(const QString &room, const QString &id);
    void roomDeleted(const QString &room);

protected:
    class Private;

    Namespace(const QString &name, Server *server, QObject *parent);
    Namespace(std::unique_ptr<Private> d, QObject *parent);
    // Without a signal: the namespace is being destroyed.
    void deleteSockets();

    std::unique_ptr<Private> d;

private:
    friend class Broadcast;
    friend class Connection;
    friend class Emitting<Namespace>;
    friend class ParentNamespace;
    friend class Server;
    friend class ServerSideEvents;
    friend class ServerSocket;

    const StateScope *outerScope() const override;
    Detail::Emission beginEmission(QAnyStringView event, const Detail::AckRequest &) const
    {
        return Broadcast(this).begin(event, {});
    }
    Detail::Emission beginServerSide(QAnyStringView event, Detail::AnswersCallback callback) const;
    Subscription addServerSide(QAnyStringView event, Detail::HandlerPointer handler);
};

} // namespace QSocketIo
