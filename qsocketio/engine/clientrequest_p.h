// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clientmemory_p.h>
#include <qsocketio/engine/clientproxy_p.h>

#include <QNetworkRequest>
#include <QUrl>

namespace QSocketIo::Engine {

// Of the URL only the origin counts; ws and wss are understood as http and https. Invalid: no URL
// of a server.
QUrl serverOrigin(const QUrl &server);

// Makes the requests of one session: address, query, headers, TLS, cookies.
class ClientRequest
{
public:
    ClientRequest(const QUrl &server, const ClientOptions &options,
                  std::shared_ptr<ClientMemory> memory);
    ~ClientRequest();

    const ClientOptions &options() const { return m_options; }
    const ClientProxy &proxy() const { return m_proxy; }
    QNetworkCookieJar *cookieJar() const { return m_memory->cookieJar(m_options); }

    QUrl url(QSocketIo::Transport transport, const QByteArray &sid) const;
    QNetworkRequest poll(const QByteArray &sid) const;
    QNetworkRequest post(const QByteArray &sid, qsizetype bodySize) const;
    QNetworkRequest webSocket(const QByteArray &sid) const;
    // Null: Qt's default.
    QSslConfiguration sslConfiguration() const;
    // May the connection to that peer be used in spite of these errors? The application may be
    // asked.
    bool acceptsFaults(const QList<QSslError> &errors, const QSslCertificate &peer) const;

private:
    void addHeaders(QNetworkRequest &request) const;
    QNetworkRequest http(const QByteArray &sid) const;

    ClientOptions m_options;
    QUrl m_url;
    ClientProxy m_proxy;
    std::shared_ptr<ClientMemory> m_memory;
};

} // namespace QSocketIo::Engine
