// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/engine/serversession_p.h>
#include <qsocketio/handshake.h>
#include <qsocketio/protocol/parser.h>
#include <qsocketio/socket.h>

#include <vector>

namespace QSocketIo {

class Namespace;
class Server;
class ServerSocket;
class SharedPacket;

// One Engine.IO session and the namespaces on it: here the two protocols meet.
class Connection final : public Disposable, private Engine::SessionListener
{
public:
    Connection(Server &server, Engine::ServerSession &session);
    ~Connection() override;

    Engine::ServerSession *session() const { return m_session; }
    bool isOpen() const { return m_session != nullptr; }

    void send(const EncodedPacket &packet, const Detail::EmitFlags &flags);
    void send(const SharedPacket &packet, const Detail::EmitFlags &flags);
    void close(DisconnectReason reason);
    // On behalf of the application: this socket, or all of them and the connection.
    void disconnect(ServerSocket &socket);
    void disconnectAll();

    // For the sockets.
    void onSocketConnected(ServerSocket &socket);
    void onSocketDeleted(ServerSocket &socket);
    void refuse(ServerSocket &socket, const Verdict &verdict);
    // The server is gone.
    void abandon();

private:
    // A namespace of this connection; without a socket the server has ended it, and what the
    // client sends before it hears of that is ignored.
    struct Member
    {
        QByteArray nsp;
        ServerSocket *socket;
    };

    void onMessage(const Engine::Packet &packet) override;
    void onDrained() override { }
    void onUpgraded() override;
    void onSessionClosed(DisconnectReason reason, const QString &description) override;

    void onPacket(const Packet &packet);
    void onConnect(const Packet &packet);
    void join(Namespace &nsp, const QVariantMap &auth);
    void sendDisconnect(QByteArrayView nsp);
    void sendError(QByteArrayView nsp, const Verdict &verdict);
    Member *find(QByteArrayView nsp);
    Member *find(const ServerSocket &socket);
    std::vector<QPointer<ServerSocket>> sockets() const;
    void closeSockets(DisconnectReason reason);

    QPointer<Server> m_server;
    Engine::ServerSession *m_session;
    std::unique_ptr<PacketDecoder> m_decoder;
    std::vector<Member> m_members;
    Timer m_connectTimeout;
};

} // namespace QSocketIo
