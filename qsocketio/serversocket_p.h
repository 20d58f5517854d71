// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/member.h>
#include <qsocketio/serversocket.h>
#include <qsocketio/socket_p.h>

#include <vector>

namespace QSocketIo {

class SharedPacket;

class ServerSocket::Private final : public Socket::Private, public AdapterMember
{
public:
    Private(Namespace &nsp, Connection &connection, const QVariantMap &auth);

    ServerSocket *socket() const { return static_cast<ServerSocket *>(q); }

    // The middlewares have spoken. False: the connection is gone meanwhile.
    bool connect();
    void refuse(const Verdict &verdict);
    void onPacket(const Packet &packet);
    // It is no longer connected; the application hears why.
    void onClosed(DisconnectReason reason);
    void deliver(const SharedPacket &packet, const Detail::EmitFlags &flags);

    bool canEmit() const override;
    quint64 nextAckId() override;
    const Handshake &handshake() const override { return m_handshake; }
    std::unique_ptr<PacketEncoder> takeEncoder() override;
    void forgetPacket(quint64) override { }
    void send(EncodedPacket &packet, const Detail::EmitFlags &flags) override;
    void returnEncoder(std::unique_ptr<PacketEncoder> encoder) override;
    QString memberId() const override { return m_id; }

private:
    friend class ServerSocket;

    enum class Phase : quint8 { Asking, Connected, Closed };
    struct Rule
    {
        QPointer<QObject> context;
        PacketMiddleware decide;
    };

    bool passes(const Packet &packet);

    QPointer<Namespace> m_namespace;
    Connection *m_connection;
    QString m_id;
    Handshake m_handshake;
    QVariantMap m_data;
    std::vector<Rule> m_rules;
    Phase m_phase = Phase::Asking;
};

} // namespace QSocketIo
