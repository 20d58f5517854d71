// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

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

SharedPacket::SharedPacket(const EncodedPacket &packet, bool compress)
    : m_messageFrame(frameOf(packet)),
      m_message{.binary = packet.binary,
                .data = packet.message(),
                .frame = &m_messageFrame,
                .compress = compress}
{
    for (const QByteArray &attachment : packet.attachments)
        m_attachmentFrames.emplace_back(Net::Opcode::Binary, attachment);
    for (size_t i = 0; i < m_attachmentFrames.size(); ++i) {
        const QByteArray &attachment = packet.attachments[qsizetype(i)];
        m_attachments.push_back({.binary = true,
                                 .data = attachment,
                                 .storage = &attachment,
                                 .frame = &m_attachmentFrames[i],
                                 .compress = compress});
    }
}

} // namespace QSocketIo
