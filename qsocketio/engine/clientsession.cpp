// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/clientsession_p.h>
#include <qsocketio/engine/sessionnumber_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

constexpr auto ProbeTimeout = 20s;
constexpr auto CloseTimeout = 5s;
constexpr QByteArrayView Probe = "probe";

Error timeoutError(const QString &message)
{
    return {Error::Phase::Timeout, message, 0, 0, {}};
}

Error protocolError(Error::Phase phase, const QString &message)
{
    return {phase, message, 0, 0, {}};
}

} // namespace

// A WebSocket that is to take over from long-polling.
struct ClientSession::Upgrade
{
    explicit Upgrade(ClientSession &session, std::unique_ptr<ClientTransport> transport)
        : candidate(std::move(transport)),
          timeout([&session] {
              const Turn::Scope scope;
              session.failUpgrade(timeoutError(u"the probe got no answer"_s));
          })
    {
    }

    std::unique_ptr<ClientTransport> candidate;
    Timer timeout;
    bool answered = false;
};

ClientSession::ClientSession(const ClientOptions &options, ClientTransports &transports,
                             Listener &listener)
    : m_options(options),
      m_transports(transports),
      m_listener(&listener),
      m_timeout([this] { onTimeout(); }),
      m_heartbeat([this] { sendPing(); }, [this] { onTimeout(); })
{
}

ClientSession::ClientSession(const ClientOptions &options,
                             std::unique_ptr<ClientTransports> transports, Listener &listener)
    : ClientSession(options, *transports, listener)
{
    m_ownTransports = std::move(transports);
}

ClientSession::~ClientSession()
{
    abort();
}

void ClientSession::setTrace(Trace *trace, const QByteArray &url)
{
    m_trace = trace;
    m_traceUrl = url;
}

void ClientSession::open()
{
    m_number = nextSessionNumber();
    m_timeout.start(m_options.timeout);
    m_transports.prepare([this](const std::optional<Error> &error) {
        if (m_phase != Phase::Opening)
            return;
        if (error)
            return end(DisconnectReason::TransportError, *error);
        openTransport();
    });
}

std::unique_ptr<ClientTransport> ClientSession::createTransport(QSocketIo::Transport kind)
{
    auto transport = m_transports.create(kind);
    transport->setListener(this);
    if (m_listener->wantsDrained())
        transport->tellDrained();
    return transport;
}

void ClientSession::openTransport()
{
    m_transport = createTransport(m_options.transports.value(0, QSocketIo::Transport::Polling));
    m_transport->open();
}

// False: there is no other one.
bool ClientSession::openNextTransport()
{
    if (!m_options.tryAllTransports || m_options.transports.size() < 2)
        return false;
    m_options.transports.removeFirst();
    release(std::move(m_transport));
    openTransport();
    return true;
}

void ClientSession::send(const OutgoingPacket &packet)
{
    if (m_phase != Phase::Open)
        return;
    if (m_trace)
        trace(TraceRecord::Kind::Packet, TraceRecord::Direction::Sent, packet.type, packet.binary,
              packet.data);
    if (m_phase != Phase::Open)
        return;
    // Not now: the application is in the middle of an emit.
    if (m_transport->bytesToWrite() > m_options.maxBufferedBytes)
        return defer();
    m_transport->send(packet);
}

void ClientSession::atTurnEnd()
{
    const Turn::Scope scope;
    qCWarning(lcEngine, "the server does not read: %lld bytes wait for it",
              qlonglong(m_transport ? m_transport->bytesToWrite() : 0));
    end(DisconnectReason::TransportError,
        protocolError(Error::Phase::Network, u"the server does not read"_s));
}

// An upgrade that has begun can be given up until the upgrade packet is sent: the server goes on
// with long-polling. So closing waits for nothing but what was sent.
void ClientSession::close()
{
    if (m_phase == Phase::Opening)
        return end(DisconnectReason::ForcedClose, {});
    if (m_phase != Phase::Open)
        return;
    abandonUpgrade();
    m_phase = Phase::Closing;
    m_timeout.start(CloseTimeout);
    m_transport->close();
}

