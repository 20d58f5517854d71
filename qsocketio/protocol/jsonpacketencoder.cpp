// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/jsonpacketencoder_p.h>
#include <qsocketio/value/jsontext_p.h>

namespace QSocketIo {

namespace {

// The type and the number of attachments are known last and are written backwards into this room.
constexpr qsizetype typeRoom = 24;
constexpr qsizetype bodyBegin = EncodedPacket::Headroom + typeRoom;
// After one large packet its memory is given back.
constexpr qsizetype keptCapacity = 256 * 1024;

char *writeBackwards(char *end, qsizetype number)
{
    do {
        *--end = char('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return end;
}

} // namespace

Writer &JsonPacketEncoder::begin(Packet::Type type, QByteArrayView nsp, std::optional<quint64> id)
{
    m_type = type;
    // Somebody may share the last packet's bytes, for a broadcast.
    if (!m_packet.buffer.isDetached() || m_packet.buffer.capacity() > keptCapacity)
        m_packet.buffer = QByteArray();
    m_writer.restart(bodyBegin);
    OutputBuffer &out = m_writer.buffer();
    if (nsp != "/") {
        out.append(nsp);
        out.append(',');
    }
    if (id)
        JsonText::writeUnsigned(out, *id);
    if (isList())
        m_writer.beginArray(Writer::UnknownSize);
    return m_writer;
}

Writer &JsonPacketEncoder::beginEvent(QByteArrayView nsp, std::optional<quint64> id,
                                      QByteArrayView event)
{
    Writer &writer = begin(Packet::Type::Event, nsp, id);
    writer.utf8(event);
    return writer;
}

EncodedPacket &JsonPacketEncoder::finish()
{
    if (isList())
        m_writer.endArray();
    m_writer.finish();
    char *const data = m_packet.buffer.data();
    char *at = data + bodyBegin;
    int type = int(m_type);
    if (!m_packet.attachments.isEmpty()) {
        constexpr int binaryEvent = 5;
        type += binaryEvent - int(Packet::Type::Event);
        *--at = '-';
        at = writeBackwards(at, m_packet.attachments.size());
    }
    *--at = char('0' + type);
    m_packet.begin = at - data;
    return m_packet;
}

} // namespace QSocketIo
