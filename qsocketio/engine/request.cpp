// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/request.h>
#include <qsocketio/net/httpparser_p.h>
#include <qsocketio/net/urlquery_p.h>

#include <QSslCertificate>

namespace QSocketIo::Engine {

/*!
    \class QSocketIo::Engine::Request
    \brief The HTTP request that opened a session.

    A value that keeps the request's head as it came and reads what is asked for. JavaScript's
    counterpart is \c socket.request.
*/

/*!
    A request with the head \a head (request line and fields), from \a address and \a port;
    \a secure is true over TLS.
*/
Request::Request(const QByteArray &head, const QHostAddress &address, quint16 port, bool secure)
    : m_head(head),
      m_address(address),
      m_port(port),
      m_secure(secure)
{
}

/*!
    Returns the method: GET.
*/
QByteArray Request::method() const
{
    return Net::acceptedHttpHead(m_head).method.toByteArray();
}

/*!
    Returns the path and the query as they were sent.
*/
QByteArray Request::url() const
{
    return Net::acceptedHttpHead(m_head).target.toByteArray();
}

/*!
    Returns the path without the query.
*/
QByteArray Request::path() const
{
    return Net::splitTarget(Net::acceptedHttpHead(m_head).target).path.toByteArray();
}

/*!
    Returns the parameters of the query, decoded; one that comes several times is a list.
*/
QVariantMap Request::query() const
{
    const QByteArrayView query = Net::splitTarget(Net::acceptedHttpHead(m_head).target).query;
    return Net::UrlQuery(query).toVariantMap();
}

/*!
    Returns the first value of the query parameter \a name, or a null string.
*/
QString Request::queryValue(QByteArrayView name) const
{
    const QByteArrayView query = Net::splitTarget(Net::acceptedHttpHead(m_head).target).query;
    const Net::UrlQuery parameters(query);
    return parameters.contains(name) ? QString::fromUtf8(parameters.value(name)) : QString();
}

/*!
    Returns the header field \a name, whatever its case, or a null array.
*/
QByteArray Request::header(QByteArrayView name) const
{
    return Net::acceptedHttpHead(m_head).value(name).toByteArray();
}

/*!
    Returns all header fields, names in lower case, in their order.
*/
QList<std::pair<QByteArray, QByteArray>> Request::headers() const
{
    QList<std::pair<QByteArray, QByteArray>> result;
    const Net::HttpRequestHead head = Net::acceptedHttpHead(m_head);
    for (const auto &field : head.fields)
        result.emplaceBack(field.name.toByteArray().toLower(), field.value.toByteArray());
    return result;
}

/*!
    \fn QHostAddress Request::address() const
    Returns the address of the client: that of the peer, or the one that a trusted proxy tells, see
    TrustedProxies. It is null for a peer on a unix socket.
*/

/*!
    \fn QByteArray Request::body() const
    Returns the body, for requests that are given to a request handler.
*/

/*!
    \fn void Request::setBody(const QByteArray &body)
    Makes \a body the request's.
*/

/*!
    Returns the certificate that the client identified itself with over TLS. It is null unless it
    was verified against the certificate authorities of the server's QSslConfiguration.
*/
QSslCertificate Request::peerCertificate() const
{
    return m_peerCertificate ? *m_peerCertificate : QSslCertificate();
}

/*!
    Makes \a certificate the peer's.
*/
void Request::setPeerCertificate(const QSslCertificate &certificate)
{
    if (certificate.isNull())
        m_peerCertificate.reset();
    else
        m_peerCertificate = std::make_shared<const QSslCertificate>(certificate);
}

} // namespace QSocketIo::Engine
