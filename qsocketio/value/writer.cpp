// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/writer.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Writer
    \brief Takes values one after the other and encodes them.

    A ValueTraits specialisation writes its type with it. One call writes one value; the calls
    between beginArray() and endArray() write the elements, and between beginObject() and
    endObject() a key comes before each value. The size is the number of elements or members,
    or Writer::UnknownSize.

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

} // namespace QSocketIo
