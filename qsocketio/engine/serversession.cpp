// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/pollingtransport_p.h>
#include <qsocketio/engine/serversession_p.h>
#include <qsocketio/engine/sessionnumber_p.h>
#include <qsocketio/engine/sessionserver_p.h>
#include <qsocketio/engine/websockettransport_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

constexpr auto NoopInterval = 100ms;
constexpr QByteArrayView Probe = "probe";

} // namespace

// A WebSocket that asks to take over from long-polling.
struct ServerSession::Upgrade
{
    Upgrade(ServerSession &session, std::unique_ptr<WebSocketTransport> transport)
        : candidate(std::move(transport)),
          timeout([&session] {
              const Turn::Scope scope;
              session.abandonUpgrade();
          }),
          noop([&session, this] {
              const Turn::Scope scope;
              // Again and again: the client may start one more poll before it stops.
              session.polling()->releasePoll();
              noop.start(NoopInterval);
          })
    {
    }

    std::unique_ptr<WebSocketTransport> candidate;
    Timer timeout;
    Timer noop;
};

ServerSession::ServerSession(SessionServer &server, const SessionId &id, Request request,
                             std::unique_ptr<Transport> transport)
    : m_server(&server),
      m_transport(std::move(transport)),
      m_heartbeat([this] { onHeartbeat(); }),
      m_request(std::move(request)),
      m_number(nextSessionNumber()),
      m_id(id)
{
    m_transport->setListener(this);
}

ServerSession::~ServerSession() = default;

void ServerSession::open()
{
    m_phase = Phase::Open;
    if (m_server->trace())
        trace(TraceRecord::Kind::Opened, TraceRecord::Direction::Received, 0, false,
              m_request.head());
    const QByteArray handshake = m_server->handshake(*this);
    send({.type = PacketType::Open, .data = handshake});
    m_heartbeat.start(m_server->options().pingInterval);
}

void ServerSession::send(const OutgoingPacket &packet)
{
    if (m_phase != Phase::Open || isDeferred())
        return;
    if (m_server->trace())
        trace(TraceRecord::Kind::Packet, TraceRecord::Direction::Sent, quint8(packet.type),
              packet.binary, packet.data);
    m_transport->send(packet);
    // A peer that does not read must not make us keep all it is sent. Not now, though: the
    // application is in the middle of an emit.
    if (m_transport->bytesToWrite() > m_server->options().maxBufferedBytes)
        defer();
}

void ServerSession::atTurnEnd()
{
    const Turn::Scope scope;
    qCInfo(lcEngine, "a client does not read: %lld bytes wait for it",
           qlonglong(m_transport->bytesToWrite()));
    discard(DisconnectReason::TransportError);
}

void ServerSession::close(DisconnectReason reason)
{
    if (m_phase != Phase::Open)
        return;
    m_phase = Phase::Closing;
    m_heartbeat.stop();
    abandonUpgrade();
    if (m_listener)
        std::exchange(m_listener, nullptr)->onSessionClosed(reason, {});
    m_transport->close();
    // A WebSocket closes by itself; long-polling waits for the poll that fetches the end.
    if (m_transport->kind() == QSocketIo::Transport::WebSocket)
        end(reason, {});
}

void ServerSession::discard(DisconnectReason reason)
{
    if (m_phase == Phase::Closed)
        return;
    m_transport->abort();
    end(reason, {});
}

PollingTransport *ServerSession::polling()
{
    return m_transport->kind() == QSocketIo::Transport::Polling
        ? static_cast<PollingTransport *>(m_transport.get())
        : nullptr;
}

void ServerSession::onBrokenRequest()
{
    dropTransport();
    end(DisconnectReason::TransportError, u"data request connection closed prematurely"_s);
}

bool ServerSession::canUpgrade() const
{
    return m_phase == Phase::Open && !m_upgrade
        && m_transport->kind() == QSocketIo::Transport::Polling;
}

void ServerSession::beginUpgrade(std::unique_ptr<WebSocketTransport> candidate,
                                 const QByteArray &unread)
{
    m_upgrade = std::make_unique<Upgrade>(*this, std::move(candidate));
    m_upgrade->timeout.start(m_server->options().upgradeTimeout);
    m_upgrade->candidate->setListener(this);
    m_upgrade->candidate->start(unread);
}

