// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/pollingtransport_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

constexpr QByteArrayView TextHtml = "text/html";
// A client that never polls again does not hear of the close.
constexpr auto CloseTimeout = 30s;
// What a waiting packet takes beside its data: many small ones must not go unnoticed.
constexpr qint64 PacketCost = 96;

} // namespace

PollingTransport::PollingTransport(Respond respond, std::unique_ptr<PollingFormat> format)
    : m_respond(std::move(respond)),
      m_format(std::move(format)),
      m_closeTimeout([this] {
          const Turn::Scope scope;
          report(DisconnectReason::ForcedClose, u"no poll fetched the close packet"_s);
      })
{
}

PollingTransport::~PollingTransport()
{
    if (m_poll.connection)
        m_poll.connection->setPendingExchange(nullptr);
}

void PollingTransport::onPoll(Net::HttpConnection &connection)
{
    if (m_poll.connection) {
        m_respond(connection, {.status = 400});
        answerPoll(PacketType::Close);
        return report(DisconnectReason::TransportError, u"overlap from client"_s);
    }
    m_poll.connection = &connection;
    connection.setPendingExchange(&m_poll);
    if (!m_queue.isEmpty() || m_closing)
        defer();
    else if (listener())
        listener()->onDrained(*this);
}

void PollingTransport::onPost(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (request.bodyTooLarge)
        return m_respond(connection, {.status = 413});
    const auto posted = m_format->read(request.body, request.head.value("content-type"));
    if (!posted.syntax)
        return refusePost(connection, DisconnectReason::TransportError, u"invalid content"_s);
    if (!posted.syntax->isPayload(posted.payload))
        return refusePost(connection, DisconnectReason::ParseError, u"not a payload"_s);
    // Answered first: a handler may wait for what the client posts next.
    m_respond(connection, {.body = "ok"_ba, .contentType = TextHtml});
    process();
    m_payload = posted.payload;
    m_rest = m_payload;
    m_syntax = posted.syntax;
    process();
}

void PollingTransport::refusePost(Net::HttpConnection &connection, DisconnectReason reason,
                                  const QString &description)
{
    m_respond(connection, {.status = 400});
    report(reason, description);
}

void PollingTransport::process()
{
    noteUse();
    while (!m_rest.isEmpty()) {
        Packet packet;
        // Delivering may bring the next payload in: the bytes of this one must stay.
        const QByteArray payload = m_payload;
        if (!m_syntax->take(m_rest, packet)) {
            m_rest = {};
            report(DisconnectReason::ParseError, u"not a packet"_s);
            break;
        }
        if (!m_rest.isEmpty())
            suspend();
        if (listener())
            listener()->onPacket(*this, packet);
    }
    unsuspend();
}

bool PollingTransport::releasePoll()
{
    if (!m_poll.connection)
        return false;
    answerPoll(PacketType::Noop);
    return true;
}

void PollingTransport::send(const OutgoingPacket &packet)
{
    m_queue.append(packet);
    m_queuedBytes += PacketCost + payloadSize(packet);
    if (m_poll.connection)
        defer();
}

void PollingTransport::close()
{
    m_rest = {};
    m_closing = true;
    m_closeTimeout.start(CloseTimeout);
    if (m_poll.connection)
        defer();
}

void PollingTransport::abort()
{
    m_rest = {};
    m_closeTimeout.stop();
    unsuspend();
    m_queue = {};
    m_queuedBytes = 0;
    releasePoll();
}

void PollingTransport::atTurnEnd()
{
    if (!m_poll.connection)
        return;
    if (!m_queue.isEmpty()) {
        const auto packets = std::exchange(m_queue, {});
        m_queuedBytes = 0;
        return answerPoll(packets);
    }
    if (!m_closing)
        return;
    // In a poll of its own: clients deliver packets later than they see the close.
    answerPoll(PacketType::Close);
    report(DisconnectReason::ForcedClose, {});
}

// It is compressed as soon as one of its packets may be.
void PollingTransport::answerPoll(const WaitingPackets &packets)
{
    Net::HttpConnection *connection = std::exchange(m_poll.connection, nullptr);
    connection->setPendingExchange(nullptr);
    HttpAnswer answer = m_format->write(packets);
    answer.compress = packets.hasCompressible();
    m_respond(*connection, answer);
}

void PollingTransport::answerPoll(PacketType type)
{
    WaitingPackets packets;
    packets.append({.type = type, .compress = false});
    answerPoll(packets);
}

void PollingTransport::report(DisconnectReason reason, const QString &description)
{
    m_rest = {};
    m_closeTimeout.stop();
    if (listener())
        listener()->onTransportClosed(*this, reason, description);
}

void PollingTransport::Exchange::onExchangeAborted()
{
    connection = nullptr;
    transport.report(DisconnectReason::TransportError, u"poll connection closed prematurely"_s);
}

} // namespace QSocketIo::Engine
