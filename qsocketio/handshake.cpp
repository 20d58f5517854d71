// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/handshake.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

/*!
    \class QSocketIo::Handshake
    \brief What a client said when it connected to a namespace.

    The counterpart of JavaScript's \c socket.handshake: \c auth is the payload of the client's
    CONNECT packet, \c request the HTTP request that opened the Engine.IO connection, \c issued the
    time of the connection in milliseconds since 1970.
*/

/*!
    \class QSocketIo::Verdict
    \brief What a middleware decides: Verdict::accept(), or Verdict::reject() with a message and
   data that the client gets with its \c connect_error.
*/

/*!
    Returns the header fields of the request, names in lower case, repeated ones joined by ", ".
*/
QVariantMap Handshake::headers() const
{
    QVariantMap result;
    for (const auto &[name, value] : request.headers()) {
        QVariant &field = result[QString::fromLatin1(name)];
        const QString text = QString::fromUtf8(value);
        field = field.isValid() ? field.toString() + u", "_s + text : text;
    }
    return result;
}

/*!
    Returns the address of the peer; an IPv4 address in its usual form also on a socket that listens
    on IPv6.
*/
QString Handshake::address() const
{
    bool isIPv4 = false;
    const quint32 ipv4 = request.address().toIPv4Address(&isIPv4);
    return isIPv4 ? QHostAddress(ipv4).toString() : request.address().toString();
}

/*!
    Returns the time of the connection as text.
*/
QString Handshake::time() const
{
    return QDateTime::fromMSecsSinceEpoch(issued, Qt::UTC).toString(Qt::RFC2822Date);
}

} // namespace QSocketIo
