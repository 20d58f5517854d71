// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/broadcast.h>
#include <qsocketio/engine/httpoptions.h>
#include <qsocketio/socket.h>

namespace QSocketIo {

class Connection;
class Namespace;
class Server;

class QSOCKETIO_EXPORT ServerSocket : public Socket
{
    Q_OBJECT
    Q_PROPERTY(bool recovered READ isRecovered)
    Q_PROPERTY(QVariantMap data READ data WRITE setData NOTIFY dataChanged)
public:
    ~ServerSocket() override;

    QString id() const override;
    bool isConnected() const override;
    bool isRecovered() const;
    Namespace *nsp() const;
    Server *server() const;
    const Handshake &handshake() const;
    Transport transport() const;
    QString sessionId() const;
    int protocol() const;

    // Of the connection, which the sockets of a client share.
    qint64 bytesToWrite() const;
    void setMaxBufferedBytes(qint64 bytes);
    void setSlowClientPolicy(SlowClientPolicy policy);

    QVariantMap data() const;
    void setData(const QVariantMap &data);
    void setData(const QString &key, const QVariant &value);

    void join(const QString &room);
    void join(const QStringList &rooms);
    void leave(const QString &room);
    void leave(const QStringList &rooms);
    QStringList rooms() const;

    // To others: the socket itself is left out.
    Broadcast broadcast() const;
    Broadcast to(const QString &room) const { return broadcast().to(room); }
    Broadcast to(const QStringList &rooms) const { return broadcast().to(rooms); }
    Broadcast except(const QString &room) const { return broadcast().except(room); }
    Broadcast except(const QStringList &rooms) const { return broadcast().except(rooms); }
    Broadcast local() const { return broadcast().local(); }

    using PacketMiddleware =
        std::function<NowOrLater<Verdict>(const QString &event, const Arguments &arguments)>;
    void use(QObject *context, PacketMiddleware middleware);

    void close(bool connection = false);
    void closeConnection();

Q_SIGNALS:
    void disconnecting(QSocketIo::DisconnectReason reason, const QString &description);
    void disconnected(QSocketIo::DisconnectReason reason, const QString &description);
    void transportChanged(QSocketIo::Transport transport);
    void packetRejected(const QString &event, const QString &message, const QVariant &data);
    void dataChanged();
    void highWaterReached(qint64 bytesToWrite);
    void drained();

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    friend class Broadcast;
    friend class BroadcastAnswers;
    friend class Connection;
    friend class Namespace;
    friend class Recovery;
    friend class PacketGate;
    friend class ParentNamespace;
    class Private;

    ServerSocket(Namespace &nsp, Connection &connection, const QVariantMap &auth);
    Private *dd() const;
};

} // namespace QSocketIo
