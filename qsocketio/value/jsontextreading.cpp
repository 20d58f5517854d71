// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/asciirun_p.h>
#include <qsocketio/value/codepoint_p.h>
#include <qsocketio/value/jsontext_p.h>

#include <charconv>
#include <limits>

namespace QSocketIo::JsonText {

namespace {

char16_t hexUnit(const char *digits)
{
    unsigned unit = 0;
    std::from_chars(digits, digits + 4, unit, 16);
    return char16_t(unit);
}

// One escape sequence as UTF-16; at stands behind the backslash.
char16_t readEscape(const char *&at)
{
    switch (const char letter = *at++) {
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    case 'u':
        at += 4;
        return hexUnit(at - 4);
    default:
        return quint8(letter);
    }
}

// One or, of a surrogate pair, two escape sequences as a code point.
char32_t readEscapedPoint(const char *&at, const char *end)
{
    const char16_t unit = readEscape(at);
    if (!QChar::isSurrogate(unit))
        return unit;
    if (QChar::isHighSurrogate(unit) && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
        const char16_t low = hexUnit(at + 2);
        if (QChar::isLowSurrogate(low)) {
            at += 6;
            return QChar::surrogateToUcs4(unit, low);
        }
    }
    return QChar::ReplacementCharacter;
}

// One character of valid UTF-8 that is not ASCII.
QChar *copyCodePoint(const char *&at, QChar *out)
{
    const auto lead = quint8(*at++);
    const int continuations = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    auto point = char32_t(lead & (0x3f >> continuations));
    for (int i = 0; i < continuations; ++i)
        point = (point << 6) | (quint8(*at++) & 0x3f);
    for (const char16_t unit : QChar::fromUcs4(point))
        *out++ = unit;
    return out;
}

bool startsWithByteOrderMark(QByteArrayView text)
{
    return text.startsWith("\xef\xbb\xbf");
}

// Whether the decimal point of a number that no double can hold is far to the right.
bool isHuge(QByteArrayView number)
{
    const auto isMark = [](char byte) { return byte == 'e' || byte == 'E'; };
    const auto mark = std::find_if(number.begin(), number.end(), isMark);
    const auto point = std::find(number.begin(), mark, '.');
    const auto first =
        std::find_if(number.begin(), mark, [](char byte) { return byte >= '1' && byte <= '9'; });
    qint64 exponent = 0;
    if (mark != number.end()) {
        const char *digits = mark + 1;
        if (*digits == '+')
            ++digits;
        if (std::from_chars(digits, number.end(), exponent).ec != std::errc())
            return *digits != '-';
    }
    return point - first + exponent > 0;
}

} // namespace

RawString escapedString(const char *begin, const char *backslash, const char *end)
{
    RawString raw{begin, backslash, true};
    do {
        raw.end += 2;
        raw.end += unescapedLength(raw.end, end);
    } while (end - raw.end >= 2 && *raw.end != '"');
    return raw;
}

QString toText(const RawString &raw)
{
    // Qt drops a byte order mark; inside a string it is a character.
    if (!raw.escaped && !startsWithByteOrderMark(raw.view()))
        return QString::fromUtf8(raw.view());
    QString text(raw.end - raw.begin, Qt::Uninitialized);
    QChar *out = text.data();
    for (const char *at = raw.begin; at != raw.end;) {
        if (quint8(*at) >= 0x80)
            out = copyCodePoint(at, out);
        else if (*at != '\\')
            *out++ = QLatin1Char(*at++);
        else
            *out++ = readEscape(++at);
    }
    text.truncate(out - text.constData());
    return text;
}

QByteArray toUtf8(const RawString &raw)
{
    if (!raw.escaped)
        return raw.view().toByteArray();
    QByteArray text(raw.end - raw.begin, Qt::Uninitialized);
    char *out = text.data();
    for (const char *at = raw.begin; at != raw.end;) {
        if (*at != '\\') {
            *out++ = *at++;
            continue;
        }
        const char32_t point = readEscapedPoint(++at, raw.end);
        if (point < 0x80)
            *out++ = char(point);
        else
            out = writeCodePoint(out, point);
    }
    text.truncate(out - text.constData());
    return text;
}

const char *numberEnd(const char *begin, const char *end)
{
    const auto isPart = [](char byte) {
        return (byte >= '0' && byte <= '9') || byte == '.' || byte == 'e' || byte == 'E'
            || byte == '-' || byte == '+';
    };
    return std::find_if_not(begin, end, isPart);
}

bool isIntegerText(QByteArrayView number)
{
    return std::none_of(number.begin(), number.end(),
                        [](char byte) { return byte == '.' || byte == 'e' || byte == 'E'; });
}

double toDouble(QByteArrayView number)
{
    double value = 0;
    const auto result = std::from_chars(number.begin(), number.end(), value);
    if (result.ec != std::errc::result_out_of_range)
        return value;
    const double size = isHuge(number) ? std::numeric_limits<double>::infinity() : 0.0;
    return number.front() == '-' ? -size : size;
}

} // namespace QSocketIo::JsonText
