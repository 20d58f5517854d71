// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "pollingconnection.h"

#include "fail.h"
#include "http.h"
#include "options.h"

#include <algorithm>

namespace QSocketIo::Bench {

namespace {

constexpr char RecordSeparator = '\x1e';
constexpr std::string_view Close = "1";
constexpr std::string_view Noop = "6";

} // namespace

PollingConnection::PollingConnection(int index, const Options &options, Poller &poller,
                                     Listener &listener)
    : Connection(index, options, listener),
      m_poll(options.server, options.security(), poller, *this),
      m_post(options.server, options.security(), poller, *this),
      m_target(options.path + "?EIO=4&transport=polling"),
      m_fields(" HTTP/1.1\r\nHost: " + options.hostAndPort() + "\r\n")
{
    poll();
    m_poll.flush();
}

void PollingConnection::send(Pieces pieces)
{
    if (!m_pending.empty())
        m_pending.push_back(RecordSeparator);
    for (const std::string_view piece : pieces)
        m_pending.append(piece);
}

void PollingConnection::sendBinary(Pieces)
{
    failUsage("binary messages are measured over WebSocket");
}

void PollingConnection::flush()
{
    if (!m_posting && !m_pending.empty()) {
        m_post.output() += "POST " + m_target + m_fields
            + "Content-Type: text/plain;charset=UTF-8\r\nContent-Length: "
            + std::to_string(m_pending.size()) + "\r\n\r\n" + m_pending;
        m_pending.clear();
        m_posting = true;
    }
    m_post.flush();
}

void PollingConnection::close()
{
    send({Close});
    expectEnd();
    flush();
}

std::size_t PollingConnection::onBytes(Channel &channel, std::string_view bytes)
{
    const auto response = readResponse(bytes);
    if (!response)
        return 0;
    if (&channel == &m_post) {
        m_posting = false;
    } else {
        onPayload(response->body);
        poll();
        m_poll.flush();
    }
    flush();
    return response->wireSize;
}

void PollingConnection::onEnd(Channel &channel)
{
    channel.close();
    Connection::onEnd();
}

void PollingConnection::onOpened(std::string_view sid)
{
    m_target += "&sid=";
    m_target += sid;
}

void PollingConnection::poll()
{
    m_poll.output() += "GET " + m_target + m_fields + "\r\n";
}

void PollingConnection::onPayload(std::string_view payload)
{
    while (!payload.empty()) {
        const std::string_view packet = payload.substr(0, payload.find(RecordSeparator));
        payload.remove_prefix(std::min(packet.size() + 1, payload.size()));
        if (packet == Noop || packet == Close)
            Connection::onEnd();
        else
            onPacket(packet);
    }
}

} // namespace QSocketIo::Bench
