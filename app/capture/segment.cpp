// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/segment.h>

#include <cstring>

namespace QSocketIo::Monitor {

namespace {

char *put(char *to, const void *from, size_t size)
{
    if (size > 0)
        std::memcpy(to, from, size);
    return to + size;
}

} // namespace

Segment::Segment(quint64 firstSequence) : m_firstSequence(firstSequence)
{
    // Never grown, so that headers keep their address.
    m_headers.reserve(Capacity);
}

bool Segment::isFull() const
{
    return m_headers.size() == Capacity || qint64(m_chunks.size()) * ChunkSize >= PayloadCapacity;
}

qint64 Segment::bytes() const
{
    return qint64(m_headers.size() * sizeof(PacketHeader)) + qint64(m_chunks.size()) * ChunkSize;
}

// With attachments the payload begins with the sizes of all its parts.
void Segment::append(PacketHeader header, const PacketBytes &bytes)
{
    qsizetype size = bytes.text.size();
    if (!bytes.attachments.isEmpty())
        size += qsizetype(sizeof(quint32)) * (bytes.attachments.size() + 1);
    for (QByteArrayView attachment : bytes.attachments)
        size += attachment.size();
    header.storedSize = quint32(size);
    header.attachments = quint16(bytes.attachments.size());
    char *out = allocate(header.storedSize, header.payload);
    if (!bytes.attachments.isEmpty()) {
        const auto textSize = quint32(bytes.text.size());
        out = put(out, &textSize, sizeof textSize);
        for (QByteArrayView attachment : bytes.attachments) {
            const auto attachmentSize = quint32(attachment.size());
            out = put(out, &attachmentSize, sizeof attachmentSize);
        }
    }
    out = put(out, bytes.text.data(), size_t(bytes.text.size()));
    for (QByteArrayView attachment : bytes.attachments)
        out = put(out, attachment.data(), size_t(attachment.size()));
    m_headers.push_back(header);
}

const PacketHeader &Segment::header(quint64 sequence) const
{
    return m_headers[size_t(sequence - m_firstSequence)];
}

PacketHeader &Segment::header(quint64 sequence)
{
    return m_headers[size_t(sequence - m_firstSequence)];
}

PacketBytes Segment::bytes(const PacketHeader &header) const
{
    if (header.storedSize == 0)
        return {};
    const char *at =
        m_chunks[header.payload >> ChunkShift].get() + (header.payload & (ChunkSize - 1));
    if (header.attachments == 0)
        return {QByteArrayView(at, qsizetype(header.storedSize)), {}};
    std::vector<quint32> sizes(size_t(header.attachments) + 1);
    std::memcpy(sizes.data(), at, sizes.size() * sizeof(quint32));
    at += sizes.size() * sizeof(quint32);
    PacketBytes result{QByteArrayView(at, qsizetype(sizes.front())), {}};
    at += sizes.front();
    for (size_t i = 1; i < sizes.size(); ++i) {
        result.attachments.append(QByteArrayView(at, qsizetype(sizes[i])));
        at += sizes[i];
    }
    return result;
}

char *Segment::allocate(quint32 size, quint32 &reference)
{
    Q_ASSERT(size <= ChunkSize);
    if (size > ChunkSize - m_used) {
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(ChunkSize));
        m_used = 0;
    }
    if (m_chunks.empty())
        return nullptr;
    const auto chunk = quint32(m_chunks.size() - 1);
    // A full chunk leaves no address for an empty payload; none is needed.
    reference = size == 0 ? 0 : (chunk << ChunkShift) + m_used;
    char *at = m_chunks.back().get() + (size == 0 ? 0 : m_used);
    m_used += size;
    return at;
}

} // namespace QSocketIo::Monitor
