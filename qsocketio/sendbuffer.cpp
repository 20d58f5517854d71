// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/sendbuffer_p.h>

#include <algorithm>

namespace QSocketIo {

qint64 WaitingPacket::size() const
{
    qint64 size = packet.message().size();
    for (const QByteArray &attachment : packet.attachments)
        size += attachment.size();
    return size;
}

std::vector<WaitingPacket> SendBuffer::add(WaitingPacket packet, const ClientOptions &limits)
{
    const qint64 size = packet.size();
    std::vector<WaitingPacket> dropped;
    const auto isFull = [&] {
        return qsizetype(m_packets.size()) >= limits.maxBufferedPackets
            || m_bytes + size > limits.maxBufferedPacketBytes;
    };
    while (isFull() && limits.bufferPolicy == BufferPolicy::DropOldest && !m_packets.empty()) {
        m_bytes -= m_packets.front().size();
        dropped.push_back(std::move(m_packets.front()));
        m_packets.pop_front();
    }
    if (isFull()) {
        dropped.push_back(std::move(packet));
        return dropped;
    }
    m_bytes += size;
    m_packets.push_back(std::move(packet));
    return dropped;
}

std::list<WaitingPacket> SendBuffer::take()
{
    m_bytes = 0;
    return std::exchange(m_packets, {});
}

void SendBuffer::remove(quint64 ackId)
{
    const auto found = std::ranges::find(m_packets, ackId, &WaitingPacket::ackId);
    if (found == m_packets.end())
        return;
    m_bytes -= found->size();
    m_packets.erase(found);
}

QSet<quint64> SendBuffer::ackIds() const
{
    QSet<quint64> ids;
    for (const WaitingPacket &packet : m_packets) {
        if (packet.ackId)
            ids.insert(*packet.ackId);
    }
    return ids;
}

} // namespace QSocketIo
