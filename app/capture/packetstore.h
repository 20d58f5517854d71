// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/segment.h>

#include <atomic>
#include <deque>

namespace QSocketIo::Monitor {

// A ring of segments under a memory limit. Packets are known by their sequence number, from 1.
class PacketStore
{
public:
    static constexpr qint64 DefaultLimit = 512 * 1024 * 1024;
    // What is kept of one packet.
    static constexpr qsizetype PayloadLimit = 256 * 1024;
    static constexpr qsizetype AttachmentLimit = 255;

    explicit PacketStore(qint64 memoryLimit = DefaultLimit) : m_memoryLimit(memoryLimit) { }

    quint64 firstSequence() const;
    // One more than the last that may be read.
    quint64 endSequence() const { return m_committed.load(std::memory_order_acquire); }
    quint64 count() const { return endSequence() - firstSequence(); }
    bool contains(quint64 sequence) const;
    qint64 bytes() const { return m_bytes; }
    qint64 memoryLimit() const { return m_memoryLimit; }

    // Keeps at most PayloadLimit bytes. The packet's number.
    quint64 append(PacketHeader header, const PacketBytes &bytes);
    const PacketHeader &header(quint64 sequence) const;
    PacketBytes bytes(quint64 sequence) const;
    // What is learnt later about a packet.
    void setPair(quint64 sequence, quint64 pair, quint32 latency);
    void setUnanswered(quint64 sequence);
    void clear();

private:
    const Segment &segmentOf(quint64 sequence) const;
    Segment &segmentOf(quint64 sequence);
    Segment &writableSegment();
    void evict();

    const qint64 m_memoryLimit;
    std::deque<std::unique_ptr<Segment>> m_segments;
    qint64 m_bytes = 0;
    std::atomic<quint64> m_committed = 1;
};

} // namespace QSocketIo::Monitor
