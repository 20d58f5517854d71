// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/payload3_p.h>
#include <qsocketio/net/utf8_p.h>

#include <algorithm>

namespace QSocketIo::Engine::Payload3 {

namespace {

// More than a body can hold; with one digit more the sum still fits.
constexpr qsizetype MaximumDigits = 10;

constexpr char TextMark = '\0';
constexpr char BinaryMark = '\x01';
constexpr char LengthEnd = '\xff';

bool isFourByteLead(char c)
{
    return quint8(c) >= 0xf0;
}

bool isContinuation(char c)
{
    return (quint8(c) & 0xc0) == 0x80;
}

// What JavaScript calls the length of the text.
qsizetype utf16Length(QByteArrayView utf8)
{
    qsizetype length = 0;
    for (const char c : utf8)
        length += qsizetype(!isContinuation(c)) + qsizetype(isFourByteLead(c));
    return length;
}

// How many bytes the first units of it are; below 0: it has not that many, or a character lies on
// the border.
qsizetype bytesOf(QByteArrayView utf8, qsizetype units)
{
    qsizetype at = 0;
    while (at < utf8.size() && (units > 0 || isContinuation(utf8[at]))) {
        units -= qsizetype(!isContinuation(utf8[at])) + qsizetype(isFourByteLead(utf8[at]));
        ++at;
    }
    return units == 0 ? at : -1;
}

// Takes digits that count from zero, and the end behind them. Below 0: there is no such number.
qsizetype takeLength(QByteArrayView &payload, char zero, char end)
{
    qsizetype length = 0;
    qsizetype size = 0;
    while (size < payload.size() && payload[size] != end) {
        const int digit = quint8(payload[size]) - quint8(zero);
        // A number is written in one way only.
        if (digit < 0 || digit > 9 || size == MaximumDigits || (size > 0 && length == 0))
            return -1;
        length = length * 10 + digit;
        ++size;
    }
    if (size == 0 || size == payload.size())
        return -1;
    payload = payload.sliced(size + 1);
    return length;
}

// Takes the next packet's text. False: there is none of the length it says.
bool takePacketText(QByteArrayView &payload, QByteArrayView &text)
{
    const qsizetype units = takeLength(payload, '0', ':');
    const qsizetype size = units < 0 || units > payload.size() ? -1 : bytesOf(payload, units);
    if (size < 0)
        return false;
    text = payload.first(size);
    payload = payload.sliced(size);
    return true;
}

// Takes the next packet's bytes and what they are.
bool takePacketBytes(QByteArrayView &payload, bool &binary, QByteArrayView &bytes)
{
    if (payload.isEmpty() || (payload[0] != TextMark && payload[0] != BinaryMark))
        return false;
    binary = payload[0] == BinaryMark;
    payload = payload.sliced(1);
    const qsizetype size = takeLength(payload, '\0', LengthEnd);
    if (size < 0 || size > payload.size())
        return false;
    bytes = payload.first(size);
    payload = payload.sliced(size);
    return true;
}

template <typename IsPacket>
bool isPayloadOf(QByteArrayView payload, IsPacket takesPacket)
{
    if (payload.isEmpty())
        return false;
    while (!payload.isEmpty()) {
        if (!takesPacket(payload))
            return false;
    }
    return true;
}

bool readText(QByteArrayView text, Packet &packet)
{
    if (!text.isEmpty())
        return readPacket3(text, packet);
    packet = {.type = PacketType::Noop};
    return true;
}

} // namespace

bool isText(QByteArrayView payload)
{
    return Net::isValidUtf8(payload) && isPayloadOf(payload, [](QByteArrayView &rest) {
               QByteArrayView text;
               return takePacketText(rest, text) && (text.isEmpty() || isPacket3(text));
           });
}

bool takeText(QByteArrayView &payload, Packet &packet)
{
    QByteArrayView text;
    return takePacketText(payload, text) && readText(text, packet);
}

void appendText(QByteArray &payload, const OutgoingPacket &packet)
{
    // Base64 has one byte a character, as has the mark in front of it.
    if (packet.binary) {
        const QByteArray base64 = base64Of(packet);
        payload.append(QByteArray::number(base64.size() + Base64Mark3.size()));
        payload.append(':').append(Base64Mark3).append(base64);
    } else {
        payload.append(QByteArray::number(utf16Length(packet.data) + 1));
        payload.append(':').append(digit(packet.type)).append(packet.data);
    }
}

bool isBinary(QByteArrayView payload)
{
    return isPayloadOf(payload, [](QByteArrayView &rest) {
        bool binary = false;
        QByteArrayView bytes;
        if (!takePacketBytes(rest, binary, bytes))
            return false;
        if (binary)
            return bytes.startsWith(BinaryMessage3);
        return bytes.isEmpty() || (Net::isValidUtf8(bytes) && isPacket3(bytes));
    });
}

bool takeBinary(QByteArrayView &payload, Packet &packet)
{
    bool binary = false;
    QByteArrayView bytes;
    if (!takePacketBytes(payload, binary, bytes))
        return false;
    return binary ? readBinaryMessage3(bytes, packet) : readText(bytes, packet);
}

void appendBinary(QByteArray &payload, const OutgoingPacket &packet)
{
    payload.append(packet.binary ? BinaryMark : TextMark);
    for (const char c : QByteArray::number(packet.data.size() + 1))
        payload.append(char(c - '0'));
    payload.append(LengthEnd);
    payload.append(packet.binary ? BinaryMessage3 : digit(packet.type)).append(packet.data);
}

} // namespace QSocketIo::Engine::Payload3
