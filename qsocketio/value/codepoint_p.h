// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

namespace QSocketIo {

// Writes a code point above U+007F as UTF-8; returns behind it.
inline char *writeCodePoint(char *out, char32_t point)
{
    const auto continuation = [point](int shift) { return char(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x800) {
        *out++ = char(0xc0 | (point >> 6));
    } else if (point < 0x10000) {
        *out++ = char(0xe0 | (point >> 12));
        *out++ = continuation(6);
    } else {
        *out++ = char(0xf0 | (point >> 18));
        *out++ = continuation(12);
        *out++ = continuation(6);
    }
    *out++ = continuation(0);
    return out;
}

} // namespace QSocketIo
