// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace QSocketIo {

namespace Private {

// Of one word at least: the last one may overlap the one before.
template <typename Word>
bool areWordsSame(const char *left, const char *right, std::size_t size)
{
    const auto word = [](const char *at) {
        Word bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        return bytes;
    };
    const std::size_t last = size - sizeof(Word);
    for (std::size_t at = 0; at < last; at += sizeof(Word)) {
        if (word(left + at) != word(right + at))
            return false;
    }
    return word(left + last) == word(right + last);
}

} // namespace Private

// Equality for where every message passes: Qt's asks a function of its library even when the sizes
// differ, and names of a few bytes are compared faster than a function is called.
inline bool sameBytes(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return false;
    const auto size = std::size_t(left.size());
    if (size >= sizeof(std::uint64_t))
        return Private::areWordsSame<std::uint64_t>(left.data(), right.data(), size);
    if (size >= sizeof(std::uint32_t))
        return Private::areWordsSame<std::uint32_t>(left.data(), right.data(), size);
    // Each byte of three is the first, the middle or the last.
    return size == 0
        || (left[0] == right[0] && left[qsizetype(size / 2)] == right[qsizetype(size / 2)]
            && left.back() == right.back());
}

// For tables that find by bytes.
inline std::size_t hashOf(QByteArrayView bytes)
{
    return std::hash<std::string_view>()(std::string_view(bytes.data(), std::size_t(bytes.size())));
}

} // namespace QSocketIo
