// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clientoptions.h>

#include <QNetworkRequest>
#include <QUrl>

#include <memory>

namespace QSocketIo::Engine {

// Makes the requests of one client: address, query, headers, TLS, cookies.
class ClientRequest
{
public:
    // Of the URL only the origin counts; ws and wss are understood as http and https.
    ClientRequest(const QUrl &server, const ClientOptions &options);
    ~ClientRequest();

    bool isValid() const { return m_url.isValid(); }
    const ClientOptions &options() const { return m_options; }
    QNetworkCookieJar *cookieJar() const;

    QUrl url(QSocketIo::Transport transport, const QByteArray &sid) const;
    QNetworkRequest poll(const QByteArray &sid) const;
    QNetworkRequest post(const QByteArray &sid, qsizetype bodySize) const;
    QNetworkRequest webSocket(const QByteArray &sid) const;

private:
    void addHeaders(QNetworkRequest &request) const;
    QNetworkRequest http(const QByteArray &sid) const;

    ClientOptions m_options;
    QUrl m_url;
    std::unique_ptr<QNetworkCookieJar> m_ownCookies;
};

} // namespace QSocketIo::Engine
