// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/engine/options.h>
#include <qsocketio/engine/trace.h>
#include <qsocketio/engine/transport_p.h>

#include <array>

namespace QSocketIo::Engine {

class PollingTransport;
class SessionServer;
class WebSocketTransport;

using SessionId = std::array<char, 20>;

// What sits on a session: Socket.IO's connection, or a public Engine::Socket.
class SessionListener
{
public:
    virtual void onMessage(const Packet &packet) = 0;
    virtual void onDrained() = 0;
    virtual void onUpgraded() = 0;
    virtual void onSessionClosed(DisconnectReason reason, const QString &description) = 0;

protected:
    ~SessionListener() = default;
};

// One Engine.IO session on the server: heartbeat, upgrade, close; the transports carry the packets.
class ServerSession final : public Disposable, private Transport::Listener, private Deferred
{
public:
    ServerSession(SessionServer &server, const SessionId &id, Request request,
                  std::unique_ptr<Transport> transport);
    ~ServerSession() override;

    QByteArrayView id() const { return QByteArrayView(m_id.data(), qsizetype(m_id.size())); }
    const Request &request() const { return m_request; }
    QSocketIo::Transport transportKind() const { return m_transport->kind(); }
    void setListener(SessionListener *listener) { m_listener = listener; }

    bool isOpen() const { return m_phase == Phase::Open; }
    bool isWritable() const { return isOpen() && m_transport->isWritable(); }
    qint64 bytesToWrite() const { return m_transport->bytesToWrite(); }
    void send(const OutgoingPacket &packet);
    // Sends what waits first; the listener hears at once.
    void close(DisconnectReason reason);

    // For the session server.
    void open();
    void discard(DisconnectReason reason);
    PollingTransport *polling();
    // A request of the session broke off, or broke the rules of HTTP.
    void onBrokenRequest();
    bool canUpgrade() const;
    void beginUpgrade(std::unique_ptr<WebSocketTransport> candidate, const QByteArray &unread);

private:
    enum class Phase : quint8 { Opening, Open, Closing, Closed };

    struct Upgrade;

    void onPacket(Transport &transport, const Packet &packet) override;
    void onDrained(Transport &transport) override;
    void onTransportClosed(Transport &transport, DisconnectReason reason,
                           const QString &description) override;

    void atTurnEnd() override;
    void onHeartbeat();
    void dropTransport();
    void onCandidatePacket(const Packet &packet);
    void completeUpgrade();
    void abandonUpgrade();
    void end(DisconnectReason reason, const QString &description);
    void trace(TraceRecord::Kind kind, TraceRecord::Direction direction, quint8 type, bool binary,
               QByteArrayView data) const;

    SessionServer *m_server;
    SessionListener *m_listener = nullptr;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Upgrade> m_upgrade;
    Timer m_heartbeat;
    Request m_request;
    quint64 m_number;
    SessionId m_id;
    Phase m_phase = Phase::Opening;
    bool m_awaitsPong = false;
};

} // namespace QSocketIo::Engine