void ClientSession::abort()
{
    m_phase = Phase::Closed;
    m_timeout.stop();
    m_heartbeat.stop();
    abandonUpgrade();
    release(std::move(m_transport));
}

void ClientSession::leave()
{
    close();
    abort();
}

void ClientSession::drop(const Error &error)
{
    end(DisconnectReason::TransportClose, error);
}

void ClientSession::onPacket(Transport &transport, const Packet &packet)
{
    if (m_phase == Phase::Opening)
        return onHandshake(packet);
    traceReceived(packet);
    if (&transport != m_transport.get())
        return onCandidatePacket(packet);
    if (m_phase != Phase::Open)
        return;
    switch (packet.type) {
    case PacketType::Message:
        m_listener->onMessage(packet);
        break;
    case PacketType::Ping:
        onPing();
        break;
    case PacketType::Close:
        end(DisconnectReason::TransportClose,
            protocolError(Error::Phase::Protocol, u"transport closed by the server"_s));
        break;
    case PacketType::Open:
        end(DisconnectReason::TransportError,
            protocolError(Error::Phase::Protocol, u"a second handshake"_s));
        break;
    case PacketType::Pong:
        m_heartbeat.onPong();
        break;
    case PacketType::Upgrade:
    case PacketType::Noop:
        break;
    }
}

void ClientSession::onDrained(Transport &transport)
{
    if (isOpen() && &transport == m_transport.get())
        m_listener->onDrained();
}

void ClientSession::onTransportClosed(Transport &transport, DisconnectReason reason,
                                      const QString &)
{
    if (m_upgrade && &transport == m_upgrade->candidate.get())
        return failUpgrade(m_upgrade->candidate->error());
    if (&transport != m_transport.get())
        return;
    const Error error = m_transport->error();
    if (m_phase == Phase::Opening && openNextTransport())
        return;
    end(m_phase == Phase::Closing ? DisconnectReason::ForcedClose : reason, error);
}

void ClientSession::onHandshake(const Packet &packet)
{
    if (packet.type != PacketType::Open) {
        return end(
            DisconnectReason::TransportError,
            protocolError(Error::Phase::Handshake, u"the server's first packet is no handshake"_s));
    }
    auto handshake = readHandshake(packet.data);
    if (!handshake)
        return end(DisconnectReason::TransportError, handshake.error());
    m_handshake = *std::move(handshake);
    m_transport->setSession(m_handshake);
    m_phase = Phase::Open;
    m_timeout.stop();
    const ClientHeartbeat::Times times{m_handshake.pingInterval, m_handshake.pingTimeout};
    if (m_options.protocol == EngineProtocol::V3)
        m_heartbeat.startPinging(times);
    else
        m_heartbeat.startListening(times);
    if (m_trace)
        trace(TraceRecord::Kind::Opened, TraceRecord::Direction::Sent, PacketType::Open, false,
              m_traceUrl);
    traceReceived(packet);
    if (isOpen())
        m_listener->onSessionOpened();
    if (isOpen())
        probe();
}

void ClientSession::onTimeout()
{
    const Turn::Scope scope;
    switch (m_phase) {
    case Phase::Opening:
        return end(DisconnectReason::TransportError, timeoutError(u"timeout"_s));
    case Phase::Open:
        return end(DisconnectReason::PingTimeout, timeoutError(u"ping timeout"_s));
    case Phase::Closing:
        return end(DisconnectReason::ForcedClose, {});
    case Phase::Closed:
        break;
    }
}

// Engine.IO 4: the server asks. In protocol 3 only the client does.
void ClientSession::onPing()
{
    m_heartbeat.onPing();
    send({.type = PacketType::Pong});
    m_listener->onPing();
}

void ClientSession::sendPing()
{
    const Turn::Scope scope;
    send({.type = PacketType::Ping});
}

