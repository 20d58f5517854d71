// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "broadcastworkload.h"

namespace QSocketIo::Bench {

BroadcastWorkload::BroadcastWorkload(const Options &options)
    : SteadyWorkload(options, eventWording(options, "broadcast")),
      m_underway(std::size_t(options.inflight)),
      m_receivers(std::size_t(options.connections))
{
}

void BroadcastWorkload::start()
{
    for (int i = 0; i < options().inflight; ++i)
        broadcast();
    onTurnEnded();
}

void BroadcastWorkload::onMessage(Connection &connection, std::string_view packet)
{
    Receiver &receiver = m_receivers[std::size_t(connection.index())];
    expect(packet, wording().before, receiver.tag.text());
    Broadcast &current = m_underway[receiver.received % m_underway.size()];
    ++receiver.received;
    receiver.tag.next();
    record(now() - current.sendTime);
    if (++current.deliveries < options().connections)
        return;
    ++m_completed;
    if (isSending())
        broadcast();
}

// Sent by another connection's turn than the sender's own, so that has to be flushed here.
void BroadcastWorkload::onTurnEnded()
{
    if (m_mustFlush)
        connection(0).flush();
    m_mustFlush = false;
}

void BroadcastWorkload::broadcast()
{
    m_underway[m_sent % m_underway.size()] = {.sendTime = now()};
    say(connection(0), m_tag.text());
    ++m_sent;
    m_tag.next();
    m_mustFlush = true;
}

} // namespace QSocketIo::Bench
