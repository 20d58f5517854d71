// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/core/fewitems_p.h>
#include <qsocketio/engine/serversession_p.h>
#include <qsocketio/handshake.h>
#include <qsocketio/joinprotocol_p.h>
#include <qsocketio/protocol/parser.h>
#include <qsocketio/sharedname_p.h>
#include <qsocketio/socket.h>

#include <forward_list>
#include <vector>

namespace QSocketIo {

class Namespace;
class NamespaceSearch;
class Server;
class ServerSocket;
class SharedPacket;

// One Engine.IO session and the namespaces on it: here the two protocols meet.
class Connection final : public Disposable, private Engine::SessionListener
{
public:
    Connection(Server &server, Engine::ServerSession &session);
    ~Connection() override;

    // Among those of its server.
    size_t place() const { return m_place; }
    void setPlace(size_t place) { m_place = place; }

    // Joins what its client is in without asking.
    void open();

    Engine::ServerSession *session() const { return m_session; }
    const JoinProtocol &joinProtocol() const { return m_joinProtocol; }
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
        SharedName nsp;
        ServerSocket *socket;
    };

    void onMessage(const Engine::Packet &packet) override;
    void onDrained() override;
    void onHighWater(qint64 waiting) override;
    void onUpgraded() override;
    void onSessionClosed(DisconnectReason reason, const QString &description) override;

    // Whole packets only: one of several parts that lacks some would end the connection.
    bool takes(const Detail::EmitFlags &flags)
    {
        return m_session && !m_session->drops() && (!flags.isVolatile || m_session->isWritable());
    }
    void onPacket(const Packet &packet);
    void onConnect(const Packet &packet);
    void search(const QString &name, const QVariantMap &auth);
    void onFound(NamespaceSearch &search, Namespace *nsp);
    void endSearches();
    void refuseUnknown(const QString &name);
    void join(Namespace &nsp, const QVariantMap &auth);
    void sendDisconnect(QByteArrayView nsp);
    void sendRefusal(QByteArrayView nsp, const std::function<void(Writer &)> &write);
    Member *find(QByteArrayView nsp);
    Member *find(const ServerSocket &socket);
    std::vector<QPointer<ServerSocket>> sockets() const;
    void closeSockets(DisconnectReason reason, const QString &description = {});

    // Null once the session or the server is gone.
    Server *m_server;
    size_t m_place = 0;
    Engine::ServerSession *m_session;
    const JoinProtocol &m_joinProtocol;
    // Between a packet and its last attachment.
    std::unique_ptr<PacketDecoder> m_decoder;
    FewItems<Member> m_members;
    // Those whose namespace is still to be found.
    std::forward_list<std::unique_ptr<NamespaceSearch>> m_searches;
    // Until it is in a namespace.
    std::unique_ptr<Timer> m_connectTimeout;
};

} // namespace QSocketIo
