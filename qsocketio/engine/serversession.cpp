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
constexpr auto OpeningPause = 10ms;
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
              session.releasePoll();
              noop.start(NoopInterval);
          })
    {
    }

    std::unique_ptr<WebSocketTransport> candidate;
    Timer timeout;
    Timer noop;
};

ServerSession::ServerSession(SessionServer &server, const QByteArray &id, int protocol,
                             Request request, std::unique_ptr<Transport> transport)
    : m_protocol(quint8(protocol)),
      m_guard(server.options().maxBufferedBytes, server.options().slowClientPolicy),
      m_id(id),
      m_transport(std::move(transport)),
      m_server(&server),
      m_request(std::move(request)),
      m_number(nextSessionNumber())
{
    m_transport->setListener(this);
    if (server.tellsDrained())
        tellDrained();
}

ServerSession::~ServerSession() = default;

void ServerSession::open()
{
    m_phase = Phase::Open;
    if (m_server->trace())
        trace(TraceRecord::Kind::Opened, TraceRecord::Direction::Received, m_request.head());
    const QByteArray handshake = m_server->handshake(*this);
    send({.type = PacketType::Open, .data = handshake});
    m_server->heartbeat(m_protocol).start(*this);
}

void ServerSession::afterOpeningPause(std::function<void()> then)
{
    m_opening = std::make_unique<Timer>([this, then = std::move(then)] {
        const Turn::Scope scope;
        noteUse();
        then();
    });
    m_opening->start(OpeningPause);
}

void ServerSession::send(const OutgoingPacket &packet)
{
    if (m_phase != Phase::Open || m_guard.closes())
        return;
    if (m_server->trace())
        trace(TraceRecord::Direction::Sent, *m_transport, packet.type, packet.binary, packet.data);
    m_server->counters().countSent(packet);
    if (m_guard.isAbove())
        m_guard.relax(m_transport->bytesToWrite());
    m_transport->send(packet);
    // A peer that does not read must not make us keep all it is sent. Not now, though: the
    // application is in the middle of an emit.
    if (m_guard.reaches(m_transport->bytesToWrite()))
        defer();
}

void ServerSession::setMaxBufferedBytes(qint64 bytes)
{
    m_guard.setMark(bytes);
    if (m_server)
        m_server->noteMark(bytes);
}

void ServerSession::tellDrained()
{
    m_tellsDrained = true;
    m_transport->tellDrained();
}

void ServerSession::atTurnEnd()
{
    const Turn::Scope scope;
    const qint64 waiting = m_transport->bytesToWrite();
    qCInfo(lcEngine, "a client does not read: %lld bytes wait for it", qlonglong(waiting));
    if (m_listener && m_phase == Phase::Open)
        m_listener->onHighWater(waiting);
    if (m_guard.closes())
        discard(DisconnectReason::TransportError);
}

void ServerSession::close(DisconnectReason reason)
{
    if (m_phase != Phase::Open)
        return;
    m_phase = Phase::Closing;
    leaveQueue();
    if (m_listener)
        std::exchange(m_listener, nullptr)->onSessionClosed(reason, {});
    // An upgrade goes on: a client whose WebSocket ends after it has stopped polling for it never
    // polls again, and would not hear of the end.
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
    const bool isCandidate = &transport != m_transport.get();
    if (m_phase != Phase::Open && !(isCandidate && m_phase == Phase::Closing))
        return;
    noteUse();
    m_server->counters().countReceived(packet);
    if (m_server->trace())
        trace(TraceRecord::Direction::Received, transport, packet.type, packet.binary, packet.data);
    if (isCandidate)
        return onCandidatePacket(packet);
    switch (packet.type) {
    case PacketType::Message:
        if (m_listener)
            m_listener->onMessage(packet);
        break;
    case PacketType::Ping:
    case PacketType::Pong:
        onBeat(packet.type);
        break;
    case PacketType::Close:
        dropTransport();
        end(DisconnectReason::TransportClose, {});
        break;
    case PacketType::Open:
    case PacketType::Upgrade:
    case PacketType::Noop:
        break;
    }
}

void ServerSession::onDrained(Transport &transport)
{
    if (&transport != m_transport.get())
        return;
    if (m_listener)
        m_listener->onDrained();
    if (m_server)
        m_server->tellDrained(*this);
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

void ServerSession::onBeat(PacketType type)
{
    if (m_server->heartbeat(m_protocol).onBeat(*this, type)) {
        if (m_listener)
            m_listener->onHeartbeat();
        return;
    }
    dropTransport();
    end(DisconnectReason::TransportError, u"invalid heartbeat direction"_s);
}

void ServerSession::onCandidatePacket(const Packet &packet)
{
    if (packet.type == PacketType::Ping && packet.data == Probe) {
        if (m_server->trace())
            trace(TraceRecord::Direction::Sent, *m_upgrade->candidate, PacketType::Pong, false,
                  Probe);
        m_upgrade->candidate->send({.type = PacketType::Pong, .data = Probe});
        releasePoll();
        m_upgrade->noop.start(NoopInterval);
        if (m_listener)
            m_listener->onUpgrading();
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
    if (m_tellsDrained)
        m_transport->tellDrained();
    ++m_server->counters().upgraded;
    trace(TraceRecord::Kind::Upgraded, TraceRecord::Direction::Received);
    waiting.forEach([this](const OutgoingPacket &packet) { m_transport->send(packet); });
    if (m_phase == Phase::Closing) {
        m_transport->close();
        end(DisconnectReason::ForcedClose, {});
    } else if (m_listener) {
        m_listener->onUpgraded();
    }
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
    leaveQueue();
    m_opening.reset();
    abandonUpgrade();
    trace(TraceRecord::Kind::Closed, TraceRecord::Direction::Received,
          QByteArrayView(name(reason).data(), name(reason).size()));
    if (m_server) {
        ++m_server->counters().closed[size_t(reason)];
        std::exchange(m_server, nullptr)->remove(*this);
    }
    if (m_listener)
        std::exchange(m_listener, nullptr)->onSessionClosed(reason, description);
}

void ServerSession::releasePoll()
{
    if (polling()->releasePoll() && m_server->trace())
        trace(TraceRecord::Direction::Sent, *m_transport, PacketType::Noop, false, {});
}

void ServerSession::trace(TraceRecord::Kind kind, TraceRecord::Direction direction,
                          QByteArrayView data) const
{
    if (m_server && m_server->trace())
        record({.kind = kind,
                .direction = direction,
                .transport = m_transport->kind(),
                .packetType = 0,
                .data = data});
}

void ServerSession::trace(TraceRecord::Direction direction, const Transport &transport,
                          PacketType type, bool binary, QByteArrayView data) const
{
    record({.direction = direction,
            .transport = transport.kind(),
            .packetType = quint8(type),
            .binary = binary,
            .data = data});
}

void ServerSession::record(TraceRecord record) const
{
    record.connection = m_number;
    record.time = std::chrono::steady_clock::now().time_since_epoch();
    record.sid = id();
    m_server->trace()->record(record);
}

} // namespace QSocketIo::Engine
