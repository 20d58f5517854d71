// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/asciirun_p.h>
#include <qsocketio/value/outputbuffer_p.h>

#include <QByteArrayView>
#include <QString>

// Strings and numbers of JSON (RFC 8259), written as JSON.stringify() of ECMAScript 2019 does and
// read from text that was validated.
namespace QSocketIo::JsonText {

void writeString(OutputBuffer &out, QStringView text);
void writeUtf8(OutputBuffer &out, QByteArrayView text);
void writeInteger(OutputBuffer &out, qint64 value);
void writeUnsigned(OutputBuffer &out, quint64 value);
void writeNumber(OutputBuffer &out, double value);

// The raw text of a string lies between its quotes.
struct RawString
{
    const char *begin = nullptr;
    const char *end = nullptr;
    bool escaped = false;

    QByteArrayView view() const { return {begin, end}; }
};
// Goes on behind the first backslash.
RawString escapedString(const char *begin, const char *backslash, const char *end);
inline RawString rawString(const char *afterQuote, const char *end)
{
    const char *const stop = afterQuote + unescapedLength(afterQuote, end);
    if (end - stop < 2 || *stop == '"')
        return {afterQuote, stop, false};
    return escapedString(afterQuote, stop, end);
}
QString toText(const RawString &raw);
// Lone surrogates, which UTF-8 cannot hold, become U+FFFD.
QByteArray toUtf8(const RawString &raw);

// Behind the last character of the number that begins there.
const char *numberEnd(const char *begin, const char *end);
bool isIntegerText(QByteArrayView number);
// Infinite or zero where the exponent is out of range.
double toDouble(QByteArrayView number);

} // namespace QSocketIo::JsonText
