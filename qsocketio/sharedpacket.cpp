// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/packet_p.h>
#include <qsocketio/net/websocketframe_p.h>
#include <qsocketio/sharedpacket_p.h>

namespace QSocketIo {

SharedPacket::SharedPacket(const EncodedPacket &packet) : m_packet(packet)
{
    const QByteArrayView message = packet.message();
    if (packet.binary) {
        Net::appendFrame(m_messageFrame, Net::Opcode::Binary, message);
    } else {
        QByteArray text;
        text.reserve(message.size() + 1);
        text.append(Engine::digit(Engine::PacketType::Message)).append(message);
        Net::appendFrame(m_messageFrame, Net::Opcode::Text, text);
    }
    for (const QByteArray &attachment : packet.attachments)
        Net::appendFrame(m_attachmentFrames.emplace_back(), Net::Opcode::Binary, attachment);
}

} // namespace QSocketIo
