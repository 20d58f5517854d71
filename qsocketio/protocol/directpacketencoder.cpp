// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/directpacketencoder_p.h>
#include <qsocketio/value/writer.h>

namespace QSocketIo {

Writer &DirectPacketEncoder::beginEvent(QByteArrayView nsp, std::optional<quint64> id,
                                        QByteArrayView event)
{
    Writer &writer = begin(Packet::Type::Event, nsp, id);
    writer.utf8(event);
    return writer;
}

void DirectPacketEncoder::start(Packet::Type type)
{
    // After one large packet its memory is given back.
    constexpr qsizetype keptCapacity = 256 * 1024;
    m_type = type;
    // Somebody may share the last packet's bytes, for a broadcast.
    if (!m_packet.buffer.isDetached() || m_packet.buffer.capacity() > keptCapacity)
        m_packet.buffer = QByteArray();
}

} // namespace QSocketIo
