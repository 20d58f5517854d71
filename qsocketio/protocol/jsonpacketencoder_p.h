// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>
#include <qsocketio/value/jsonwriter_p.h>

namespace QSocketIo {

class JsonPacketEncoder final : public PacketEncoder
{
public:
    JsonPacketEncoder() : m_writer(m_packet.buffer, m_packet.attachments) { }

    Writer &begin(Packet::Type type, QByteArrayView nsp, std::optional<quint64> id) override;
    Writer &beginEvent(QByteArrayView nsp, std::optional<quint64> id,
                       QByteArrayView event) override;
    EncodedPacket &finish() override;

private:
    bool isList() const { return m_type == Packet::Type::Event || m_type == Packet::Type::Ack; }

    EncodedPacket m_packet;
    JsonWriter m_writer;
    Packet::Type m_type = Packet::Type::Event;
};

} // namespace QSocketIo
