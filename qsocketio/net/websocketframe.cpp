// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/websocketframe_p.h>

#include <QtEndian>

#include <array>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

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

// The key twice, as it stands so many bytes further on.
quint64 turned(quint64 key, qsizetype bytes)
{
    const int turn = int(bytes & 3) * 8;
    return std::endian::native == std::endian::little ? std::rotr(key, turn) : std::rotl(key, turn);
}

// Bytes that are masked together.
class Word
{
public:
    explicit Word(quint64 key) : m_bits(key) { }
    explicit Word(const char *at) { std::memcpy(&m_bits, at, sizeof m_bits); }
    void store(char *at) const { std::memcpy(at, &m_bits, sizeof m_bits); }
    Word operator^(Word other) const { return Word(m_bits ^ other.m_bits); }
    Word operator|(Word other) const { return Word(m_bits | other.m_bits); }
    bool isAscii() const { return !(m_bits & Q_UINT64_C(0x8080808080808080)); }

private:
    quint64 m_bits;
};

#if defined(__SSE2__)
// Twice as many.
class DoubleWord
{
public:
    explicit DoubleWord(__m128i bits) : m_bits(bits) { }
    explicit DoubleWord(quint64 key) : m_bits(_mm_set1_epi64x(qint64(key))) { }
    explicit DoubleWord(const char *at)
        : m_bits(_mm_loadu_si128(reinterpret_cast<const __m128i *>(at)))
    {
    }
    void store(char *at) const { _mm_storeu_si128(reinterpret_cast<__m128i *>(at), m_bits); }
    DoubleWord operator^(DoubleWord other) const
    {
        return DoubleWord(_mm_xor_si128(m_bits, other.m_bits));
    }
    DoubleWord operator|(DoubleWord other) const
    {
        return DoubleWord(_mm_or_si128(m_bits, other.m_bits));
    }
    bool isAscii() const { return _mm_movemask_epi8(m_bits) == 0; }

private:
    __m128i m_bits;
};
#endif

template <typename Block>
Block masked(const char *at, quint64 key)
{
    return Block(at) ^ Block(key);
}

// Of one block at least. The last one is read before others that overlap it are written: to read
// what was just written in other pieces would mean to wait for it.
template <typename Block>
bool applyToBlocks(char *data, qsizetype size, quint64 key)
{
    constexpr qsizetype step = sizeof(Block);
    char *const lastPlace = data + size - step;
    const auto last = masked<Block>(lastPlace, turned(key, size));
    Block occurring = last;
    // Four at once in long ones: their loads need not wait for the stores before.
    for (; lastPlace - data >= 4 * step; data += 4 * step) {
        const std::array<Block, 4> blocks{masked<Block>(data, key), masked<Block>(data + step, key),
                                          masked<Block>(data + 2 * step, key),
                                          masked<Block>(data + 3 * step, key)};
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            blocks[i].store(data + qsizetype(i) * step);
            occurring = occurring | blocks[i];
        }
    }
    for (; data < lastPlace; data += step) {
        const auto block = masked<Block>(data, key);
        block.store(data);
        occurring = occurring | block;
    }
    last.store(lastPlace);
    return occurring.isAscii();
}

bool applyToBytes(char *data, qsizetype size, quint64 key)
{
    std::array<char, sizeof key> keys;
    std::memcpy(keys.data(), &key, sizeof key);
    quint8 occurring = 0;
    for (qsizetype i = 0; i < size; ++i) {
        data[i] ^= keys[size_t(i)];
        occurring |= quint8(data[i]);
    }
    return occurring < 0x80;
}

} // namespace

char *writeFrameHeader(char *at, Opcode opcode, quint64 payloadSize)
{
    return writeHeader(at, FinalBit | quint8(opcode), 0, payloadSize);
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
    const quint64 key = turned(quint64(maskKeyAsRead) << 32 | maskKeyAsRead, phase);
#if defined(__SSE2__)
    if (size >= qsizetype(sizeof(DoubleWord)))
        return applyToBlocks<DoubleWord>(data, size, key);
#endif
    if (size >= qsizetype(sizeof(Word)))
        return applyToBlocks<Word>(data, size, key);
    return applyToBytes(data, size, key);
}

} // namespace QSocketIo::Net
