// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/localadapter_p.h>
#include <qsocketio/namespace.h>
#include <qsocketio/protocol/parser.h>

#include <QHash>

#include <vector>

namespace QSocketIo {

class Connection;

class Namespace::Private final : public Detail::EmissionTarget, public Adapter::Listener
{
public:
    Private(Namespace *q, const QString &name, Server *server);

    // A client asks to join: middlewares first.
    void admit(ServerSocket *socket);
    void onSocketClosed(ServerSocket &socket, DisconnectReason reason);

    quint64 nextAckId() { return m_nextAckId++; }
    std::unique_ptr<PacketEncoder> takeEncoder();
    void broadcast(EncodedPacket &packet, const Selection &selection,
                   const Detail::EmitFlags &flags);

    void send(EncodedPacket &packet, const Detail::EmitFlags &flags) override;
    void returnEncoder(std::unique_ptr<PacketEncoder> encoder) override;

    void onRoomCreated(const QString &room) override;
    void onRoomJoined(const QString &room, const QString &id) override;
    void onRoomLeft(const QString &room, const QString &id) override;
    void onRoomDeleted(const QString &room) override;

    Namespace *const q;
    const QString name;
    const QByteArray utf8Name;
    Server *const server;
    std::unique_ptr<Adapter> adapter;
    QHash<QString, ServerSocket *> sockets;

private:
    struct Rule
    {
        QPointer<QObject> context;
        Middleware decide;
    };

    void runMiddlewares(const QPointer<ServerSocket> &socket, size_t next);
    void decide(const QPointer<ServerSocket> &socket, const Verdict &verdict, size_t next);
    void accept(ServerSocket *socket);

    std::vector<Rule> m_rules;
    quint64 m_nextAckId = 0;

    friend class Namespace;
};

} // namespace QSocketIo
