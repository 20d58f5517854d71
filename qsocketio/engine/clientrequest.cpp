// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/clientrequest_p.h>

#include <QDateTime>
#include <QNetworkCookie>
#include <QNetworkCookieJar>

#include <algorithm>
#include <atomic>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

QString endpointPath(const ClientOptions &options)
{
    QString path = options.path.startsWith(u'/') ? options.path : u'/' + options.path;
    if (path.endsWith(u'/'))
        path.chop(1);
    return options.addTrailingSlash || path.isEmpty() ? path + u'/' : path;
}

QUrl endpoint(const QUrl &server, const ClientOptions &options)
{
    QUrl url = serverOrigin(server);
    url.setPath(endpointPath(options));
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

QUrl serverOrigin(const QUrl &server)
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
    return url;
}

ClientRequest::ClientRequest(const QUrl &server, const ClientOptions &options,
                             std::shared_ptr<ClientMemory> memory)
    : m_options(options),
      m_url(endpoint(server, options)),
      m_proxy(options.proxy, m_url),
      m_memory(std::move(memory))
{
    m_options.extraHeaders.removeIf([](const auto &header) {
        if (isHeader(header.first, header.second))
            return false;
        qCWarning(lcEngine, "a header field with a line break is not sent");
        return true;
    });
}

ClientRequest::~ClientRequest() = default;

// The engine's own keys win over the application's.
QUrl ClientRequest::url(QSocketIo::Transport transport, const QByteArray &sid) const
{
    QUrlQuery query = m_options.query;
    query.removeAllQueryItems(u"sid"_s);
    const auto set = [&query](const QString &key, const QString &value) {
        query.removeAllQueryItems(key);
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    set(u"EIO"_s, QString::number(int(m_options.protocol)));
    set(u"transport"_s, name(transport));
    const bool isPoll = transport == QSocketIo::Transport::Polling;
    if (m_options.timestampRequests.value_or(isPoll))
        set(m_options.timestampParam, timestamp());
    // Protocol 3 has a binary form of its payloads that nobody needs.
    if (m_options.forceBase64 || (isPoll && m_options.protocol == EngineProtocol::V3))
        set(u"b64"_s, u"1"_s);
    if (!sid.isEmpty())
        set(u"sid"_s, QString::fromUtf8(sid));
    QUrl url = m_url;
    url.setQuery(query);
    return url;
}

QSslConfiguration ClientRequest::sslConfiguration() const
{
    if (m_options.pinnedCertificates.isEmpty())
        return m_options.sslConfiguration;
    QSslConfiguration configuration = m_options.sslConfiguration.isNull()
        ? QSslConfiguration::defaultConfiguration()
        : m_options.sslConfiguration;
    configuration.setCaCertificates(m_options.pinnedCertificates);
    return configuration;
}

// A certificate that is trusted itself, but was signed by somebody else or for another name, has
// faults to Qt, and so has who signed it. A peer that only shows it among others has another one.
bool ClientRequest::acceptsFaults(const QList<QSslError> &errors, const QSslCertificate &peer) const
{
    const auto isPinned = [this](const QSslCertificate &certificate) {
        return !certificate.isNull() && m_options.pinnedCertificates.contains(certificate);
    };
    if (isPinned(peer) || std::ranges::all_of(errors, isPinned, &QSslError::certificate))
        return true;
    return m_memory->acceptsFaults && m_memory->acceptsFaults(errors);
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
    request.setTransferTimeout(int(m_options.requestTimeout.count()));
    if (const QSslConfiguration ssl = sslConfiguration(); !ssl.isNull())
        request.setSslConfiguration(ssl);
    if (!m_proxy.credentials().isEmpty())
        request.setRawHeader("Proxy-Authorization", m_proxy.credentials());
    addHeaders(request);
    return request;
}

} // namespace QSocketIo::Engine
