// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/adapter/recoverylog_p.h>

#include <algorithm>

namespace QSocketIo {

namespace {

// What an entry costs besides the bytes of its packet, roughly.
constexpr qint64 EntryCost = 256;

// Without the room that the encoder leaves before and behind.
EncodedPacket compact(const EncodedPacket &packet)
{
    return {.buffer = packet.message().toByteArray(),
            .begin = 0,
            .binary = packet.binary,
            .attachments = packet.attachments};
}

qint64 sizeOf(const EncodedPacket &packet)
{
    qint64 size = EntryCost + packet.buffer.size();
    for (const QByteArray &attachment : packet.attachments)
        size += attachment.size();
    return size;
}

bool isSelected(const Selection &selection, const QStringList &rooms)
{
    const auto isAmong = [&rooms](const QString &room) { return rooms.contains(room); };
    return (selection.rooms.isEmpty() || std::ranges::any_of(selection.rooms, isAmong))
        && std::ranges::none_of(selection.except, isAmong);
}

} // namespace

RecoveryOffset RecoveryLog::reserve(qint64 msecsSinceEpoch)
{
    m_end = RecoveryOffset::after(m_end, msecsSinceEpoch);
    return m_end;
}

void RecoveryLog::append(const EncodedPacket &packet, const Selection &selection, Clock::Time now)
{
    EncodedPacket own = compact(packet);
    const qint64 size = sizeOf(own);
    m_entries.push_back({m_end, now, std::move(own), selection, size});
    m_bytes += size;
    while (size_t(m_limits.packets) < m_entries.size() || m_bytes > m_limits.bytes)
        dropFirst();
    expire(now);
}

void RecoveryLog::expire(Clock::Time now)
{
    while (!m_entries.empty() && m_entries.front().time + m_limits.age < now)
        dropFirst();
}

const RecoveryLog::Entry *RecoveryLog::next(RecoveryOffset offset, const QStringList &rooms) const
{
    const auto first = std::ranges::upper_bound(m_entries, offset, {}, &Entry::offset);
    const auto found = std::find_if(first, m_entries.end(), [&rooms](const Entry &entry) {
        return isSelected(entry.selection, rooms);
    });
    return found == m_entries.end() ? nullptr : &*found;
}

void RecoveryLog::dropFirst()
{
    m_dropped = m_entries.front().offset;
    m_bytes -= m_entries.front().size;
    m_entries.pop_front();
}

} // namespace QSocketIo
