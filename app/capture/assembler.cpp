// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/assembler.h>

#include <algorithm>

namespace QSocketIo::Monitor {

void Assembler::add(const PacketHeader &header, QByteArrayView data, quint32 attachments)
{
    if (header.kind != RecordKind::Packet || header.engineType != EngineMessage)
        return m_listener.onPacket(header, {data, {}});
    const quint64 place = key(header.connection, header.direction);
    const auto pending = m_pending.find(place);
    if (header.has(PacketHeader::Binary) && pending != m_pending.end()) {
        addAttachment(pending->second, data);
        if (pending->second.missing == 0)
            deliver(m_pending.extract(pending).mapped());
        return;
    }
    abandon(place);
    if (attachments > 0)
        begin(header, data, attachments);
    else
        m_listener.onPacket(header, {data, {}});
}

void Assembler::finish(quint32 connection)
{
    abandon(key(connection, Direction::ToServer));
    abandon(key(connection, Direction::ToClient));
}

quint64 Assembler::key(quint32 connection, Direction direction)
{
    return quint64(connection) << 1 | quint64(direction);
}

void Assembler::begin(const PacketHeader &header, QByteArrayView data, quint32 attachments)
{
    const QByteArrayView kept = data.first(std::min(data.size(), PacketStore::PayloadLimit));
    Pending pending{header, kept.toByteArray(), {}, PacketStore::PayloadLimit, attachments};
    pending.room -= kept.size();
    pending.header.set(PacketHeader::Binary);
    if (kept.size() < data.size())
        pending.header.set(PacketHeader::Truncated);
    m_pending.insert_or_assign(key(header.connection, header.direction), std::move(pending));
}

void Assembler::addAttachment(Pending &pending, QByteArrayView data)
{
    --pending.missing;
    pending.header.size += quint32(data.size());
    const QByteArrayView kept = data.first(std::min(data.size(), pending.room));
    pending.room -= kept.size();
    const bool wanted = pending.attachments.size() < PacketStore::AttachmentLimit;
    if (wanted)
        pending.attachments.append(kept.toByteArray());
    if (!wanted || kept.size() < data.size())
        pending.header.set(PacketHeader::Truncated);
}

void Assembler::deliver(const Pending &pending)
{
    m_listener.onPacket(pending.header,
                        {pending.text, {pending.attachments.begin(), pending.attachments.end()}});
}

void Assembler::abandon(quint64 key)
{
    auto node = m_pending.extract(key);
    if (node.empty())
        return;
    node.mapped().header.set(PacketHeader::Malformed);
    deliver(node.mapped());
}

} // namespace QSocketIo::Monitor
