// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientsocket.h>
#include <qsocketio/socket_p.h>

#include <deque>

namespace QSocketIo {

class ClientSocket::Private final : public Socket::Private
{
public:
    Private(const QByteArray &nsp, const ClientAuth &auth);

    ClientSocket *socket() const { return static_cast<ClientSocket *>(q); }
    bool isActive() const { return m_active; }
    bool isConnected() const { return !m_sid.isEmpty(); }
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
    void onPacket(const Packet &packet);
    // It gives up; no attempt follows.
    void refuse(const Error &error);

    bool canEmit() const override { return m_connection != nullptr; }
    quint64 nextAckId() override { return m_nextAckId++; }
    const Handshake &handshake() const override { return m_handshake; }
    std::unique_ptr<PacketEncoder> takeEncoder() override;
    void forgetPacket(quint64 ackId) override;
    void send(EncodedPacket &packet, const Detail::EmitFlags &flags) override;
    void returnEncoder(std::unique_ptr<PacketEncoder> encoder) override;

private:
    class Encoder;

    // What the packet is that an encoder has just finished.
    struct Origin
    {
        bool isEvent = false;
        std::optional<quint64> ackId = {};
    };
    struct BufferedPacket
    {
        EncodedPacket packet;
        std::optional<quint64> ackId;
    };
    struct EarlyEvent
    {
        QByteArray event;
        std::optional<quint64> id;
        Arguments arguments;
    };

    void onConnect(const Packet &packet);
    void onConnectError(const Packet &packet);
    void onEvent(const Packet &packet);
    void sendConnect(const std::optional<QVariantMap> &auth);
    void sendDisconnect();
    void buffer(const EncodedPacket &packet, std::optional<quint64> ackId);
    bool deliverEarlyEvents();
    void leave(DisconnectReason reason);
    void announceEnd(DisconnectReason reason);

    ClientConnection *m_connection = nullptr;
    ClientAuth m_auth;
    Handshake m_handshake;
    QString m_sid;
    bool m_active = false;
    quint64 m_nextAckId = 0;
    Origin m_origin;
    std::deque<BufferedPacket> m_buffer;
    std::deque<EarlyEvent> m_early;
};

} // namespace QSocketIo
