// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/waitingpackets_p.h>

namespace QSocketIo::Engine {

namespace {

// Who has one packet soon has more.
constexpr size_t UsualCount = 16;
constexpr qsizetype UsualBytes = 2048;

} // namespace

void WaitingPackets::append(const OutgoingPacket &packet)
{
    if (m_entries.empty()) {
        m_entries.reserve(UsualCount);
        m_block.reserve(UsualBytes);
    }
    const bool isShared = packet.isStored();
    m_entries.push_back({.type = packet.type,
                         .binary = packet.binary,
                         .compress = packet.compress,
                         .begin = m_block.size(),
                         .size = packet.data.size(),
                         .storage = isShared ? *packet.storage : QByteArray()});
    if (!isShared)
        m_block.append(packet.data);
    m_hasBinary = m_hasBinary || packet.binary;
    m_hasCompressible = m_hasCompressible || packet.compress;
}

} // namespace QSocketIo::Engine
