// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/msgpackpacketencoder_p.h>
#include <qsocketio/value/msgpackhead_p.h>

namespace QSocketIo {

Writer &MsgPackPacketEncoder::begin(Packet::Type type, QByteArrayView nsp,
                                    const std::optional<quint64> &id)
{
    start(type);
    m_nsp.resize(0);
    m_nsp.append(nsp);
    m_id = id;
    m_members = 0;
    m_writer.restart(0);
    // The number of members is known last.
    m_writer.buffer().append(MsgPack::mapHeads.fixed);
    if (type == Packet::Type::Ack && id)
        number("id", *id);
    number("type", quint64(type));
    m_dataKey = m_writer.buffer().size();
    member("data");
    m_valuesBefore = m_writer.count();
    if (isList())
        m_writer.beginArray(Writer::UnknownSize);
    return m_writer;
}

EncodedPacket &MsgPackPacketEncoder::finish()
{
    OutputBuffer &out = m_writer.buffer();
    if (isList()) {
        m_writer.endArray();
    } else if (m_writer.count() == m_valuesBefore) {
        // The official decoder takes no null for a payload that is not there.
        out.advance(packet().buffer.data() + m_dataKey);
        --m_members;
    }
    if (packetType() != Packet::Type::Ack && m_id)
        number("id", *m_id);
    member("nsp");
    m_writer.utf8(m_nsp);
    m_writer.finish();
    packet().buffer[0] = char(MsgPack::mapHeads.fixed | char(m_members));
    return packet();
}

void MsgPackPacketEncoder::member(QByteArrayView key)
{
    ++m_members;
    m_writer.utf8(key);
}

void MsgPackPacketEncoder::number(QByteArrayView key, quint64 value)
{
    member(key);
    m_writer.unsignedInteger(value);
}

} // namespace QSocketIo
