// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/websocketframe_p.h>

#include <QtEndian>

#include <array>
#include <bit>
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

// Returns what is there then.
quint64 applyWord(char *data, quint64 key)
{
    quint64 word;
    std::memcpy(&word, data, sizeof word);
    word ^= key;
    std::memcpy(data, &word, sizeof word);
    return word;
}

// The key for a word of which all but the last bytes are done.
quint64 keyForLast(quint64 key, qsizetype bytes)
{
    const int done = 8 * int(qsizetype(sizeof key) - bytes);
    return std::endian::native == std::endian::little ? key << done : key >> done;
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

bool applyMask(char *data, qsizetype size, quint32 maskKeyAsRead, qsizetype phase)
{
    constexpr qsizetype word = sizeof(quint64);
    // Twice the key, from the phase on.
    const int turn = int(phase & 3) * 8;
    const quint32 turned = std::endian::native == std::endian::little
        ? std::rotr(maskKeyAsRead, turn)
        : std::rotl(maskKeyAsRead, turn);
    const quint64 key = quint64(turned) << 32 | turned;

    char *const end = data + size;
    // Independent words in blocks of constant size: compilers make vector instructions of them.
    constexpr qsizetype block = 64;
    quint64 bits = 0;
    for (; end - data >= block; data += block) {
        for (qsizetype i = 0; i < block; i += word)
            bits |= applyWord(data + i, key);
    }
    for (; end - data >= word; data += word)
        bits |= applyWord(data, key);
    if (data < end && size >= word) {
        bits |= applyWord(end - word, keyForLast(key, end - data));
    } else {
        std::array<char, word> rest;
        std::memcpy(rest.data(), &key, sizeof key);
        for (size_t i = 0; data < end; ++i) {
            *data ^= rest[i];
            bits |= quint8(*data++);
        }
    }
    return !(bits & Q_UINT64_C(0x8080808080808080));
}

} // namespace QSocketIo::Net
