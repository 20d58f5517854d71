// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/msgpackpacketencoder_p.h>
#include <qsocketio/value/msgpackhead_p.h>

namespace QSocketIo {

namespace {

// After one large packet its memory is given back.
constexpr qsizetype keptCapacity = 256 * 1024;

} // namespace

Writer &MsgPackPacketEncoder::begin(Packet::Type type, QByteArrayView nsp,
                                    std::optional<quint64> id)
{
    m_type = type;
    m_nsp.resize(0);
    m_nsp.append(nsp);
    m_id = id;
    m_members = 0;
    // Somebody may share the last packet's bytes, for a broadcast.
    if (!m_packet.buffer.isDetached() || m_packet.buffer.capacity() > keptCapacity)
        m_packet.buffer = QByteArray();
    m_packet.begin = EncodedPacket::Headroom;
    m_writer.restart(m_packet.begin);
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

Writer &MsgPackPacketEncoder::beginEvent(QByteArrayView nsp, std::optional<quint64> id,
                                         QByteArrayView event)
{
    Writer &writer = begin(Packet::Type::Event, nsp, id);
    writer.utf8(event);
    return writer;
}

EncodedPacket &MsgPackPacketEncoder::finish()
{
    OutputBuffer &out = m_writer.buffer();
    if (isList()) {
        m_writer.endArray();
    } else if (m_writer.count() == m_valuesBefore) {
        // The official decoder takes no null for a payload that is not there.
        out.advance(m_packet.buffer.data() + m_dataKey);
        --m_members;
    }
    if (m_type != Packet::Type::Ack && m_id)
        number("id", *m_id);
    member("nsp");
    m_writer.utf8(m_nsp);
    m_writer.finish();
    m_packet.buffer[m_packet.begin] = char(MsgPack::mapHeads.fixed | char(m_members));
    return m_packet;
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
