// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/protocol/jsonpacketencoder_p.h>
#include <qsocketio/value/jsontext_p.h>

namespace QSocketIo {

namespace {

// The type and the number of attachments are known last and are written backwards into this room.
constexpr qsizetype bodyBegin = 24;
char *writeBackwards(char *end, qsizetype number)
{
    do {
        *--end = char('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return end;
}

// Nothing stands between the type and the arguments.
bool isBare(QByteArrayView nsp, const std::optional<quint64> &id)
{
    return !id && sameBytes(nsp, "/");
}

} // namespace

Writer &JsonPacketEncoder::begin(Packet::Type type, QByteArrayView nsp,
                                 const std::optional<quint64> &id)
{
    start(type);
    m_nameEnd = 0;
    m_writer.restart(bodyBegin);
    OutputBuffer &out = m_writer.buffer();
    if (!sameBytes(nsp, "/")) {
        out.append(nsp);
        out.append(',');
    }
    if (id)
        JsonText::writeUnsigned(out, *id);
    if (isList())
        m_writer.beginArray(Writer::UnknownSize);
    return m_writer;
}

// Many events have the name of the one before: it still stands in the buffer.
Writer &JsonPacketEncoder::beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                                      QByteArrayView event)
{
    if (isBare(nsp, id) && beganAlike(event)) {
        start(Packet::Type::Event);
        if (!packet().buffer.isEmpty()) {
            m_writer.restartInArray(m_nameEnd);
            return m_writer;
        }
    }
    return beginOtherEvent(nsp, id, event);
}

Writer &JsonPacketEncoder::beginOtherEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                                           QByteArrayView event)
{
    DirectPacketEncoder::beginEvent(nsp, id, event);
    if (isBare(nsp, id) && plainLength(event.begin(), event.end()) == event.size())
        m_nameEnd = m_writer.buffer().size();
    return m_writer;
}

inline bool JsonPacketEncoder::beganAlike(QByteArrayView event) const
{
    constexpr qsizetype nameBegin = bodyBegin + 2; // a bracket and a quote
    return m_nameEnd == nameBegin + event.size() + 1
        && sameBytes(QByteArrayView(packet().buffer).sliced(nameBegin, event.size()), event);
}

EncodedPacket &JsonPacketEncoder::finish()
{
    if (isList())
        m_writer.endArray();
    // The buffer stays open for the next packet.
    packet().unused = m_writer.buffer().unused();
    char *const data = packet().buffer.data();
    char *at = data + bodyBegin;
    int type = int(packetType());
    if (!packet().attachments.isEmpty()) {
        constexpr int binaryEvent = 5;
        type += binaryEvent - int(Packet::Type::Event);
        *--at = '-';
        at = writeBackwards(at, packet().attachments.size());
    }
    *--at = char('0' + type);
    packet().begin = at - data;
    return packet();
}

} // namespace QSocketIo
