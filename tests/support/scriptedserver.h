// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPointer>
#include <QStringList>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

namespace QSocketIo::Testing {

// A server that says what the test tells it to, over WebSocket.
class ScriptedServer : public QObject
{
public:
    ScriptedServer() : m_server(QString(), QWebSocketServer::NonSecureMode)
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] { accept(); });
    }

    QUrl url() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(m_server.serverPort()));
    }
    void send(const QString &text) { m_peer->sendTextMessage(text); }
    void breakDown() { m_peer->abort(); }
    bool isConnected() const { return m_peer; }

    // Sent after the handshake, before anything else.
    QStringList greeting;
    // What the client said.
    QStringList heard;
    int connections = 0;

private:
    void accept()
    {
        QWebSocket *peer = m_server.nextPendingConnection();
        m_peer = peer;
        ++connections;
        connect(peer, &QWebSocket::disconnected, peer, &QObject::deleteLater);
        connect(peer, &QWebSocket::textMessageReceived, this,
                [this](const QString &text) { heard.append(text); });
        peer->sendTextMessage(QStringLiteral(
            R"(0{"sid":"e","upgrades":[],"pingInterval":25000,"pingTimeout":20000})"));
        for (const QString &text : greeting)
            peer->sendTextMessage(text);
    }

    QWebSocketServer m_server;
    QPointer<QWebSocket> m_peer;
};

} // namespace QSocketIo::Testing
