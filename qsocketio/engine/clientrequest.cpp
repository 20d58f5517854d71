// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/clientrequest_p.h>

#include <QDateTime>
#include <QNetworkCookie>
#include <QNetworkCookieJar>

#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

QUrl endpoint(const QUrl &server, const QString &path)
{
    QString scheme = server.scheme();
    if (scheme == "ws"_L1)
        scheme = u"http"_s;
    else if (scheme == "wss"_L1)
        scheme = u"https"_s;
    if ((scheme != "http"_L1 && scheme != "https"_L1) || server.host().isEmpty())
        return {};
    QUrl url;
    url.setScheme(scheme);
    url.setHost(server.host());
    url.setPort(server.port());
    url.setPath(path.startsWith(u'/') ? path : u'/' + path);
    return url;
}

// A line break would end the header and start another one.
bool isHeader(const QByteArray &name, const QByteArray &value)
{
    const auto breaksOut = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    return !name.isEmpty() && std::none_of(name.begin(), name.end(), breaksOut)
        && std::none_of(value.begin(), value.end(), breaksOut);
}

// Different for every request, so that no cache on the way answers a poll.
QString timestamp()
{
    static std::atomic<quint32> count = 0;
    return QString::number(QDateTime::currentMSecsSinceEpoch(), 36)
        + QString::number(count.fetch_add(1, std::memory_order_relaxed), 36);
}

} // namespace

ClientRequest::ClientRequest(const QUrl &server, const ClientOptions &options)
    : m_options(options),
      m_url(endpoint(server, options.path))
{
    m_options.extraHeaders.removeIf([](const auto &header) {
        if (isHeader(header.first, header.second))
            return false;
        qCWarning(lcEngine, "a header field with a line break is not sent");
        return true;
    });
    if (!m_options.cookieJar)
        m_ownCookies = std::make_unique<QNetworkCookieJar>();
}

ClientRequest::~ClientRequest() = default;

QNetworkCookieJar *ClientRequest::cookieJar() const
{
    return m_ownCookies ? m_ownCookies.get() : m_options.cookieJar;
}

QUrl ClientRequest::url(QSocketIo::Transport transport, const QByteArray &sid) const
{
    QUrlQuery query = m_options.query;
    const auto set = [&query](const QString &key, const QString &value) {
        query.removeAllQueryItems(key);
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    set(u"EIO"_s, u"4"_s);
    set(u"transport"_s, name(transport));
    if (transport == QSocketIo::Transport::Polling)
        set(u"t"_s, timestamp());
    if (!sid.isEmpty())
        set(u"sid"_s, QString::fromUtf8(sid));
    QUrl url = m_url;
    url.setQuery(query);
    return url;
}

QNetworkRequest ClientRequest::poll(const QByteArray &sid) const
{
    return http(sid);
}

QNetworkRequest ClientRequest::post(const QByteArray &sid, qsizetype bodySize) const
{
    QNetworkRequest request = http(sid);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"text/plain;charset=UTF-8"_s);
    request.setHeader(QNetworkRequest::ContentLengthHeader, bodySize);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    return request;
}

QNetworkRequest ClientRequest::webSocket(const QByteArray &sid) const
{
    QUrl url = this->url(QSocketIo::Transport::WebSocket, sid);
    QByteArray cookies;
    for (const QNetworkCookie &cookie : cookieJar()->cookiesForUrl(url)) {
        if (!cookies.isEmpty())
            cookies += "; ";
        cookies += cookie.toRawForm(QNetworkCookie::NameAndValueOnly);
    }
    url.setScheme(url.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    QNetworkRequest request(url);
    if (!cookies.isEmpty())
        request.setRawHeader("Cookie", cookies);
    addHeaders(request);
    return request;
}

void ClientRequest::addHeaders(QNetworkRequest &request) const
{
    request.setHeader(QNetworkRequest::UserAgentHeader, u"QSocketIo"_s);
    for (const auto &[name, value] : m_options.extraHeaders)
        request.setRawHeader(name, value);
}

QNetworkRequest ClientRequest::http(const QByteArray &sid) const
{
    QNetworkRequest request(url(QSocketIo::Transport::Polling, sid));
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    // Credentials in headers must not follow to another server.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::SameOriginRedirectPolicy);
    if (!m_options.sslConfiguration.isNull())
        request.setSslConfiguration(m_options.sslConfiguration);
    addHeaders(request);
    return request;
}

} // namespace QSocketIo::Engine
