// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/broadcast.h>
#include <qsocketio/handshake.h>

#include <QFuture>
#include <QObject>

#include <variant>

namespace QSocketIo {

class Server;
class ServerSocket;

class QSOCKETIO_EXPORT Namespace : public QObject, public Emitting<Namespace>
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

    using Decision = std::variant<Verdict, QFuture<Verdict>>;
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

    QList<ServerSocket *> fetchSockets() const { return Broadcast(this).fetchSockets(); }
    void socketsJoin(const QStringList &rooms) const { Broadcast(this).socketsJoin(rooms); }
    void socketsLeave(const QStringList &rooms) const { Broadcast(this).socketsLeave(rooms); }
    void disconnectSockets(bool close = false) const { Broadcast(this).disconnectSockets(close); }

Q_SIGNALS:
    void socketConnected(QSocketIo::ServerSocket *socket);
    void socketDisconnected(const QString &id, QSocketIo::DisconnectReason reason);
    void roomCreated(const QString &room);
    void roomJoined(const QString &room, const QString &id);
    void roomLeft(const QString &room, const QString &id);
    void roomDeleted(const QString &room);

protected:
    Namespace(const QString &name, Server *server, QObject *parent);
    // Without a signal: the namespace is being destroyed.
    void deleteSockets();

private:
    friend class Broadcast;
    friend class Connection;
    friend class Emitting<Namespace>;
    friend class Server;
    friend class ServerSocket;
    class Private;

    Detail::Emission beginEmission(QAnyStringView event, const Detail::AckRequest &ack) const;

    std::unique_ptr<Private> d;
};

} // namespace QSocketIo
