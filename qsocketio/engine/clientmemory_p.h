// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clientoptions.h>

#include <QNetworkCookieJar>
#include <QSslError>

#include <functional>
#include <memory>

namespace QSocketIo::Engine {

// What the sessions of one client have in common.
class ClientMemory
{
public:
    // The application's, or one that is made when it is needed, by the thread that needs it.
    QNetworkCookieJar *cookieJar(const ClientOptions &options)
    {
        if (options.cookieJar)
            return options.cookieJar;
        if (!m_cookies)
            m_cookies = std::make_unique<QNetworkCookieJar>();
        return m_cookies.get();
    }

    // The options of the next session.
    ClientOptions adapt(ClientOptions options) const
    {
        const qsizetype webSocket = options.transports.indexOf(QSocketIo::Transport::WebSocket);
        if (options.rememberUpgrade && m_webSocketWorked && webSocket > 0)
            options.transports.move(webSocket, 0);
        return options;
    }
    void noteOpen(QSocketIo::Transport transport)
    {
        m_webSocketWorked = transport == QSocketIo::Transport::WebSocket;
    }
    void noteError() { m_webSocketWorked = false; }

    // Asks the application whether a certificate is good in spite of its faults. It may do anything
    // meanwhile.
    std::function<bool(const QList<QSslError> &errors)> acceptsFaults;

private:
    std::unique_ptr<QNetworkCookieJar> m_cookies;
    bool m_webSocketWorked = false;
};

} // namespace QSocketIo::Engine