void ServerSession::onPacket(Transport &transport, const Packet &packet)
{
    if (m_phase != Phase::Open)
        return;
    noteUse();
    if (m_server->trace())
        trace(TraceRecord::Kind::Packet, TraceRecord::Direction::Received, quint8(packet.type),
              packet.binary, packet.data);
    if (&transport != m_transport.get())
        return onCandidatePacket(packet);
    switch (packet.type) {
    case PacketType::Message:
        if (m_listener)
            m_listener->onMessage(packet);
        break;
    case PacketType::Pong:
        m_awaitsPong = false;
        m_heartbeat.start(m_server->options().pingInterval);
        break;
    case PacketType::Close:
        dropTransport();
        end(DisconnectReason::TransportClose, {});
        break;
    case PacketType::Ping:
        dropTransport();
        end(DisconnectReason::TransportError, u"invalid heartbeat direction"_s);
        break;
    case PacketType::Open:
    case PacketType::Upgrade:
    case PacketType::Noop:
        break;
    }
}

void ServerSession::onDrained(Transport &transport)
{
    if (m_listener && &transport == m_transport.get())
        m_listener->onDrained();
}

void ServerSession::onTransportClosed(Transport &transport, DisconnectReason reason,
                                      const QString &description)
{
    if (m_upgrade && &transport == m_upgrade->candidate.get())
        return abandonUpgrade();
    if (&transport != m_transport.get())
        return;
    dropTransport();
    end(reason, description);
}

// The peer is there and has to hear of the end: a WebSocket by its closing handshake, long-polling
// by the release of its poll.
void ServerSession::dropTransport()
{
    if (m_transport->kind() == QSocketIo::Transport::WebSocket)
        m_transport->close();
    else
        m_transport->abort();
}

void ServerSession::onHeartbeat()
{
    const Turn::Scope scope;
    if (m_awaitsPong)
        return discard(DisconnectReason::PingTimeout);
    m_awaitsPong = true;
    m_heartbeat.startAgain(m_server->options().pingTimeout);
    send({.type = PacketType::Ping});
}

void ServerSession::onCandidatePacket(const Packet &packet)
{
    if (packet.type == PacketType::Ping && packet.data == Probe) {
        m_upgrade->candidate->send({.type = PacketType::Pong, .data = Probe});
        polling()->releasePoll();
        m_upgrade->noop.start(NoopInterval);
    } else if (packet.type == PacketType::Upgrade) {
        completeUpgrade();
    } else {
        abandonUpgrade();
    }
}

void ServerSession::completeUpgrade()
{
    const auto waiting = polling()->takeQueue();
    m_transport->setListener(nullptr);
    m_transport->abort();
    Turn::dispose(std::exchange(m_transport, std::move(m_upgrade->candidate)));
    m_upgrade.reset();
    if (m_server->trace())
        trace(TraceRecord::Kind::Upgraded, TraceRecord::Direction::Received, 0, false, {});
    for (const QueuedPacket &packet : waiting)
        m_transport->send(packet.toSend());
    if (m_listener)
        m_listener->onUpgraded();
}

void ServerSession::abandonUpgrade()
{
    if (!m_upgrade)
        return;
    auto candidate = std::move(m_upgrade->candidate);
    m_upgrade.reset();
    candidate->setListener(nullptr);
    candidate->close();
    Turn::dispose(std::move(candidate));
}

void ServerSession::end(DisconnectReason reason, const QString &description)
{
    if (std::exchange(m_phase, Phase::Closed) == Phase::Closed)
        return;
    m_heartbeat.stop();
    abandonUpgrade();
    if (m_server && m_server->trace())
        trace(TraceRecord::Kind::Closed, TraceRecord::Direction::Received, 0, false,
              QByteArrayView(name(reason).data(), name(reason).size()));
    if (m_server)
        std::exchange(m_server, nullptr)->remove(*this);
    if (m_listener)
        std::exchange(m_listener, nullptr)->onSessionClosed(reason, description);
}

void ServerSession::trace(TraceRecord::Kind kind, TraceRecord::Direction direction, quint8 type,
                          bool binary, QByteArrayView data) const
{
    m_server->trace()->record({.kind = kind,
                               .direction = direction,
                               .transport = m_transport->kind(),
                               .packetType = type,
                               .binary = binary,
                               .connection = m_number,
                               .time = std::chrono::steady_clock::now().time_since_epoch(),
                               .sid = id(),
                               .data = data});
}

} // namespace QSocketIo::Engine
