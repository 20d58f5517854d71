// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientrecovery_p.h>
#include <qsocketio/clientsocket.h>
#include <qsocketio/core/awaited_p.h>
#include <qsocketio/retryqueue_p.h>
#include <qsocketio/socket_p.h>

#include <vector>

namespace QSocketIo {

class ClientSocket::Private final : public Socket::Private, private RetryQueue::Listener
{
public:
    Private(const QByteArray &nsp, const ClientAuth &auth);

    ClientSocket *socket() const { return static_cast<ClientSocket *>(q); }
    bool isActive() const { return m_active; }
    bool isConnected() const { return !m_sid.isEmpty(); }
    bool isRecovered() const { return m_recovery.isRecovered(); }
    const QString &sid() const { return m_sid; }
    void setAuth(const ClientAuth &auth) { m_auth = auth; }
    ClientConnection *connection() const { return m_connection; }
    // Null: the client is gone.
    void setConnection(ClientConnection *connection) { m_connection = connection; }

    void open();
    void close();
    // The application deletes the socket: it leaves, and nobody hears of it.
    void vanish();

    // For the connection. Each may run the application's code; the socket may be gone then.
    void onConnectionOpened();
    void onConnectionFailed(const Error &error);
    void onConnectionClosed(DisconnectReason reason);
    void onPacket(Packet &packet);
    // It gives up; no attempt follows.
    void refuse(const Error &error);

    bool canEmit() const override { return m_connection != nullptr; }
    quint64 nextAckId() override { return m_nextAckId++; }
    const Handshake &handshake() const override { return m_handshake; }
    void prepare(Detail::AckRequest &ack, Detail::EmitFlags &flags) override;
    std::unique_ptr<PacketEncoder> takeEncoder() override;
    void forgetPacket(quint64 ackId) override;
    void send(PacketEncoder &encoder, Writer &writer, const Detail::EmitFlags &flags) override;
    void returnEncoder(std::unique_ptr<PacketEncoder> &&encoder) override;

private:
    class Encoder;

    // What the packet is that an encoder has just finished.
    struct Origin
    {
        bool isEvent = false;
        std::optional<quint64> ackId = {};
        // Where it may have to wait.
        QByteArray event = {};
    };
    struct EarlyEvent
    {
        QByteArray event;
        std::optional<quint64> id;
        Arguments arguments;
    };

    void onConnect(const Packet &packet);
    void onConnectError(const Packet &packet);
    void onEvent(Packet &packet);
    void onAck(const Packet &packet);
    void deliver(Packet &packet);
    bool isOfVersion2() const;
    void join(const std::optional<QVariantMap> &auth);
    void sendConnect(const std::optional<QVariantMap> &auth);
    void sendDisconnect();
    bool deliverEarlyEvents();
    void leave(DisconnectReason reason);
    void announceEnd(DisconnectReason reason);

    bool canTransmit() const override;
    void transmit(const EncodedPacket &packet) override;
    void giveUp(quint64 ackId, AckError::Reason reason) override;
    void buffer(WaitingPacket packet);
    void enqueue(WaitingPacket packet, std::chrono::milliseconds timeout);
    void discard(const WaitingPacket &packet);
    // False: the socket is gone, or out again.
    bool sendWaiting();
    void failSentAcks();

    ClientConnection *m_connection = nullptr;
    ClientAuth m_auth;
    // The auth of the CONNECT that is not sent yet.
    std::unique_ptr<Awaited<QVariantMap>> m_awaitedAuth;
    Handshake m_handshake;
    QString m_sid;
    bool m_active = false;
    quint64 m_nextAckId = 0;
    Origin m_origin;
    SendBuffer m_buffer;
    RetryQueue m_retries;
    ClientRecovery m_recovery;
    std::vector<EarlyEvent> m_early;
};

} // namespace QSocketIo
