// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace QSocketIo {

// Characters that stand for themselves in a JSON string and in one byte of UTF-8.
constexpr bool isPlain(char16_t unit)
{
    return unit >= 0x20 && unit < 0x80 && unit != u'"' && unit != u'\\';
}

#if defined(__SSE2__)
// Each of these finds some of sixteen bytes: what it returns has their highest bits set.
inline __m128i quotesAndBackslashes(__m128i bytes)
{
    return _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
}
inline __m128i specialBytes(__m128i bytes)
{
    // As signed numbers the bytes above 0x7f are less than a space as well: the difference of what
    // is less is negative.
    return _mm_or_si128(_mm_subs_epi8(bytes, _mm_set1_epi8(' ')), quotesAndBackslashes(bytes));
}
// Which bits are those of what was found.
inline unsigned bitsOf(__m128i found)
{
    return unsigned(_mm_movemask_epi8(found));
}
// As runLength(), of so many bytes that a word at each end covers them.
template <typename Word, typename FindInBlock>
qsizetype runLengthOfEnds(const char *begin, const char *end, FindInBlock findInBlock)
{
    constexpr int width = sizeof(Word);
    Word words[2];
    std::memcpy(&words[0], begin, width);
    std::memcpy(&words[1], end - width, width);
    quint64 halves[2] = {};
    std::memcpy(halves, words, sizeof words);
    const __m128i bytes = _mm_set_epi64x(qint64(halves[1]), qint64(halves[0]));
    const unsigned found = bitsOf(findInBlock(bytes)) & ((1u << 2 * width) - 1);
    if (!found)
        return end - begin;
    const int first = std::countr_zero(found);
    return first < width ? first : end - begin - 2 * width + first;
}
#endif

// Writes the plain characters from which begin starts as bytes; returns how many there were. What
// is written behind them, within the text's length, means nothing.
inline qsizetype copyPlain(const char16_t *begin, const char16_t *end, char *out)
{
    const char16_t *at = begin;
#if defined(__SSE2__)
    const auto load = [](const char16_t *units) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i *>(units));
    };
    // In packed bytes what is not ASCII is 0 or 0xff, which are not plain either.
    for (; end - at >= 16; at += 16, out += 16) {
        const __m128i bytes = _mm_packus_epi16(load(at), load(at + 8));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(out), bytes);
        if (const unsigned special = bitsOf(specialBytes(bytes)))
            return at - begin + std::countr_zero(special);
    }
    if (end - at >= 8) {
        const __m128i bytes = _mm_packus_epi16(load(at), _mm_set1_epi16(' '));
        _mm_storel_epi64(reinterpret_cast<__m128i *>(out), bytes);
        if (const unsigned special = bitsOf(specialBytes(bytes)))
            return at - begin + std::countr_zero(special);
        at += 8;
        out += 8;
    }
#endif
    for (; at != end && isPlain(*at); ++at)
        *out++ = char(*at);
    return at - begin;
}

// The number of bytes until the first that is special, as the two functions say.
template <typename FindInBlock, typename IsSpecial>
qsizetype runLength(const char *begin, const char *end, FindInBlock findInBlock,
                    IsSpecial isSpecial)
{
    const char *at = begin;
#if defined(__SSE2__)
    const auto findAt = [&](const char *block) {
        return findInBlock(_mm_loadu_si128(reinterpret_cast<const __m128i *>(block)));
    };
    for (; end - at >= 32; at += 32) {
        if (const unsigned found = bitsOf(findAt(at)) | bitsOf(findAt(at + 16)) << 16)
            return at - begin + std::countr_zero(found);
    }
    if (end - at >= 16) {
        if (const unsigned found = bitsOf(findAt(at)))
            return at - begin + std::countr_zero(found);
        at += 16;
    }
    if (end - at >= qsizetype(sizeof(quint64)))
        return at - begin + runLengthOfEnds<quint64>(at, end, findInBlock);
    if (end - at >= qsizetype(sizeof(quint32)))
        return at - begin + runLengthOfEnds<quint32>(at, end, findInBlock);
#else
    Q_UNUSED(findInBlock);
#endif
    return std::find_if(at, end, isSpecial) - begin;
}

// The number of bytes until the first that a JSON string must escape, or that is not ASCII.
inline qsizetype plainLength(const char *begin, const char *end)
{
    return runLength(
        begin, end, [](auto bytes) { return specialBytes(bytes); },
        [](char byte) { return !isPlain(quint8(byte)); });
}

// The same for a token of a text, of which what stands before the token can be read as well.
inline qsizetype plainLength(const char *text, const char *begin, const char *end)
{
#if defined(__SSE2__)
    constexpr qsizetype block = sizeof(__m128i);
    const auto specialIn = [](const char *bytes) {
        return bitsOf(specialBytes(_mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes))));
    };
    if (end - text >= block) {
        const char *const last = end - block;
        const char *at = begin;
        for (; at <= last; at += block) {
            if (const unsigned special = specialIn(at))
                return at - begin + std::countr_zero(special);
        }
        const unsigned special = specialIn(last) >> (at - last);
        return special ? at - begin + std::countr_zero(special) : end - begin;
    }
#else
    Q_UNUSED(text);
#endif
    return plainLength(begin, end);
}

// The number of bytes until the quote that ends a string, or a backslash.
inline qsizetype unescapedLength(const char *begin, const char *end)
{
    return runLength(
        begin, end, [](auto bytes) { return quotesAndBackslashes(bytes); },
        [](char byte) { return byte == '"' || byte == '\\'; });
}

} // namespace QSocketIo
