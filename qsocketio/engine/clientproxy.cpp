// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clientproxy_p.h>

#include <QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Engine {

namespace {

// Where none fits, Qt tells so in the words of its own errors.
QNetworkProxy firstOf(const QList<QNetworkProxy> &proxies, QNetworkProxy::Capabilities wanted)
{
    const auto fits = [wanted](const QNetworkProxy &proxy) {
        return (proxy.capabilities() & wanted) != QNetworkProxy::Capabilities();
    };
    const auto found = std::ranges::find_if(proxies, fits);
    return found == proxies.end() ? proxies.first() : *found;
}

// Qt would send it when asked only, with the request once more, and a POST cannot be sent twice.
QByteArray basicCredentials(const QNetworkProxy &proxy)
{
    const bool forwards =
        proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::HttpCachingProxy;
    if (!forwards || proxy.user().isEmpty())
        return {};
    return "Basic " + QString(proxy.user() + u':' + proxy.password()).toUtf8().toBase64();
}

} // namespace

ClientProxy::ClientProxy(const QNetworkProxy &chosen, const QUrl &endpoint)
{
    const QList<QNetworkProxy> proxies = chosen.type() == QNetworkProxy::DefaultProxy
        ? QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(endpoint))
        : QList{chosen};
    m_forTunnels = firstOf(proxies, QNetworkProxy::TunnelingCapability);
    m_forRequests = m_forTunnels;
    // Through TLS a proxy passes on what it cannot read, and gets its own before.
    if (endpoint.scheme() != "http"_L1)
        return;
    m_forRequests =
        firstOf(proxies, QNetworkProxy::TunnelingCapability | QNetworkProxy::CachingCapability);
    m_credentials = basicCredentials(m_forRequests);
}

} // namespace QSocketIo::Engine
