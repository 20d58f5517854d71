// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/packet_p.h>
#include <qsocketio/sharedpacket_p.h>

namespace QSocketIo {

namespace {

Net::SharedFrame frameOf(const EncodedPacket &packet)
{
    const QByteArrayView message = packet.message();
    if (packet.binary)
        return {Net::Opcode::Binary, message};
    QByteArray text;
    text.reserve(message.size() + 1);
    text.append(Engine::digit(Engine::PacketType::Message)).append(message);
    return {Net::Opcode::Text, text};
}

} // namespace

SharedPacket::SharedPacket(const EncodedPacket &packet)
    : m_packet(packet),
      m_messageFrame(frameOf(packet))
{
    for (const QByteArray &attachment : packet.attachments)
        m_attachmentFrames.emplace_back(Net::Opcode::Binary, attachment);
}

} // namespace QSocketIo
