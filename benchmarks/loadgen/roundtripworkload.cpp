// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "roundtripworkload.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace QSocketIo::Bench {

namespace {

constexpr std::string_view BinaryEvent = R"(451-["binary",{"_placeholder":true,"num":0}])";

} // namespace

RoundTripWorkload::RoundTripWorkload(const Options &options, Wording wording)
    : SteadyWorkload(options, std::move(wording)),
      m_sendTimes(std::size_t(options.connections) * std::size_t(options.inflight))
{
    m_lanes.reserve(std::size_t(options.connections));
    for (int i = 0; i < options.connections; ++i)
        m_lanes.emplace_back(i);
}

void RoundTripWorkload::start()
{
    for (int sender = 0; sender < firstSenders(); ++sender) {
        for (int i = 0; i < options().inflight; ++i)
            request(sender);
        connection(sender).flush();
    }
}

bool RoundTripWorkload::isAnswered() const
{
    return std::all_of(m_lanes.begin(), m_lanes.end(),
                       [](const Lane &lane) { return lane.sent == lane.answered; });
}

void RoundTripWorkload::onReply(Connection &connection, std::string_view packet)
{
    Lane &lane = m_lanes[std::size_t(connection.index())];
    expect(packet, replyHead(lane.answered), lane.answeredTag.text());
    record(now() - sendTime(connection, lane.answered));
    ++lane.answered;
    lane.answeredTag.next();
    if (!isSending())
        return;
    const int sender = nextSender(connection.index());
    request(sender);
    if (sender != connection.index())
        m_toFlush.push_back(sender);
}

void RoundTripWorkload::onTurnEnded()
{
    for (const int sender : m_toFlush)
        connection(sender).flush();
    m_toFlush.clear();
}

void RoundTripWorkload::request(int connection)
{
    Connection &own = this->connection(connection);
    Lane &lane = m_lanes[std::size_t(connection)];
    sendTime(own, lane.sent) = now();
    sendRequest(own, lane.sent, lane.sentTag.text());
    ++lane.sent;
    lane.sentTag.next();
}

Clock::time_point &RoundTripWorkload::sendTime(const Connection &connection, std::uint64_t number)
{
    const auto inflight = std::size_t(options().inflight);
    return m_sendTimes[std::size_t(connection.index()) * inflight + number % inflight];
}

void EchoWorkload::onMessage(Connection &connection, std::string_view packet)
{
    if (wording().binary)
        failReply(packet);
    onReply(connection, packet);
}

void EchoWorkload::onBinary(Connection &connection, std::string_view data)
{
    if (!wording().binary)
        failReply(data);
    onReply(connection, data);
}

void EchoWorkload::sendRequest(Connection &connection, std::uint64_t, std::string_view tag)
{
    say(connection, tag);
}

BinaryWorkload::BinaryWorkload(const Options &options)
    : RoundTripWorkload(options, attachmentWording(options))
{
}

void BinaryWorkload::onMessage(Connection &, std::string_view packet)
{
    if (packet != BinaryEvent)
        failReply(packet);
}

void BinaryWorkload::onBinary(Connection &connection, std::string_view data)
{
    onReply(connection, data);
}

void BinaryWorkload::sendRequest(Connection &connection, std::uint64_t, std::string_view tag)
{
    connection.send({BinaryEvent});
    say(connection, tag);
}

AckWorkload::AckWorkload(const Options &options)
    : RoundTripWorkload(options, eventWording(options, "ack"))
{
}

void AckWorkload::onMessage(Connection &connection, std::string_view packet)
{
    onReply(connection, packet);
}

void AckWorkload::sendRequest(Connection &connection, std::uint64_t number, std::string_view tag)
{
    connection.send({head('2', number, "[\"ack\",\""), tag, wording().after});
}

std::string_view AckWorkload::replyHead(std::uint64_t number)
{
    return head('3', number, "[\"");
}

std::string_view AckWorkload::head(char type, std::uint64_t number, std::string_view rest)
{
    m_head[0] = '4';
    m_head[1] = type;
    char *end = std::to_chars(m_head.data() + 2, m_head.data() + m_head.size(), number).ptr;
    end = std::copy(rest.begin(), rest.end(), end);
    return {m_head.data(), std::size_t(end - m_head.data())};
}

} // namespace QSocketIo::Bench
