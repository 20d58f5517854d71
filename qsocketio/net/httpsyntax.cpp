// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpsyntax_p.h>

#include <algorithm>

namespace QSocketIo::Net {

bool allOf(CharClass wanted, QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [wanted](char c) { return isOf(wanted, c); });
}

bool hasSameLetters(QByteArrayView a, QByteArrayView b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; };
    return std::equal(a.begin(), a.end(), b.begin(),
                      [lower](char x, char y) { return x == y || lower(x) == lower(y); });
}

} // namespace QSocketIo::Net
