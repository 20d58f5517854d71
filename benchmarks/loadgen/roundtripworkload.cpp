// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "roundtripworkload.h"

#include <algorithm>
#include <charconv>

namespace QSocketIo::Bench {

RoundTripWorkload::RoundTripWorkload(const Options &options)
    : SteadyWorkload(options),
      m_sendTimes(std::size_t(options.connections) * std::size_t(options.inflight))
{
    m_lanes.reserve(std::size_t(options.connections));
    for (int i = 0; i < options.connections; ++i)
        m_lanes.emplace_back(i);
}

void RoundTripWorkload::start()
{
    for (Lane &lane : m_lanes) {
        Connection &own = connection(int(&lane - m_lanes.data()));
        for (int i = 0; i < options().inflight; ++i)
            request(own, lane);
        own.flush();
    }
}

bool RoundTripWorkload::isAnswered() const
{
    return std::all_of(m_lanes.begin(), m_lanes.end(),
                       [](const Lane &lane) { return lane.sent == lane.answered; });
}

void RoundTripWorkload::onMessage(Connection &connection, std::string_view packet)
{
    Lane &lane = m_lanes[std::size_t(connection.index())];
    expect(packet, replyHead(lane.answered), lane.answeredTag.text());
    record(now() - sendTime(connection, lane.answered));
    ++lane.answered;
    lane.answeredTag.next();
    if (isSending())
        request(connection, lane);
}

void RoundTripWorkload::request(Connection &connection, Lane &lane)
{
    sendTime(connection, lane.sent) = now();
    connection.send({requestHead(lane.sent), lane.sentTag.text(), tail()});
    ++lane.sent;
    lane.sentTag.next();
}

Clock::time_point &RoundTripWorkload::sendTime(const Connection &connection, std::uint64_t number)
{
    const auto inflight = std::size_t(options().inflight);
    return m_sendTimes[std::size_t(connection.index()) * inflight + number % inflight];
}

std::string_view EchoWorkload::requestHead(std::uint64_t)
{
    return "42[\"echo\",\"";
}

std::string_view EchoWorkload::replyHead(std::uint64_t)
{
    return "42[\"echo\",\"";
}

std::string_view AckWorkload::requestHead(std::uint64_t number)
{
    return head('2', number, "[\"ack\",\"");
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
