// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/asciirun_p.h>
#include <qsocketio/value/jsongrammar_p.h>

#include <algorithm>
#include <string_view>

using namespace std::literals;

namespace QSocketIo::JsonGrammar {

namespace {

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool isHexDigit(char byte)
{
    return isDigit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

// Behind one or more digits, or null.
const char *digitsEnd(const char *begin, const char *end)
{
    const char *at = begin;
    while (at != end && isDigit(*at))
        ++at;
    return at != begin ? at : nullptr;
}

const char *exponentEnd(const char *at, const char *end)
{
    if (at == end || (*at != 'e' && *at != 'E'))
        return at;
    ++at;
    if (at != end && (*at == '+' || *at == '-'))
        ++at;
    return digitsEnd(at, end);
}

} // namespace

const char *numberEnd(const char *begin, const char *end)
{
    const char *at = begin;
    if (at != end && *at == '-')
        ++at;
    const bool leadingZero = at != end && *at == '0';
    at = leadingZero ? at + 1 : digitsEnd(at, end);
    if (at && at != end && *at == '.')
        at = digitsEnd(at + 1, end);
    return at ? exponentEnd(at, end) : nullptr;
}

const char *literalEnd(const char *begin, const char *end)
{
    const std::string_view literal = *begin == 'n' ? "null"sv
        : *begin == 't'                            ? "true"sv
                                                   : "false"sv;
    return std::string_view(begin, end).starts_with(literal) ? begin + literal.size() : nullptr;
}

const char *blanksEnd(const char *begin, const char *end)
{
    return std::find_if_not(begin, end, [](char byte) {
        return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
    });
}

bool areEscapesValid(const JsonText::RawString &raw)
{
    for (const char *at = raw.begin;;) {
        at += unescapedLength(at, raw.end);
        if (at == raw.end)
            return true;
        const char letter = at[1];
        at += 2;
        if (letter == 'u') {
            if (raw.end - at < 4 || !std::all_of(at, at + 4, isHexDigit))
                return false;
            at += 4;
        } else if (!QByteArrayView("\"\\/bfnrt").contains(letter)) {
            return false;
        }
    }
}

} // namespace QSocketIo::JsonGrammar
