// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/value/isodate_p.h>
#include <qsocketio/value/writer.h>

#include <utility>

namespace QSocketIo {

/*!
    \class QSocketIo::Writer
    \brief Takes values one after the other and encodes them.

    A ValueTraits specialisation writes its type with it. One call writes one value; the calls
    between beginArray() and endArray() write the elements, and between beginObject() and
    endObject() a key comes before each value. The size is the number of elements or members,
    or Writer::UnknownSize.

    What is nested deeper than Writer::MaxDepth arrays and objects is sent as null, with a warning:
    no peer would take it.

    string() and utf8() write text, bytes() binary data. Text that is not valid Unicode is repaired:
    bytes that are not UTF-8 become U+FFFD, lone surrogates are kept where the format can hold them.

    \sa Reader, ValueTraits
*/

/*!
    \fn void QSocketIo::Writer::argument(const Arguments &arguments, qsizetype index)
    Writes one argument of an incoming packet. Where both formats agree its validated bytes are
    copied as they are.
*/

/*!
    \fn template <typename T> void QSocketIo::Writer::value(const T &value)
    Writes \a value with its ValueTraits.
*/

/*!
    \fn template <typename... KeysAndValues> void QSocketIo::Writer::object(const KeysAndValues
   &...keysAndValues) Writes an object of keys and values in turn: \c{object("x", point.x, "y",
   point.y)}.
*/

Writer::~Writer() = default;

/*!
    Writes JavaScript's \c undefined; null where the format has no such value.
*/
void Writer::undefined()
{
    null();
}

/*!
    Writes a date of \a millisecondsSinceEpoch: the text of JavaScript's \c{Date.toISOString()}
   where the format has no dates. What no JavaScript date can hold is null.
*/
void Writer::date(qint64 millisecondsSinceEpoch)
{
    if (IsoDate::isDate(millisecondsSinceEpoch))
        string(IsoDate::toText(millisecondsSinceEpoch));
    else
        null();
}

/*!
    Writes a \a key that means the same in every format as it stands: ASCII without quotes,
    backslashes and control characters, as the names of C++ are. It costs less than utf8Key().
*/
void Writer::plainKey(QByteArrayView key)
{
    utf8Key(key);
}

/*!
    \fn bool QSocketIo::Writer::isTooDeep() const
    Returns whether nothing can be nested here any more. value() asks by itself.
*/

/*!
    Writes null in place of what is nested too deeply.
*/
void Writer::refuseDepth()
{
    if (!std::exchange(m_refused, true))
        qCWarning(lcProtocol, "A value nested %d deep cannot be sent, null is sent instead",
                  MaxDepth);
    null();
}

} // namespace QSocketIo
