// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

// Values are written straight into the packet's buffer, which serves packet after packet.
class DirectPacketEncoder : public PacketEncoder
{
public:
    Writer &beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                       QByteArrayView event) override;

protected:
    EncodedPacket &packet() { return m_packet; }
    const EncodedPacket &packet() const { return m_packet; }
    void start(Packet::Type type)
    {
        // After one large packet its memory is given back.
        constexpr qsizetype keptSize = 256 * 1024;
        m_type = type;
        // Somebody may share the last packet's bytes, for a broadcast.
        if (!m_packet.buffer.isDetached() || m_packet.buffer.size() > keptSize)
            m_packet.buffer = QByteArray();
    }
    bool isList() const { return m_type == Packet::Type::Event || m_type == Packet::Type::Ack; }
    Packet::Type packetType() const { return m_type; }

private:
    EncodedPacket m_packet;
    Packet::Type m_type = Packet::Type::Event;
};

} // namespace QSocketIo
