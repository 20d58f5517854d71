// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/request.h>
#include <qsocketio/net/httpparser_p.h>
#include <qsocketio/net/urlquery_p.h>

namespace QSocketIo::Engine {

/*!
    \class QSocketIo::Engine::Request
    \brief The HTTP request that opened a session.

    A value that keeps the request's head as it came and reads what is asked for. JavaScript's
    counterpart is \c socket.request.
*/

namespace {

Net::HttpRequestHead parsed(const QByteArray &head)
{
    // It was accepted once: limits are of no concern any more.
    const Net::HttpLimits limits{
        .requestLine = head.size(), .headerBytes = head.size(), .headerCount = head.size()};
    Net::HttpRequestHead result;
    int status = 0;
    Net::parseHttpHead(head, limits, result, status);
    return result;
}

} // namespace

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
    return parsed(m_head).method.toByteArray();
}

/*!
    Returns the path and the query as they were sent.
*/
QByteArray Request::url() const
{
    return parsed(m_head).target.toByteArray();
}

/*!
    Returns the path without the query.
*/
QByteArray Request::path() const
{
    return Net::splitTarget(parsed(m_head).target).path.toByteArray();
}

/*!
    Returns the parameters of the query, decoded; one that comes several times is a list.
*/
QVariantMap Request::query() const
{
    QVariantMap result;
    const Net::UrlQuery query(Net::splitTarget(parsed(m_head).target).query);
    for (qsizetype i = 0; i < query.size(); ++i) {
        const QString name = QString::fromUtf8(query.name(i));
        const QString value = QString::fromUtf8(query.value(i));
        QVariant &entry = result[name];
        if (!entry.isValid())
            entry = value;
        else if (entry.userType() == QMetaType::QStringList)
            entry = entry.toStringList() << value;
        else
            entry = QStringList{entry.toString(), value};
    }
    return result;
}

/*!
    Returns the first value of the query parameter \a name, or a null string.
*/
QString Request::queryValue(QByteArrayView name) const
{
    const QByteArrayView query = Net::splitTarget(parsed(m_head).target).query;
    const Net::UrlQuery parameters(query);
    return parameters.contains(name) ? QString::fromUtf8(parameters.value(name)) : QString();
}

/*!
    Returns the header field \a name, whatever its case, or a null array.
*/
QByteArray Request::header(QByteArrayView name) const
{
    return parsed(m_head).value(name).toByteArray();
}

/*!
    Returns all header fields, names in lower case, in their order.
*/
QList<std::pair<QByteArray, QByteArray>> Request::headers() const
{
    QList<std::pair<QByteArray, QByteArray>> result;
    const Net::HttpRequestHead head = parsed(m_head);
    for (const auto &field : head.fields)
        result.emplaceBack(field.name.toByteArray().toLower(), field.value.toByteArray());
    return result;
}

} // namespace QSocketIo::Engine
