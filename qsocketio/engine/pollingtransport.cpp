// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/pollingtransport_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

constexpr QByteArrayView TextPlain = "text/plain; charset=UTF-8";
constexpr QByteArrayView TextHtml = "text/html";
// A client that never polls again does not hear of the close.
constexpr auto CloseTimeout = 30s;

} // namespace

PollingTransport::PollingTransport(Respond respond, qint64 maximumPayload)
    : m_respond(std::move(respond)),
      m_maximumPayload(maximumPayload),
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
        m_respond(connection, 400, {}, TextPlain);
        answerPoll(QByteArray(1, digit(PacketType::Close)));
        return report(DisconnectReason::TransportError, u"overlap from client"_s);
    }
    m_poll.connection = &connection;
    connection.setPendingExchange(&m_poll);
    if (!m_queue.empty() || m_closing)
        defer();
    else if (listener())
        listener()->onDrained(*this);
}

void PollingTransport::onPost(Net::HttpConnection &connection, const Net::HttpRequest &request)
{
    if (request.bodyTooLarge)
        return m_respond(connection, 413, {}, TextPlain);
    if (request.head.value("content-type") == "application/octet-stream") {
        m_respond(connection, 400, {}, TextPlain);
        return report(DisconnectReason::TransportError, u"invalid content"_s);
    }
    if (!isPayload(request.body)) {
        m_respond(connection, 400, {}, TextPlain);
        return report(DisconnectReason::ParseError, u"not a payload"_s);
    }
    // Answered first: a handler may wait for what the client posts next.
    m_respond(connection, 200, "ok"_ba, TextHtml);
    process();
    m_payload = request.body;
    m_rest = m_payload;
    process();
}

void PollingTransport::process()
{
    noteUse();
    while (!m_rest.isEmpty()) {
        Packet packet;
        // Delivering may bring the next payload in: the bytes of this one must stay.
        const QByteArray payload = m_payload;
        if (!takeFromPayload(m_rest, packet)) {
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

void PollingTransport::releasePoll()
{
    if (m_poll.connection)
        answerPoll(QByteArray(1, digit(PacketType::Noop)));
}

void PollingTransport::send(const OutgoingPacket &packet)
{
    m_queuedBytes += payloadSize(m_queue.emplace_back(packet));
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
    m_queue.clear();
    m_queuedBytes = 0;
    releasePoll();
}

void PollingTransport::atTurnEnd()
{
    if (!m_poll.connection)
        return;
    if (!m_queue.empty())
        return answerPoll(takePayload());
    if (!m_closing)
        return;
    // In a poll of its own: clients deliver packets later than they see the close.
    answerPoll(QByteArray(1, digit(PacketType::Close)));
    report(DisconnectReason::ForcedClose, {});
}

QByteArray PollingTransport::takePayload()
{
    QByteArray payload;
    payload.reserve(m_queuedBytes + qsizetype(m_queue.size()));
    for (const QueuedPacket &packet : m_queue)
        appendToPayload(payload, packet);
    m_queue.clear();
    m_queuedBytes = 0;
    return payload;
}

void PollingTransport::answerPoll(const QByteArray &payload)
{
    Net::HttpConnection *connection = std::exchange(m_poll.connection, nullptr);
    connection->setPendingExchange(nullptr);
    m_respond(*connection, 200, payload, TextPlain);
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
