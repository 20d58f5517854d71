// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/isodate_p.h>

#include <cmath>

namespace QSocketIo::IsoDate {

namespace {

using namespace Qt::Literals::StringLiterals;

QDateTime fromCommonYear(const QString &text)
{
    // A date without a time is UTC in JavaScript, with one it is local.
    constexpr qsizetype dateLength = 10;
    if (text.size() == dateLength)
        return QDateTime(QDate::fromString(text, Qt::ISODate), QTime(0, 0), Qt::UTC);
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

// Years that Qt does not read; 400 years later or earlier is the same calendar.
QDateTime fromYear(int year, QStringView rest)
{
    const int standIn = 2000 + year % 400;
    constexpr qint64 daysIn400Years = 146097;
    const QDateTime date = fromCommonYear(QString::number(standIn) + rest.toString());
    return date.isValid() ? date.addDays((year - standIn) / 400 * daysIn400Years) : date;
}

} // namespace

// Qt writes no years of more than four digits, and its year before 1 is -1, not 0.
QString toText(qint64 millisecondsSinceEpoch)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(millisecondsSinceEpoch, Qt::UTC);
    const int qtYear = utc.date().year();
    const int year = qtYear < 0 ? qtYear + 1 : qtYear;
    const QString rest = utc.toString(u"-MM-ddTHH:mm:ss.zzzZ"_s);
    if (year >= 0 && year <= 9999)
        return u"%1"_s.arg(year, 4, 10, QLatin1Char('0')) + rest;
    return (year < 0 ? u'-' : u'+') + u"%1"_s.arg(std::abs(year), 6, 10, QLatin1Char('0')) + rest;
}

QDateTime fromText(const QString &text)
{
    const bool hasSign = text.startsWith(u'+') || text.startsWith(u'-');
    if (!hasSign && !text.startsWith("0000-"_L1))
        return fromCommonYear(text);
    const auto [year, rest] = [&] {
        const qsizetype length = std::min<qsizetype>(hasSign ? 7 : 4, text.size());
        return std::pair(QStringView(text).first(length), QStringView(text).sliced(length));
    }();
    bool ok = false;
    const int number = year.toInt(&ok);
    return ok ? fromYear(number, rest) : QDateTime();
}

} // namespace QSocketIo::IsoDate
