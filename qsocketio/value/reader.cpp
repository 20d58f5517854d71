// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/reader.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Reader
    \brief Pulls typed values out of an encoded argument.

    A ValueTraits specialisation reads its type with it. Every function that reads returns whether
    the next value has that type; if not, nothing was consumed and another type can be tried. The
    data was validated before: a reader never meets malformed input.

    \code
    static bool read(Reader &in, Path &path)
    {
        if (!in.enterArray())
            return false;
        while (in.nextElement()) {
            if (!in.value(path.emplace_back()))
                return false;
        }
        return true;
    }
    \endcode

    An element that is not read is skipped by the next nextElement() or nextKey().

    \sa Writer, ValueTraits
*/

/*!
    \enum QSocketIo::Reader::Kind
    What the next value is.

    \value Undefined        Nothing: a missing argument, or JavaScript's undefined.
    \value Null             null.
    \value Boolean          true or false.
    \value Integer          A number without fraction or exponent that fits 64 signed bits.
    \value UnsignedInteger  The same above that, up to 64 unsigned bits.
    \value Double           Any other number.
    \value String           Text.
    \value Bytes            Binary data.
    \value Date             A date, in formats that have one.
    \value Array            An array.
    \value Object           An object.
*/

/*!
    \fn template <typename T> bool QSocketIo::Reader::value(T &value)
    Reads \a value with its ValueTraits.
*/

/*!
    \fn template <typename... KeysAndValues> bool QSocketIo::Reader::object(KeysAndValues
   &&...keysAndValues) Reads an object into keys and values in turn: \c{object("x", point.x, "y",
   point.y)}. The keys may come in any order, unknown ones are skipped, the last of equal keys wins.
   Every key must be there, unless its value is a std::optional.
*/

Reader::~Reader() = default;

/*!
    Goes to the next member of the object, puts its name into \a utf8Key and returns true; at the
    end leaves the object and returns false.
*/
bool Reader::nextKey(QByteArray &utf8Key)
{
    QByteArrayView key;
    if (!nextKey(key))
        return false;
    utf8Key.resize(key.size());
    std::copy(key.begin(), key.end(), utf8Key.begin());
    return true;
}

} // namespace QSocketIo
