// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/websocketframe_p.h>

#include <QtEndian>

#include <array>
#include <cstring>

namespace QSocketIo::Net {

namespace {

constexpr quint8 FinalBit = 0x80;
constexpr quint8 CompressedBit = 0x40;
constexpr quint8 MaskBit = 0x80;

// Writes the first bytes of a frame up to its length.
char *writeHeader(char *at, quint8 firstByte, quint8 maskBit, quint64 payloadSize)
{
    *at++ = char(firstByte);
    switch (frameHeaderSize(payloadSize)) {
    case 2:
        *at++ = char(maskBit | payloadSize);
        return at;
    case 4:
        *at++ = char(maskBit | 126);
        qToBigEndian(quint16(payloadSize), at);
        return at + 2;
    default:
        *at++ = char(maskBit | 127);
        qToBigEndian(payloadSize, at);
        return at + 8;
    }
}

void appendWholeFrame(QByteArray &to, quint8 firstByte, QByteArrayView payload)
{
    std::array<char, MaxFrameHeader> header;
    const char *end = writeHeader(header.data(), firstByte, 0, quint64(payload.size()));
    to.append(header.data(), end - header.data()).append(payload);
}

template <typename Word>
char *applyWord(char *data, Word key)
{
    Word word;
    std::memcpy(&word, data, sizeof word);
    word ^= key;
    std::memcpy(data, &word, sizeof word);
    return data + sizeof word;
}

} // namespace

char *prependFrameHeader(char *payloadStart, Opcode opcode, quint64 payloadSize)
{
    char *start = payloadStart - frameHeaderSize(payloadSize);
    writeHeader(start, FinalBit | quint8(opcode), 0, payloadSize);
    return start;
}

void appendFrame(QByteArray &to, Opcode opcode, QByteArrayView payload)
{
    appendWholeFrame(to, FinalBit | quint8(opcode), payload);
}

void appendCompressedFrame(QByteArray &to, Opcode opcode, QByteArrayView payload)
{
    appendWholeFrame(to, FinalBit | CompressedBit | quint8(opcode), payload);
}

void appendMaskedFrame(QByteArray &to, Opcode opcode, QByteArrayView payload, quint32 maskKey,
                       bool final)
{
    std::array<char, MaxFrameHeader> header;
    char *end = writeHeader(header.data(), quint8((final ? FinalBit : 0) | quint8(opcode)), MaskBit,
                            quint64(payload.size()));
    std::memcpy(end, &maskKey, sizeof maskKey);
    to.append(header.data(), end + sizeof maskKey - header.data()).append(payload);
    applyMask(to.data() + to.size() - payload.size(), payload.size(), maskKey);
}

bool isCloseCodeAllowed(quint16 code)
{
    if (code >= 3000)
        return code < 5000;
    return code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
}

QByteArray closePayload(quint16 code, QByteArrayView reason)
{
    if (!isCloseCodeAllowed(code))
        return {};
    constexpr qsizetype maximumReason = MaxControlPayload - 2;
    if (reason.size() > maximumReason) {
        qsizetype end = maximumReason;
        while (end > 0 && (quint8(reason[end]) & 0xc0) == 0x80)
            --end;
        reason = reason.first(end);
    }
    QByteArray payload(2 + reason.size(), Qt::Uninitialized);
    qToBigEndian(code, payload.data());
    std::copy(reason.begin(), reason.end(), payload.begin() + 2);
    return payload;
}

void applyMask(char *data, qsizetype size, quint32 maskKeyAsRead, qsizetype phase)
{
    // Two keys in a row, read from the phase on: the same bytes on either endianness.
    std::array<char, 12> keys;
    for (size_t i = 0; i < keys.size(); i += sizeof maskKeyAsRead)
        std::memcpy(keys.data() + i, &maskKeyAsRead, sizeof maskKeyAsRead);
    quint64 key;
    std::memcpy(&key, keys.data() + (phase & 3), sizeof key);

    const char *const end = data + size;
    // Independent words in blocks of constant size: compilers make vector instructions of them.
    constexpr qsizetype block = 64;
    while (end - data >= block) {
        for (qsizetype i = 0; i < block; i += qsizetype(sizeof key))
            applyWord(data + i, key);
        data += block;
    }
    while (end - data >= qsizetype(sizeof key))
        data = applyWord(data, key);
    std::array<char, sizeof key> rest;
    std::memcpy(rest.data(), &key, sizeof key);
    for (size_t i = 0; data < end; ++i)
        *data++ ^= rest[i];
}

} // namespace QSocketIo::Net
