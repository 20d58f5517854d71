// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/isodate_p.h>
#include <qsocketio/value/traits.h>

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
    \row \li QDateTime \li a date; in JSON text as of JavaScript's Date, in UTC
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

void ValueTraits<QDateTime>::write(Writer &out, const QDateTime &value)
{
    // Date.prototype.toJSON of an invalid date.
    const qint64 milliseconds = value.isValid() ? value.toMSecsSinceEpoch() : 0;
    if (!value.isValid() || !IsoDate::isDate(milliseconds))
        return out.null();
    out.date(milliseconds);
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
    value = IsoDate::fromText(text);
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
