// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/packet_p.h>
#include <qsocketio/net/utf8_p.h>

#include <algorithm>

namespace QSocketIo::Engine {

namespace {

// RFC 4648, section 4: whole groups of four, padding only at the end.
bool isBase64(QByteArrayView text)
{
    if (text.size() % 4 != 0)
        return false;
    for (int i = 0; i < 2 && text.endsWith('='); ++i)
        text.chop(1);
    return std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
            || c == '+' || c == '/';
    });
}

bool isMarked(QByteArrayView text, QByteArrayView base64Mark)
{
    if (text.startsWith(base64Mark))
        return isBase64(text.sliced(base64Mark.size()));
    return !text.isEmpty() && text.front() >= '0' && text.front() <= '6';
}

bool readBase64(QByteArrayView text, Packet &packet)
{
    if (!isBase64(text))
        return false;
    packet.type = PacketType::Message;
    packet.binary = true;
    packet.storage = QByteArray::fromBase64(QByteArray::fromRawData(text.data(), text.size()));
    packet.data = packet.storage;
    return true;
}

bool readMarked(QByteArrayView text, QByteArrayView base64Mark, Packet &packet)
{
    // Text first: it is what nearly all packets are, and the mark is no type.
    return readTextPacket(text, packet)
        || (text.startsWith(base64Mark) && readBase64(text.sliced(base64Mark.size()), packet));
}

constexpr QByteArrayView Base64Mark4(&Base64Mark, 1);

} // namespace

QueuedPacket::QueuedPacket(const OutgoingPacket &packet)
    : type(packet.type),
      binary(packet.binary),
      compress(packet.compress),
      data(packet.storage && packet.storage->size() == packet.data.size()
               ? *packet.storage
               : packet.data.toByteArray())
{
}

bool isPacket(QByteArrayView text)
{
    return isMarked(text, Base64Mark4);
}

bool readPacket(QByteArrayView text, Packet &packet)
{
    return readMarked(text, Base64Mark4, packet);
}

bool isPacket3(QByteArrayView text)
{
    return isMarked(text, Base64Mark3);
}

bool readPacket3(QByteArrayView text, Packet &packet)
{
    return readMarked(text, Base64Mark3, packet);
}

bool readBinaryMessage3(QByteArrayView bytes, Packet &packet)
{
    if (!bytes.startsWith(BinaryMessage3))
        return false;
    packet.type = PacketType::Message;
    packet.binary = true;
    packet.data = bytes.sliced(1);
    return true;
}

qsizetype payloadSize(const QueuedPacket &packet)
{
    return 1 + (packet.binary ? (packet.data.size() + 2) / 3 * 4 : packet.data.size());
}

void appendToPayload(QByteArray &payload, const QueuedPacket &packet)
{
    if (!payload.isEmpty())
        payload.append(RecordSeparator);
    if (packet.binary)
        payload.append(Base64Mark).append(packet.data.toBase64());
    else
        payload.append(digit(packet.type)).append(packet.data);
}

bool takeFromPayload(QByteArrayView &payload, Packet &packet)
{
    const qsizetype end = payload.indexOf(RecordSeparator);
    const QByteArrayView text = end < 0 ? payload : payload.first(end);
    payload = end < 0 ? QByteArrayView() : payload.sliced(end + 1);
    return readPacket(text, packet);
}

bool isPayload(QByteArrayView payload)
{
    if (!Net::isValidUtf8(payload))
        return false;
    for (;;) {
        const qsizetype end = payload.indexOf(RecordSeparator);
        if (!isPacket(end < 0 ? payload : payload.first(end)))
            return false;
        if (end < 0)
            return true;
        payload = payload.sliced(end + 1);
    }
}

} // namespace QSocketIo::Engine