void ClientSession::probe()
{
    const bool wanted = m_options.upgrade && m_handshake.offersWebSocket
        && m_transport->kind() == QSocketIo::Transport::Polling
        && m_options.transports.contains(QSocketIo::Transport::WebSocket);
    if (!wanted)
        return;
    m_upgrade = std::make_unique<Upgrade>(*this, createTransport(QSocketIo::Transport::WebSocket));
    m_upgrade->timeout.start(ProbeTimeout);
    ClientTransport &candidate = *m_upgrade->candidate;
    candidate.setSession(m_handshake);
    candidate.open();
    candidate.send({.type = PacketType::Ping, .data = Probe});
    m_listener->onUpgrading();
}

// Engine.IO 4, "Upgrade": the answer to the probe, then nothing may be on its way over HTTP.
void ClientSession::onCandidatePacket(const Packet &packet)
{
    if (!m_upgrade || m_upgrade->answered)
        return;
    if (packet.type != PacketType::Pong || packet.data != Probe) {
        return failUpgrade(protocolError(Error::Phase::Protocol, u"probe error"_s));
    }
    m_upgrade->answered = true;
    m_transport->pause([this] { completeUpgrade(); });
}

void ClientSession::completeUpgrade()
{
    const auto waiting = m_transport->takeQueue();
    release(std::exchange(m_transport, std::move(m_upgrade->candidate)));
    m_upgrade.reset();
    m_transport->send({.type = PacketType::Upgrade});
    for (const QueuedPacket &packet : waiting)
        m_transport->send(packet.toSend());
    if (m_trace)
        trace(TraceRecord::Kind::Upgraded, TraceRecord::Direction::Sent, PacketType::Upgrade, false,
              {});
    if (m_phase == Phase::Open)
        m_listener->onUpgraded();
}

void ClientSession::abandonUpgrade()
{
    if (!m_upgrade)
        return;
    const auto upgrade = std::move(m_upgrade);
    release(std::move(upgrade->candidate));
    if (upgrade->answered && m_transport)
        m_transport->unpause();
}

void ClientSession::failUpgrade(const Error &error)
{
    // The error may be the candidate's, which goes.
    const Error why = error; // NOLINT(performance-unnecessary-copy-initialization)
    qCInfo(lcEngine) << "probe error, the session stays on long-polling:" << why.message
                     << why.detail;
    abandonUpgrade();
    m_listener->onUpgradeFailed(why);
}

void ClientSession::end(DisconnectReason reason, const Error &error)
{
    if (m_phase == Phase::Closed)
        return;
    if (m_trace && m_phase != Phase::Opening) {
        const QLatin1StringView text = name(reason);
        trace(TraceRecord::Kind::Closed, TraceRecord::Direction::Received, PacketType::Close, false,
              QByteArrayView(text.data(), text.size()));
        if (m_phase == Phase::Closed)
            return;
    }
    abort();
    m_listener->onSessionClosed(reason, error);
}

void ClientSession::release(std::unique_ptr<ClientTransport> transport)
{
    if (!transport)
        return;
    transport->setListener(nullptr);
    transport->abort();
    Turn::dispose(std::move(transport));
}

void ClientSession::traceReceived(const Packet &packet) const
{
    if (m_trace)
        trace(TraceRecord::Kind::Packet, TraceRecord::Direction::Received, packet.type,
              packet.binary, packet.data);
}

void ClientSession::trace(TraceRecord::Kind kind, TraceRecord::Direction direction, PacketType type,
                          bool binary, QByteArrayView data) const
{
    m_trace->record({.kind = kind,
                     .direction = direction,
                     .transport = m_transport->kind(),
                     .packetType = quint8(type),
                     .binary = binary,
                     .connection = m_number,
                     .time = std::chrono::steady_clock::now().time_since_epoch(),
                     .sid = m_handshake.sid,
                     .data = data});
}

} // namespace QSocketIo::Engine
