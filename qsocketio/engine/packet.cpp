// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/packet_p.h>
#include <qsocketio/net/utf8_p.h>

#include <algorithm>
#include <cstring>

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

// Of a payload: what stands before the first separator.
QByteArrayView firstOf(QByteArrayView payload)
{
    const void *const end = payload.isEmpty()
        ? nullptr
        : std::memchr(payload.data(), RecordSeparator, size_t(payload.size()));
    return end ? QByteArrayView(payload.data(), static_cast<const char *>(end)) : payload;
}

} // namespace

QueuedPacket::QueuedPacket(const OutgoingPacket &packet)
    : type(packet.type),
      binary(packet.binary),
      compress(packet.compress),
      data(packet.isStored() ? *packet.storage : packet.data.toByteArray())
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

qsizetype payloadSize(const OutgoingPacket &packet)
{
    return 1 + (packet.binary ? (packet.data.size() + 2) / 3 * 4 : packet.data.size());
}

QByteArray base64Of(const OutgoingPacket &packet)
{
    return QByteArray::fromRawData(packet.data.data(), packet.data.size()).toBase64();
}

void appendToPayload(QByteArray &payload, const OutgoingPacket &packet)
{
    if (packet.binary) {
        if (!payload.isEmpty())
            payload.append(RecordSeparator);
        payload.append(Base64Mark).append(base64Of(packet));
        return;
    }
    // Each byte array that is appended to costs more than a packet of the usual size.
    const qsizetype size = payload.size();
    const qsizetype separator = size > 0 ? 1 : 0;
    payload.resize(size + separator + 1 + packet.data.size());
    char *at = payload.data() + size;
    if (separator)
        *at++ = RecordSeparator;
    *at++ = digit(packet.type);
    std::ranges::copy(packet.data, at);
}

bool takeFromPayload(QByteArrayView &payload, Packet &packet)
{
    const QByteArrayView text = firstOf(payload);
    payload = text.size() == payload.size() ? QByteArrayView() : payload.sliced(text.size() + 1);
    return readPacket(text, packet);
}

bool isPayload(QByteArrayView payload)
{
    if (!Net::isValidUtf8(payload))
        return false;
    for (;;) {
        const QByteArrayView text = firstOf(payload);
        if (!isPacket(text))
            return false;
        if (text.size() == payload.size())
            return true;
        payload = payload.sliced(text.size() + 1);
    }
}

} // namespace QSocketIo::Engine
