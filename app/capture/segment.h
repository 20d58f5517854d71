// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/record.h>

#include <QByteArray>
#include <QList>

#include <memory>
#include <vector>

namespace QSocketIo::Monitor {

// The bytes of one logical packet: its Socket.IO text (or Engine.IO data) and its attachments.
struct PacketBytes
{
    QByteArrayView text = {};
    QList<QByteArrayView> attachments = {};
};

// Up to 64 Ki headers and their payloads. Addresses stay; what was appended does not change but for
// the fields that pair acks.
class Segment
{
public:
    static constexpr size_t Capacity = 65'536;
    static constexpr qint64 PayloadCapacity = 32 * 1024 * 1024;

    explicit Segment(quint64 firstSequence);

    quint64 firstSequence() const { return m_firstSequence; }
    quint64 endSequence() const { return m_firstSequence + m_headers.size(); }
    size_t count() const { return m_headers.size(); }
    bool isFull() const;
    // What it takes of memory.
    qint64 bytes() const;

    void append(PacketHeader header, const PacketBytes &bytes);
    const PacketHeader &header(quint64 sequence) const;
    PacketHeader &header(quint64 sequence);
    PacketBytes bytes(const PacketHeader &header) const;

private:
    static constexpr int ChunkShift = 20;
    static constexpr quint32 ChunkSize = 1u << ChunkShift;

    char *allocate(quint32 size, quint32 &reference);

    quint64 m_firstSequence;
    std::vector<PacketHeader> m_headers;
    std::vector<std::unique_ptr<char[]>> m_chunks;
    quint32 m_used = ChunkSize;
};

} // namespace QSocketIo::Monitor
