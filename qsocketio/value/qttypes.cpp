// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/traits.h>

#include <cmath>

namespace QSocketIo {

/*!
    \class QSocketIo::ValueTraits
    \brief How a C++ type travels.

    These types are known:

    \table
    \header \li C++ \li on the wire
    \row \li bool, integers, float, double \li boolean, number; read only if in range; integers
        accept a double without fraction, NaN and infinity are sent as null
    \row \li QString, std::string, and views and literals to send \li text (char is UTF-8)
    \row \li QByteArray \li binary data
    \row \li QList, QSet, std::vector, std::array, std::tuple, std::pair \li array
    \row \li QMap, QHash, std::map, std::unordered_map with text keys \li object
    \row \li std::optional \li the value or null; a missing argument or member is read as null
    \row \li std::nullptr_t \li null
    \row \li QDateTime \li text as of JavaScript's Date, in UTC
    \row \li QUrl, QUuid \li text
    \row \li enumerations, QFlags \li number; of a Q_ENUM the name of a key is read as well
    \row \li gadgets \li object of their properties; missing ones keep their value
    \row \li QVariant, QVariantList, QVariantMap \li anything
    \row \li QJsonValue, QJsonObject, QJsonArray \li anything but binary data
    \row \li QCborValue, QCborMap, QCborArray \li anything
    \row \li Arguments \li array
    \endtable

    Any other type needs a specialisation:

    \code
    template <> struct QSocketIo::ValueTraits<Point>
    {
        static void write(Writer &out, const Point &p) { out.object("x", p.x, "y", p.y); }
        static bool read(Reader &in, Point &p) { return in.object("x", p.x, "y", p.y); }
    };
    \endcode

    Of equal keys in an object the last one counts.

    \sa registerValueType()
*/

namespace {

using namespace Qt::Literals::StringLiterals;

// ECMA-262, TimeClip: no JavaScript date is farther from 1970.
constexpr qint64 farthestDate = Q_INT64_C(8640000000000000);

// ECMA-262, Date.prototype.toISOString. Qt writes no years of more than four digits, and its year
// before 1 is -1, not 0.
QString toIsoString(const QDateTime &utc)
{
    const int qtYear = utc.date().year();
    const int year = qtYear < 0 ? qtYear + 1 : qtYear;
    const QString rest = utc.toString(u"-MM-ddTHH:mm:ss.zzzZ"_s);
    if (year >= 0 && year <= 9999)
        return u"%1"_s.arg(year, 4, 10, QLatin1Char('0')) + rest;
    return (year < 0 ? u'-' : u'+') + u"%1"_s.arg(std::abs(year), 6, 10, QLatin1Char('0')) + rest;
}

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

QDateTime fromIsoString(const QString &text)
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

} // namespace

void ValueTraits<QDateTime>::write(Writer &out, const QDateTime &value)
{
    // Date.prototype.toJSON of an invalid date.
    if (!value.isValid() || std::abs(value.toMSecsSinceEpoch()) > farthestDate)
        return out.null();
    out.string(toIsoString(value.toUTC()));
}

bool ValueTraits<QDateTime>::read(Reader &in, QDateTime &value)
{
    qint64 milliseconds;
    if (in.date(milliseconds)) {
        value = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
        return true;
    }
    QString text;
    if (!in.string(text))
        return false;
    value = fromIsoString(text);
    return value.isValid();
}

void ValueTraits<QUrl>::write(Writer &out, const QUrl &value)
{
    out.utf8(value.toEncoded());
}

bool ValueTraits<QUrl>::read(Reader &in, QUrl &value)
{
    QString text;
    if (!in.string(text))
        return false;
    value = QUrl(text);
    return value.isValid() || text.isEmpty();
}

void ValueTraits<QUuid>::write(Writer &out, const QUuid &value)
{
    out.utf8(value.toByteArray(QUuid::WithoutBraces));
}

bool ValueTraits<QUuid>::read(Reader &in, QUuid &value)
{
    QString text;
    if (!in.string(text))
        return false;
    value = QUuid::fromString(text);
    return !value.isNull() || text == QUuid().toString(QUuid::WithoutBraces);
}

} // namespace QSocketIo
