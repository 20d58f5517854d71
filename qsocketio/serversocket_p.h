// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/member.h>
#include <qsocketio/adapter/recoverystore_p.h>
#include <qsocketio/core/awaited_p.h>
#include <qsocketio/core/idbytes_p.h>
#include <qsocketio/encoders_p.h>
#include <qsocketio/packetgate_p.h>
#include <qsocketio/serversocket.h>
#include <qsocketio/socket_p.h>

namespace QSocketIo {

class SharedPacket;

namespace Engine {
class ServerSession;
}

class ServerSocket::Private final : public Socket::Private, public AdapterMember
{
public:
    Private(Namespace &nsp, Connection &connection, const QVariantMap &auth);

    ServerSocket *socket() const { return static_cast<ServerSocket *>(q); }

    // A middleware takes its time.
    void awaitVerdict(const QFuture<Verdict> &verdict, Awaited<Verdict>::Callback callback);
    // The middlewares have spoken. False: the connection is gone meanwhile.
    bool connect();
    void refuse(const Verdict &verdict);
    // Before it joins: it becomes the one that its client had.
    void recover(std::unique_ptr<RecoverySession> known);
    bool isRecovered() const { return m_isRecovered; }
    // What it missed.
    void transmit(const EncodedPacket &packet);
    void onPacket(const Packet &packet);
    // It is no longer connected; the application hears why.
    void onClosed(DisconnectReason reason, const QString &description = {});
    void deliver(const SharedPacket &packet, const Detail::EmitFlags &flags);

    bool isConnected() const { return m_phase == Phase::Connected; }
    bool canEmit() const override { return m_phase != Phase::Closed && m_connection; }
    quint64 nextAckId() override;
    const Handshake &handshake() const override { return m_handshake; }
    std::unique_ptr<PacketEncoder> takeEncoder() override
    {
        return canEmit() ? m_encoders.take() : nullptr;
    }
    void forgetPacket(quint64) override { }
    void onWatched() override;
    const StateScope *outerScope() const override;
    void send(PacketEncoder &encoder, Writer &writer, const Detail::EmitFlags &flags) override;
    void returnEncoder(std::unique_ptr<PacketEncoder> &&encoder) override
    {
        m_encoders.giveBack(std::move(encoder));
    }
    QString memberId() const override { return QString::fromUtf8(m_id.view()); }
    QByteArrayView idBytes() const { return m_id.view(); }

    // Null once the connection is closed.
    Engine::ServerSession *engineSession() const;

    // Null where nothing is recovered.
    std::unique_ptr<RecoverySession> session;

private:
    friend class ServerSocket;

    enum class Phase : quint8 { Asking, Connected, Closed };
    bool enter();
    void sendConnect();
    bool stamp(Writer &writer);
    void leaveNamespace();

    QPointer<Namespace> m_namespace;
    Connection *m_connection;
    // Those of its server.
    Encoders &m_encoders;
    Handshake m_handshake;
    QVariantMap m_data;
    std::unique_ptr<Awaited<Verdict>> m_awaitedVerdict;
    // Only where a middleware looks at packets.
    std::unique_ptr<PacketGate> m_gate;
    // UTF-8, made text where somebody asks.
    IdBytes m_id;
    Phase m_phase = Phase::Asking;
    bool m_isRecovered = false;
    quint8 m_protocol;
};

} // namespace QSocketIo
