// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <array>
#include <string_view>

namespace QSocketIo::Net {

struct HttpLimits
{
    qsizetype requestLine = 8192; // without its CRLF
    qsizetype headerBytes = 16384; // all field lines; also all trailers, all chunk extensions
    qsizetype headerCount = 100;
    qint64 body = 1'000'000; // the chunked decoder's; a Content-Length is left to the caller
};

enum class HttpParse : quint8 { Incomplete, Complete, Failed };

enum CharClass : quint8 {
    TokenChar = 1, // RFC 9110 5.6.2
    TargetChar = 2, // visible ASCII but '#': browsers send more than RFC 3986 allows
    ValueChar = 4, // RFC 9110 5.5 with blanks
    HostChar = 8, // RFC 3986 3.2.2 and a port, without the comma of a joined list
    HexDigit = 16,
};

constexpr bool isIn(std::string_view set, int c)
{
    return set.find(char(c)) != set.npos;
}

constexpr quint8 classesOf(int c)
{
    const bool digit = c >= '0' && c <= '9';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool visible = c > 0x20 && c < 0x7f;
    int classes = 0;
    if (digit || letter || (visible && isIn("!#$%&'*+-.^_`|~", c)))
        classes |= TokenChar;
    if (visible && c != '#')
        classes |= TargetChar;
    if ((c >= 0x20 && c != 0x7f) || c == '\t')
        classes |= ValueChar;
    if (digit || letter || (visible && isIn("-._~%!$&'()*+;=:[]", c)))
        classes |= HostChar;
    if (digit || (letter && (c | 0x20) <= 'f'))
        classes |= HexDigit;
    return quint8(classes);
}

inline constexpr auto charClasses = [] {
    std::array<quint8, 256> classes{};
    for (int c = 0; c < 256; ++c)
        classes[size_t(c)] = classesOf(c);
    return classes;
}();

constexpr bool isOf(CharClass wanted, char c)
{
    return charClasses[quint8(c)] & wanted;
}

bool allOf(CharClass wanted, QByteArrayView bytes);

inline bool isHttpToken(QByteArrayView bytes)
{
    return !bytes.isEmpty() && allOf(TokenChar, bytes);
}

inline bool isHttpFieldValue(QByteArrayView bytes)
{
    return allOf(ValueChar, bytes);
}

constexpr int hexValue(char hexDigit)
{
    return hexDigit <= '9' ? hexDigit - '0' : (hexDigit | 0x20) - 'a' + 10;
}

// ASCII; the two are of one size.
bool hasSameLetters(QByteArrayView a, QByteArrayView b);

inline bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b) // ASCII
{
    return a.size() == b.size() && hasSameLetters(a, b);
}

inline QByteArrayView trimmedBlanks(QByteArrayView text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

// Calls visit(item) for the items of a comma list, without the blanks around them and without the
// empty ones, until it says false; says whether it never did.
template <typename Visitor>
bool forEachListItem(QByteArrayView list, Visitor visit)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView item = trimmedBlanks(comma < 0 ? list : list.first(comma));
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
        if (!item.isEmpty() && !visit(item))
            return false;
    }
    return true;
}

} // namespace QSocketIo::Net
