// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>
#include <qsocketio/value/msgpackwriter_p.h>

namespace QSocketIo {

// A map with the keys in the order in which the official server writes them: type, data, id and
// nsp, for an ack id, type, data and nsp. Keys without a value are left out.
class MsgPackPacketEncoder final : public PacketEncoder
{
public:
    MsgPackPacketEncoder() : m_writer(m_packet.buffer) { m_packet.binary = true; }

    Writer &begin(Packet::Type type, QByteArrayView nsp, std::optional<quint64> id) override;
    Writer &beginEvent(QByteArrayView nsp, std::optional<quint64> id,
                       QByteArrayView event) override;
    EncodedPacket &finish() override;

private:
    bool isList() const { return m_type == Packet::Type::Event || m_type == Packet::Type::Ack; }
    void member(QByteArrayView key);
    void number(QByteArrayView key, quint64 value);

    EncodedPacket m_packet;
    MsgPackWriter m_writer;
    Packet::Type m_type = Packet::Type::Event;
    QByteArray m_nsp;
    std::optional<quint64> m_id;
    qsizetype m_members = 0;
    qsizetype m_dataKey = 0;
    qsizetype m_valuesBefore = 0;
};

} // namespace QSocketIo
