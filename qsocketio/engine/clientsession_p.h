// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clientheartbeat_p.h>
#include <qsocketio/engine/clientoptions.h>
#include <qsocketio/engine/clienttransport_p.h>
#include <qsocketio/engine/trace.h>

namespace QSocketIo::Engine {

// One Engine.IO session on the client: handshake, heartbeat, upgrade, close; the transports carry
// the packets.
class ClientSession final : public Disposable, private Transport::Listener, private Deferred
{
public:
    // Each may end the session.
    class Listener
    {
    public:
        virtual void onSessionOpened() = 0;
        virtual void onMessage(const Packet &packet) = 0;
        virtual void onPing() { }
        // Where it is true, onDrained() is called.
        virtual bool wantsDrained() const { return false; }
        virtual void onDrained() { }
        virtual void onUpgrading() { }
        virtual void onUpgraded() = 0;
        virtual void onUpgradeFailed(const Error &) { }
        virtual void onSessionClosed(DisconnectReason reason, const Error &error) = 0;

    protected:
        ~Listener() = default;
    };

    ClientSession(const ClientOptions &options, ClientTransports &transports, Listener &listener);
    ClientSession(const ClientOptions &options, std::unique_ptr<ClientTransports> transports,
                  Listener &listener);
    ~ClientSession() override;

    void setListener(Listener &listener) { m_listener = &listener; }
    // The URL tells whoever reads the trace what the connection is.
    void setTrace(Trace *trace, const QByteArray &url);

    void open();
    void send(const OutgoingPacket &packet);
    // Sends what waits and says goodbye; then the listener hears of it.
    void close();
    // At once; the listener hears nothing.
    void abort();
    // Says goodbye as far as that needs no time: a WebSocket does, long-polling cannot.
    void leave();
    // As if the network had broken.
    void drop(const Error &error);

    bool isOpen() const { return m_phase == Phase::Open; }
    bool isWritable() const { return isOpen() && m_transport->isWritable(); }
    // The server's ping is overdue: nothing that is sent now would arrive.
    bool isStale() const { return isOpen() && m_heartbeat.isLate(); }
    QByteArray id() const { return m_handshake.sid; }
    const ClientHandshake &handshake() const { return m_handshake; }
    qint64 bytesToWrite() const { return m_transport ? m_transport->bytesToWrite() : 0; }
    QSocketIo::Transport transportKind() const { return m_transport->kind(); }

private:
    enum class Phase : quint8 { Opening, Open, Closing, Closed };
    struct Upgrade;

    void onPacket(Transport &transport, const Packet &packet) override;
    void onDrained(Transport &transport) override;
    void onTransportClosed(Transport &transport, DisconnectReason reason,
                           const QString &description) override;
    void atTurnEnd() override;

    std::unique_ptr<ClientTransport> createTransport(QSocketIo::Transport kind);
    void openTransport();
    bool openNextTransport();
    void onHandshake(const Packet &packet);
    void onTimeout();
    void onPing();
    void sendPing();
    void probe();
    void onCandidatePacket(const Packet &packet);
    void completeUpgrade();
    void abandonUpgrade();
    void failUpgrade(const Error &error);
    void end(DisconnectReason reason, const Error &error);
    void release(std::unique_ptr<ClientTransport> transport);
    void traceReceived(const Packet &packet) const;
    void trace(TraceRecord::Kind kind, TraceRecord::Direction direction, PacketType type,
               bool binary, QByteArrayView data) const;

    ClientOptions m_options;
    std::unique_ptr<ClientTransports> m_ownTransports;
    ClientTransports &m_transports;
    Listener *m_listener;
    std::unique_ptr<ClientTransport> m_transport;
    std::unique_ptr<Upgrade> m_upgrade;
    ClientHandshake m_handshake;
    // What the phase waits for: the handshake, the end.
    Timer m_timeout;
    ClientHeartbeat m_heartbeat;
    Trace *m_trace = nullptr;
    QByteArray m_traceUrl;
    quint64 m_number = 0;
    Phase m_phase = Phase::Opening;
};

} // namespace QSocketIo::Engine
