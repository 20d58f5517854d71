// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/packetstore.h>

#include <algorithm>

namespace QSocketIo::Monitor {

namespace {

// What fits of the packet; says whether something was left out.
bool cut(PacketBytes &bytes)
{
    qsizetype room = PacketStore::PayloadLimit;
    const auto take = [&room](QByteArrayView &part) {
        const bool fits = part.size() <= room;
        part = part.first(std::min(part.size(), room));
        room -= part.size();
        return fits;
    };
    bool complete = take(bytes.text);
    if (bytes.attachments.size() > PacketStore::AttachmentLimit) {
        bytes.attachments.resize(PacketStore::AttachmentLimit);
        complete = false;
    }
    for (QByteArrayView &attachment : bytes.attachments)
        complete = take(attachment) && complete;
    return !complete;
}

} // namespace

quint64 PacketStore::firstSequence() const
{
    return m_segments.empty() ? endSequence() : m_segments.front()->firstSequence();
}

bool PacketStore::contains(quint64 sequence) const
{
    return sequence >= firstSequence() && sequence < endSequence();
}

quint64 PacketStore::append(PacketHeader header, const PacketBytes &bytes)
{
    PacketBytes kept = bytes;
    if (cut(kept))
        header.set(PacketHeader::Truncated);
    Segment &segment = writableSegment();
    const qint64 before = segment.bytes();
    segment.append(header, kept);
    m_bytes += segment.bytes() - before;
    const quint64 sequence = segment.endSequence() - 1;
    m_committed.store(sequence + 1, std::memory_order_release);
    evict();
    return sequence;
}

const PacketHeader &PacketStore::header(quint64 sequence) const
{
    return segmentOf(sequence).header(sequence);
}

PacketBytes PacketStore::bytes(quint64 sequence) const
{
    const Segment &segment = segmentOf(sequence);
    return segment.bytes(segment.header(sequence));
}

void PacketStore::setPair(quint64 sequence, quint64 pair, quint32 latency)
{
    PacketHeader &header = segmentOf(sequence).header(sequence);
    header.pair = pair;
    header.latency = latency;
}

void PacketStore::setUnanswered(quint64 sequence)
{
    segmentOf(sequence).header(sequence).set(PacketHeader::Unanswered);
}

void PacketStore::clear()
{
    m_segments.clear();
    m_bytes = 0;
    m_committed.store(1, std::memory_order_release);
}

const Segment &PacketStore::segmentOf(quint64 sequence) const
{
    Q_ASSERT(contains(sequence));
    if (sequence >= m_segments.back()->firstSequence())
        return *m_segments.back();
    const auto behind = std::upper_bound(
        m_segments.begin(), m_segments.end(), sequence,
        [](quint64 value, const auto &segment) { return value < segment->firstSequence(); });
    return **std::prev(behind);
}

Segment &PacketStore::segmentOf(quint64 sequence)
{
    return const_cast<Segment &>(std::as_const(*this).segmentOf(sequence));
}

Segment &PacketStore::writableSegment()
{
    if (m_segments.empty() || m_segments.back()->isFull())
        m_segments.push_back(std::make_unique<Segment>(endSequence()));
    return *m_segments.back();
}

void PacketStore::evict()
{
    while (m_bytes > m_memoryLimit && m_segments.size() > 1) {
        m_bytes -= m_segments.front()->bytes();
        m_segments.pop_front();
    }
}

} // namespace QSocketIo::Monitor
