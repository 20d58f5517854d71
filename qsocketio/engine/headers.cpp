// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/headers.h>

#include <algorithm>

namespace QSocketIo::Engine {

/*!
    \class QSocketIo::Engine::Headers
    \brief The fields of an answer that is about to be sent, to be changed at will.

    They come with Gateway::initialHeaders() and Gateway::headers(). Fields that are no legal ones
    (line breaks or control characters in them) are not sent, and neither are \c Content-Length,
    \c Connection and \c Transfer-Encoding, which are the server's own.
*/

namespace {

auto named(QByteArrayView name)
{
    return [name](const Headers::Field &field) {
        return field.first.compare(name, Qt::CaseInsensitive) == 0;
    };
}

} // namespace

/*!
    Returns the value of the first field \a name, or a null array.
*/
QByteArray Headers::value(QByteArrayView name) const
{
    const auto found = std::ranges::find_if(m_fields, named(name));
    return found == m_fields.end() ? QByteArray() : found->second;
}

/*!
    Returns whether there is a field \a name.
*/
bool Headers::contains(QByteArrayView name) const
{
    return std::ranges::any_of(m_fields, named(name));
}

/*!
    Makes \a value the only value of the field \a name.
*/
void Headers::set(const QByteArray &name, const QByteArray &value)
{
    remove(name);
    append(name, value);
}

/*!
    Adds a field \a name with \a value behind the others: \c Set-Cookie may come several times.
*/
void Headers::append(const QByteArray &name, const QByteArray &value)
{
    m_fields.emplaceBack(name, value);
}

/*!
    Takes every field \a name out.
*/
void Headers::remove(QByteArrayView name)
{
    m_fields.removeIf(named(name));
}

} // namespace QSocketIo::Engine
