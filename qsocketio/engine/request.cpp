// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/request.h>
#include <qsocketio/net/httpparser_p.h>
#include <qsocketio/net/urlquery_p.h>

#include <QAbstractSocket>
#include <QSslCertificate>

#include <algorithm>

namespace QSocketIo::Engine {

/*!
    \class QSocketIo::Engine::Request
    \brief The HTTP request that opened a session.

    A value that keeps the request's head as it came and reads what is asked for. JavaScript's
    counterpart is \c socket.request.
*/

namespace {

// What few requests have.
struct Extra : QSharedData
{
    QByteArray body;
    QSslCertificate peerCertificate;
    QString scopeId;
};

} // namespace

// Every connection has one: it is kept small, the bytes of the head stand behind it, and an address
// costs a QHostAddress when it is asked for.
struct RequestData : QSharedData
{
    // None of a unix socket's peer.
    enum class AddressKind : quint8 { None, IPv4, IPv6 };

    static RequestData *create(QByteArrayView head) { return new (head.size()) RequestData(head); }
    static void *operator new(size_t size, qsizetype headSize)
    {
        return ::operator new(size + size_t(headSize));
    }
    static void operator delete(void *data) { ::operator delete(data); }
    static void operator delete(void *data, qsizetype) { ::operator delete(data); }
    RequestData *clone() const { return new (headSize) RequestData(*this); }

    QByteArrayView head() const { return {reinterpret_cast<const char *>(this + 1), headSize}; }
    void setAddress(const QHostAddress &given);
    Extra &ownExtra();

    quint16 port = 0;
    bool secure = false;
    AddressKind addressKind = AddressKind::None;
    const quint32 headSize;
    Q_IPV6ADDR address{};
    QSharedDataPointer<Extra> extra;

private:
    explicit RequestData(QByteArrayView head) : headSize(quint32(head.size())) { setHead(head); }
    RequestData(const RequestData &other)
        : QSharedData(other),
          port(other.port),
          secure(other.secure),
          addressKind(other.addressKind),
          headSize(other.headSize),
          address(other.address),
          extra(other.extra)
    {
        setHead(other.head());
    }

    void setHead(QByteArrayView head)
    {
        std::copy(head.begin(), head.end(), reinterpret_cast<char *>(this + 1));
    }
};

void RequestData::setAddress(const QHostAddress &given)
{
    if (given.isNull())
        return;
    const bool isIPv4 = given.protocol() == QAbstractSocket::IPv4Protocol;
    addressKind = isIPv4 ? AddressKind::IPv4 : AddressKind::IPv6;
    address = given.toIPv6Address();
    if (!given.scopeId().isEmpty())
        ownExtra().scopeId = given.scopeId();
}

Extra &RequestData::ownExtra()
{
    if (!extra)
        extra = new Extra;
    return *extra;
}

} // namespace QSocketIo::Engine

template <>
QSocketIo::Engine::RequestData *QSharedDataPointer<QSocketIo::Engine::RequestData>::clone()
{
    return d->clone();
}

namespace QSocketIo::Engine {

Request::Request() = default;
Request::~Request() = default;
Request::Request(const Request &other) = default;
Request::Request(Request &&other) noexcept = default;
Request &Request::operator=(const Request &other) = default;
Request &Request::operator=(Request &&other) noexcept = default;

/*!
    A request with the head \a head (request line and fields), from \a address and \a port;
    \a secure is true over TLS.
*/
Request::Request(const QByteArray &head, const QHostAddress &address, quint16 port, bool secure)
    : d(RequestData::create(head))
{
    d->setAddress(address);
    d->port = port;
    d->secure = secure;
}

const RequestData &Request::data() const
{
    if (d)
        return *d;
    static const QSharedDataPointer<const RequestData> none(RequestData::create({}));
    return *none;
}

RequestData &Request::ownData()
{
    if (!d)
        d = RequestData::create({});
    return *d;
}

/*!
    Returns the method: GET.
*/
QByteArray Request::method() const
{
    return Net::acceptedHttpHead(data().head()).method.toByteArray();
}

/*!
    Returns the path and the query as they were sent.
*/
QByteArray Request::url() const
{
    return Net::acceptedHttpHead(data().head()).target.toByteArray();
}

/*!
    Returns the path without the query.
*/
QByteArray Request::path() const
{
    return Net::splitTarget(Net::acceptedHttpHead(data().head()).target).path.toByteArray();
}

/*!
    Returns the parameters of the query, decoded; one that comes several times is a list.
*/
QVariantMap Request::query() const
{
    const QByteArrayView query =
        Net::splitTarget(Net::acceptedHttpHead(data().head()).target).query;
    return Net::UrlQuery(query).toVariantMap();
}

/*!
    Returns the first value of the query parameter \a name, or a null string.
*/
QString Request::queryValue(QByteArrayView name) const
{
    const QByteArrayView query =
        Net::splitTarget(Net::acceptedHttpHead(data().head()).target).query;
    const Net::UrlQuery parameters(query);
    return parameters.contains(name) ? QString::fromUtf8(parameters.value(name)) : QString();
}

/*!
    Returns the header field \a name, whatever its case, or a null array.
*/
QByteArray Request::header(QByteArrayView name) const
{
    return Net::acceptedHttpHead(data().head()).value(name).toByteArray();
}

/*!
    Returns all header fields, names in lower case, in their order.
*/
QList<std::pair<QByteArray, QByteArray>> Request::headers() const
{
    QList<std::pair<QByteArray, QByteArray>> result;
    const Net::HttpRequestHead head = Net::acceptedHttpHead(data().head());
    for (const auto &field : head.fields)
        result.emplaceBack(field.name.toByteArray().toLower(), field.value.toByteArray());
    return result;
}

/*!
    Returns the address of the client: that of the peer, or the one that a trusted proxy tells, see
    TrustedProxies. It is null for a peer on a unix socket.
*/
QHostAddress Request::address() const
{
    const RequestData &known = data();
    if (known.addressKind == RequestData::AddressKind::None)
        return {};
    QHostAddress address(known.address);
    if (known.addressKind == RequestData::AddressKind::IPv4)
        return QHostAddress(address.toIPv4Address());
    if (known.extra)
        address.setScopeId(known.extra->scopeId);
    return address;
}

/*!
    Returns the port of the client, from the same source as address().
*/
quint16 Request::port() const
{
    return data().port;
}

/*!
    Returns whether the request came over TLS, to here or to a trusted proxy.
*/
bool Request::isSecure() const
{
    return data().secure;
}

/*!
    Returns the request's head, line and fields, as it came.
*/
QByteArray Request::head() const
{
    return data().head().toByteArray();
}

/*!
    Returns the body, for requests that are given to a request handler.
*/
QByteArray Request::body() const
{
    return data().extra ? data().extra->body : QByteArray();
}

/*!
    Makes \a body the request's.
*/
void Request::setBody(const QByteArray &body)
{
    if (!body.isEmpty() || data().extra)
        ownData().ownExtra().body = body;
}

/*!
    Returns the certificate that the client identified itself with over TLS. It is null unless it
    was verified against the certificate authorities of the server's QSslConfiguration.
*/
QSslCertificate Request::peerCertificate() const
{
    return data().extra ? data().extra->peerCertificate : QSslCertificate();
}

/*!
    Makes \a certificate the peer's.
*/
void Request::setPeerCertificate(const QSslCertificate &certificate)
{
    if (!certificate.isNull() || data().extra)
        ownData().ownExtra().peerCertificate = certificate;
}

} // namespace QSocketIo::Engine
