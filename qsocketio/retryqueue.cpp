// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/turn_p.h>
#include <qsocketio/retryqueue_p.h>

#include <algorithm>

namespace QSocketIo {

RetryQueue::RetryQueue(Listener &listener)
    : m_listener(listener),
      m_timeout([this] {
          const Turn::Scope scope;
          onFailed(AckError::Reason::Timeout);
      })
{
}

QSet<quint64> RetryQueue::ackIds() const
{
    QSet<quint64> ids;
    for (const Entry &entry : m_entries)
        ids.insert(*entry.waiting.ackId);
    return ids;
}

void RetryQueue::add(WaitingPacket packet, std::chrono::milliseconds timeout)
{
    m_bytes += packet.size();
    m_entries.push_back({std::move(packet), timeout});
}

void RetryQueue::remove(quint64 ackId)
{
    const auto found = std::ranges::find_if(
        m_entries, [=](const Entry &entry) { return entry.waiting.ackId == ackId; });
    if (found == m_entries.end())
        return;
    if (found == m_entries.begin() && std::exchange(m_inFlight, false))
        m_timeout.stop();
    m_bytes -= found->waiting.size();
    m_entries.erase(found);
}

void RetryQueue::drain()
{
    if (m_inFlight || m_entries.empty() || !m_listener.canTransmit())
        return;
    Entry &entry = m_entries.front();
    m_inFlight = true;
    ++entry.tries;
    m_timeout.start(entry.timeout);
    // Who watches what goes out may change the queue.
    const EncodedPacket packet = entry.waiting.packet;
    m_listener.transmit(packet);
}

void RetryQueue::onDisconnected()
{
    if (!m_inFlight)
        return;
    m_timeout.stop();
    onFailed(AckError::Reason::Disconnected);
}

void RetryQueue::onFailed(AckError::Reason reason)
{
    m_inFlight = false;
    const Entry &entry = m_entries.front();
    if (entry.tries <= m_retries)
        return drain();
    const quint64 id = *entry.waiting.ackId;
    remove(id);
    m_listener.giveUp(id, reason);
}

} // namespace QSocketIo
