// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/core/idbytes_p.h>
#include <qsocketio/engine/outputguard_p.h>
#include <qsocketio/engine/serverheartbeat_p.h>
#include <qsocketio/engine/trace.h>
#include <qsocketio/engine/transport_p.h>

namespace QSocketIo::Engine {

class PollingTransport;
class SessionServer;
class WebSocketTransport;

// What sits on a session: Socket.IO's connection, or a public Engine::Socket.
class SessionListener
{
public:
    virtual void onMessage(const Packet &packet) = 0;
    // Where ServerSession::tellDrained() asks for it.
    virtual void onDrained() = 0;
    // More waits for the client than its mark allows.
    virtual void onHighWater(qint64 waiting) = 0;
    // The peer gave its sign of life.
    virtual void onHeartbeat() { }
    virtual void onUpgrading() { }
    virtual void onUpgraded() = 0;
    virtual void onSessionClosed(DisconnectReason reason, const QString &description) = 0;

protected:
    ~SessionListener() = default;
};

// One Engine.IO session on the server: heartbeat, upgrade, close; the transports carry the packets.
class ServerSession final : public Disposable,
                            private Transport::Listener,
                            private ServerHeartbeat::Pulse,
                            private Deferred
{
public:
    ServerSession(SessionServer &server, const QByteArray &id, int protocol, Request request,
                  std::unique_ptr<Transport> transport);
    ~ServerSession() override;

    QByteArrayView id() const { return m_id.view(); }
    // Of Engine.IO: 3 or 4.
    int protocol() const { return m_protocol; }
    const Request &request() const { return m_request; }
    QSocketIo::Transport transportKind() const { return m_transport->kind(); }
    void setListener(SessionListener *listener) { m_listener = listener; }

    bool isOpen() const { return m_phase == Phase::Open; }
    bool isWritable() const { return isOpen() && m_transport->isWritable(); }
    qint64 bytesToWrite() const { return m_transport->bytesToWrite(); }
    // Whether the client is too slow for another message, which its policy drops.
    bool drops() { return m_guard.isAbove() && m_guard.drops(bytesToWrite()); }
    // What is done about a client that does not read, instead of what the options say.
    void setMaxBufferedBytes(qint64 bytes);
    void setSlowClientPolicy(SlowClientPolicy policy) { m_guard.setPolicy(policy); }
    void send(const OutgoingPacket &packet);
    // From now on the listener hears when everything has left.
    void tellDrained();
    // Sends what waits first; the listener hears at once.
    void close(DisconnectReason reason);

    // For the session server.
    void open();
    // Over a new WebSocket. Clients of protocol 3 may set up their handler when it is open: a
    // message that comes together with the answer to the upgrade is lost on them.
    template <typename Then>
    void whenClientListens(Then then)
    {
        if (m_protocol == 3)
            afterOpeningPause(std::move(then));
        else
            then();
    }
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
    void sendHeartbeat(PacketType type) override { send({.type = type}); }
    void onClientSilent() override { discard(DisconnectReason::PingTimeout); }
    void afterOpeningPause(std::function<void()> then);
    void onBeat(PacketType type);
    void dropTransport();
    void onCandidatePacket(const Packet &packet);
    void completeUpgrade();
    void abandonUpgrade();
    void end(DisconnectReason reason, const QString &description);
    void releasePoll();
    void trace(TraceRecord::Kind kind, TraceRecord::Direction direction,
               QByteArrayView data = {}) const;
    void trace(TraceRecord::Direction direction, const Transport &transport, PacketType type,
               bool binary, QByteArrayView data) const;
    void record(TraceRecord record) const;

    // In an order that leaves no gaps: ten thousand of them are idle.
    Phase m_phase = Phase::Opening;
    quint8 m_protocol;
    bool m_tellsDrained = false;
    [[no_unique_address]] OutputGuard m_guard;
    const IdBytes m_id;
    std::unique_ptr<Transport> m_transport;
    SessionServer *m_server;
    SessionListener *m_listener = nullptr;
    std::unique_ptr<Upgrade> m_upgrade;
    std::unique_ptr<Timer> m_opening;
    const Request m_request;
    quint64 m_number;
};

} // namespace QSocketIo::Engine
