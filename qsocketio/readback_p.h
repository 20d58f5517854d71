// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

// A packet that was encoded to be sent, read again: for listeners of what goes out, and to write
// its arguments into other packets.
class ReadBack
{
public:
    ReadBack(const Parser &parser, const EncodedPacket &encoded);

    bool isEvent() const { return m_complete && m_packet.type == Packet::Type::Event; }
    QByteArrayView event() const { return m_packet.event; }
    const Arguments &arguments() const { return m_packet.arguments; }

private:
    // The packet borrows from the text, and from the decoder.
    QByteArray m_text;
    std::unique_ptr<PacketDecoder> m_decoder;
    Packet m_packet;
    bool m_complete = false;
};

} // namespace QSocketIo
