// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/jsontext_p.h>
#include <qsocketio/value/utf16text_p.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <simdjson.h>

namespace QSocketIo::JsonText {

namespace {

constexpr char hexDigits[] = "0123456789abcdef";

char *writeEscape(char *out, char16_t unit)
{
    *out++ = '\\';
    *out++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *out++ = hexDigits[(unit >> shift) & 0xf];
    return out;
}

// ECMA-262, QuoteJSONString.
char *writeSpecial(char *out, char16_t unit)
{
    char letter = 0;
    switch (unit) {
    case u'"':
    case u'\\':
        letter = char(unit);
        break;
    case u'\b':
        letter = 'b';
        break;
    case u'\f':
        letter = 'f';
        break;
    case u'\n':
        letter = 'n';
        break;
    case u'\r':
        letter = 'r';
        break;
    case u'\t':
        letter = 't';
        break;
    default:
        return writeEscape(out, unit);
    }
    *out++ = '\\';
    *out++ = letter;
    return out;
}

void writeDigits(OutputBuffer &out, auto value)
{
    constexpr qsizetype longest = 24;
    char *at = out.room(longest);
    out.advance(std::to_chars(at, at + longest, value).ptr);
}

// The fewest digits that give a number back, and where the decimal point is among them.
class Decimal
{
public:
    explicit Decimal(double value)
    {
        char text[32];
        char *const end =
            std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
        char *const mark = std::find(text, end, 'e');
        int exponent = 0;
        std::from_chars(mark[1] == '+' ? mark + 2 : mark + 1, end, exponent);
        m_point = exponent + 1;
        m_count = std::remove_copy(text, mark, m_digits, '.') - m_digits;
    }

    QByteArrayView digits() const { return {m_digits, m_count}; }
    int point() const { return m_point; }

private:
    char m_digits[24];
    qsizetype m_count;
    int m_point;
};

// ECMA-262, Number::toString.
void writeDecimal(OutputBuffer &out, const Decimal &decimal)
{
    constexpr QByteArrayView zeros("00000000000000000000");
    const QByteArrayView digits = decimal.digits();
    const int point = decimal.point();
    if (point > 21 || point < -5) {
        out.append(digits.first(1));
        if (digits.size() > 1)
            out.append('.');
        out.append(digits.sliced(1));
        out.append(point > 0 ? QByteArrayView("e+") : QByteArrayView("e"));
        writeDigits(out, point - 1);
    } else if (point <= 0) {
        out.append("0.");
        out.append(zeros.first(-point));
        out.append(digits);
    } else if (digits.size() <= point) {
        out.append(digits);
        out.append(zeros.first(point - digits.size()));
    } else {
        out.append(digits.first(point));
        out.append('.');
        out.append(digits.sliced(point));
    }
}

// A decimal fraction of few places, as most are. Two decimals of up to 15 digits are never the same
// double: one that gives the value back is the shortest. False: it is none.
bool writeShortFraction(OutputBuffer &out, double value)
{
    constexpr double digitLimit = 1e15;
    constexpr int maximumPlaces = 6; // what is smaller has an exponent
    double power = 1;
    for (int places = 1; places <= maximumPlaces; ++places) {
        power *= 10;
        if (value * power >= digitLimit)
            return false;
        // NOLINTNEXTLINE(bugprone-incorrect-roundings): what is rounded wrongly is not the value.
        const auto digits = qint64(value * power + 0.5);
        if (double(digits) / power != value)
            continue;
        const auto whole = qint64(value);
        auto fraction = digits - whole * qint64(power);
        writeDigits(out, whole);
        char *const point = out.room(maximumPlaces + 1);
        *point = '.';
        for (char *digit = point + places; digit != point; --digit, fraction /= 10)
            *digit = char('0' + fraction % 10);
        out.advance(point + places + 1);
        return true;
    }
    return false;
}

} // namespace

void writeString(OutputBuffer &out, QStringView text)
{
    constexpr qsizetype longest = 6; // \u001f
    out.append('"');
    Utf16Text(longest, writeSpecial, writeEscape).append(out, text);
    out.append('"');
}

void writeUtf8(OutputBuffer &out, QByteArrayView text)
{
    const char *at = text.data();
    const char *const end = at + text.size();
    qsizetype plain = plainLength(at, end);
    if (plain == text.size()) {
        char *to = out.room(plain + 2);
        *to++ = '"';
        if (plain)
            std::memcpy(to, at, std::size_t(plain));
        to[plain] = '"';
        return out.advance(to + plain + 1);
    }
    // Whoever calls may hand over any bytes; peers close the connection over what is not UTF-8.
    if (!simdjson::validate_utf8(text.data(), std::size_t(text.size())))
        return writeString(out, QString::fromUtf8(text));
    out.append('"');
    while (at != end) {
        out.append({at, plain});
        at += plain;
        for (; at != end && !isPlain(quint8(*at)); ++at) {
            char *to = out.room(6);
            if (quint8(*at) >= 0x80)
                *to++ = *at;
            else
                to = writeSpecial(to, quint8(*at));
            out.advance(to);
        }
        plain = plainLength(at, end);
    }
    out.append('"');
}

void writeInteger(OutputBuffer &out, qint64 value)
{
    writeDigits(out, value);
}

void writeUnsigned(OutputBuffer &out, quint64 value)
{
    writeDigits(out, value);
}

void writeNumber(OutputBuffer &out, double value)
{
    constexpr double exact = 9007199254740992; // 2^53
    if (!std::isfinite(value))
        return out.append("null");
    if (std::abs(value) < exact && value == std::trunc(value))
        return writeInteger(out, qint64(value));
    if (value < 0)
        out.append('-');
    if (!writeShortFraction(out, std::abs(value)))
        writeDecimal(out, Decimal(std::abs(value)));
}

} // namespace QSocketIo::JsonText
