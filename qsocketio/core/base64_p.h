// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <array>
#include <string_view>

namespace QSocketIo {

constexpr std::string_view Base64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view Base64UrlDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr size_t base64Size(size_t bytes)
{
    return (bytes + 2) / 3 * 4;
}

// RFC 4648, padded, of a few bytes whose number is known: ids and the keys of handshakes.
template <size_t Size>
constexpr std::array<char, base64Size(Size)> toBase64(const std::array<char, Size> &bytes,
                                                      std::string_view digits)
{
    std::array<char, base64Size(Size)> text{};
    const auto byte = [&bytes](size_t i) { return i < Size ? quint32(quint8(bytes[i])) : 0u; };
    size_t out = 0;
    for (size_t i = 0; i < Size; i += 3) {
        const quint32 group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
        for (const int shift : {18, 12, 6, 0})
            text[out++] = digits[group >> shift & 63];
    }
    constexpr size_t padding = (3 - Size % 3) % 3;
    for (size_t i = 1; i <= padding; ++i)
        text[text.size() - i] = '=';
    return text;
}

} // namespace QSocketIo
