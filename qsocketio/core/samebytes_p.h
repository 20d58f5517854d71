// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <cstdint>
#include <cstring>
#include <string_view>

namespace QSocketIo {

namespace Private {

template <typename Word>
bool areEndsSame(const char *left, const char *right, std::size_t size)
{
    const auto word = [](const char *at) {
        Word bytes;
        std::memcpy(&bytes, at, sizeof bytes);
        return bytes;
    };
    const std::size_t last = size - sizeof(Word);
    return word(left) == word(right) && word(left + last) == word(right + last);
}

} // namespace Private

// Equality for where every message passes: Qt's asks a function of its library even when the sizes
// differ, and names of a few bytes are compared faster than a function is called.
inline bool sameBytes(QByteArrayView left, QByteArrayView right)
{
    if (left.size() != right.size())
        return false;
    const auto size = std::size_t(left.size());
    if (size > 16)
        return std::memcmp(left.data(), right.data(), size) == 0;
    if (size >= 8)
        return Private::areEndsSame<std::uint64_t>(left.data(), right.data(), size);
    if (size >= 4)
        return Private::areEndsSame<std::uint32_t>(left.data(), right.data(), size);
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
