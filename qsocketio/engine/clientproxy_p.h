// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QNetworkProxy>

QT_BEGIN_NAMESPACE
class QUrl;
QT_END_NAMESPACE

namespace QSocketIo::Engine {

// The way of one session through proxies. Left to themselves Qt's classes would ask for different
// things, QNetworkAccessManager for the way to the URL, QWebSocket for that of a TCP socket to its
// host, and get different answers where a system has a proxy for each protocol.
class ClientProxy
{
public:
    // Asks for the application's where the chosen one is the default one.
    ClientProxy(const QNetworkProxy &chosen, const QUrl &endpoint);

    // For HTTP requests; one of http may be forwarded by a proxy.
    const QNetworkProxy &forRequests() const { return m_forRequests; }
    // For what has to get through as it is.
    const QNetworkProxy &forTunnels() const { return m_forTunnels; }
    // What a proxy that forwards requests wants to see in each; may be empty.
    const QByteArray &credentials() const { return m_credentials; }

private:
    QNetworkProxy m_forRequests;
    QNetworkProxy m_forTunnels;
    QByteArray m_credentials;
};

} // namespace QSocketIo::Engine
