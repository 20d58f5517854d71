// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/packet_p.h>

namespace QSocketIo::Engine {

// Packets that leave together, sooner or later. Most are small: their bytes stand in one block.
class WaitingPackets
{
public:
    bool isEmpty() const { return m_entries.empty(); }
    // At least one is binary, or may be compressed.
    bool hasBinary() const { return m_hasBinary; }
    bool hasCompressible() const { return m_hasCompressible; }

    void append(const OutgoingPacket &packet);

    // In their order.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (const Entry &entry : m_entries)
            visit(OutgoingPacket{.type = entry.type,
                                 .binary = entry.binary,
                                 .data = dataOf(entry),
                                 .storage = entry.storage.isNull() ? nullptr : &entry.storage,
                                 .compress = entry.compress});
    }

private:
    struct Entry
    {
        PacketType type;
        bool binary;
        bool compress;
        qsizetype begin;
        qsizetype size;
        // Has the bytes, where it is not null; else the block has them.
        QByteArray storage;
    };

    QByteArrayView dataOf(const Entry &entry) const
    {
        return entry.storage.isNull() ? QByteArrayView(m_block).sliced(entry.begin, entry.size)
                                      : QByteArrayView(entry.storage);
    }

    std::vector<Entry> m_entries;
    QByteArray m_block;
    bool m_hasBinary = false;
    bool m_hasCompressible = false;
};

} // namespace QSocketIo::Engine
