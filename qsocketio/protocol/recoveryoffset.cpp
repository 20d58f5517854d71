// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/recoveryoffset_p.h>

#include <algorithm>
#include <chrono>

namespace QSocketIo {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

// A value has the milliseconds above, and below them the number within the millisecond, from 1;
// 0: it is the first one and no number is written.
constexpr int NumberBits = 20;
constexpr quint64 NumberMask = (Q_UINT64_C(1) << NumberBits) - 1;

constexpr QByteArrayView Digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
constexpr int DigitBits = 6;
// 64^7 milliseconds are over in the year 2109.
constexpr qsizetype TimeDigits = 7;
constexpr qsizetype MaxNumberDigits = 4;

// How far the clocks of two machines may be apart, and how long a packet may have waited.
constexpr milliseconds Tolerance = 48h;
// Before that there was no recovery: such a clock was never set.
constexpr qint64 FirstRelease = 1'672'531'200'000;

QByteArray encode(quint64 number)
{
    QByteArray text;
    do {
        text.prepend(Digits[qsizetype(number & (Digits.size() - 1))]);
        number >>= DigitBits;
    } while (number > 0);
    return text;
}

std::optional<quint64> decode(QByteArrayView text, qsizetype maxDigits)
{
    if (text.isEmpty() || text.size() > maxDigits)
        return {};
    quint64 number = 0;
    for (const char c : text) {
        const qsizetype digit = Digits.indexOf(c);
        if (digit < 0)
            return {};
        number = number << DigitBits | quint64(digit);
    }
    return number;
}

bool isNear(qint64 time, qint64 now)
{
    return now < FirstRelease ? time >= FirstRelease : std::abs(time - now) <= Tolerance.count();
}

std::optional<qint64> timeOfInMemoryOffset(QByteArrayView text)
{
    const qsizetype dot = text.indexOf('.');
    const QByteArrayView time = dot < 0 ? text : text.first(dot);
    if (time.size() != TimeDigits || (dot >= 0 && !decode(text.sliced(dot + 1), MaxNumberDigits)))
        return {};
    return decode(time, TimeDigits);
}

bool isDecimal(QByteArrayView text)
{
    return !text.isEmpty() && text.size() <= 20
        && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// An entry of a Redis stream: milliseconds, a dash, a number.
std::optional<qint64> timeOfStreamOffset(QByteArrayView text)
{
    const qsizetype dash = text.indexOf('-');
    if (dash < 0 || !isDecimal(text.first(dash)) || !isDecimal(text.sliced(dash + 1)))
        return {};
    return text.first(dash).toLongLong();
}

// An ObjectId of Mongo begins with the seconds.
std::optional<qint64> timeOfObjectId(QByteArrayView text)
{
    const auto isHex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text.size() != 24 || !std::ranges::all_of(text, isHex))
        return {};
    return text.first(8).toLongLong(nullptr, 16) * 1000;
}

} // namespace

RecoveryOffset RecoveryOffset::after(RecoveryOffset last, qint64 msecsSinceEpoch)
{
    return RecoveryOffset(
        std::max(quint64(std::max(msecsSinceEpoch, qint64(0))) << NumberBits, last.m_value + 1));
}

QByteArray RecoveryOffset::text() const
{
    const quint64 number = m_value & NumberMask;
    const QByteArray time = encode(m_value >> NumberBits);
    return number == 0 ? time : time + '.' + encode(number - 1);
}

std::optional<RecoveryOffset> RecoveryOffset::fromText(QByteArrayView text)
{
    const qsizetype dot = text.indexOf('.');
    const auto time = decode(dot < 0 ? text : text.first(dot), TimeDigits);
    const auto number =
        dot < 0 ? std::optional<quint64>(0) : decode(text.sliced(dot + 1), MaxNumberDigits);
    if (!time || !number || *number >= NumberMask)
        return {};
    return RecoveryOffset(*time << NumberBits | (dot < 0 ? 0 : *number + 1));
}

bool looksLikeRecoveryOffset(QByteArrayView text, qint64 msecsSinceEpoch)
{
    for (const auto timeOf : {timeOfInMemoryOffset, timeOfStreamOffset, timeOfObjectId}) {
        const std::optional<qint64> time = timeOf(text);
        if (time && isNear(*time, msecsSinceEpoch))
            return true;
    }
    return false;
}

} // namespace QSocketIo
