// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../support/wireclient.h"

#include <qsocketio/server.h>

#include <QTest>

namespace QSocketIo::Testing {

// A test with a server and clients that show what is on the wire.
class ServerFixture : public QObject
{
    Q_OBJECT
protected:
    void startServer(const ServerOptions &options = {})
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_server = std::make_unique<Server>(options);
        connect(m_server.get(), &Server::socketConnected, this,
                [this](ServerSocket *socket) { m_sockets.append(socket); });
        QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    }

    void stopServer()
    {
        m_clients.clear();
        m_sockets.clear();
        m_server.reset();
    }

    WireClient &connectClient()
    {
        m_clients.push_back(std::make_unique<WireClient>(m_server->serverPort()));
        if (!m_clients.back()->join())
            qCritical("the client could not join");
        return *m_clients.back();
    }

    std::unique_ptr<Server> m_server;
    std::vector<std::unique_ptr<WireClient>> m_clients;
    QList<ServerSocket *> m_sockets;
};

} // namespace QSocketIo::Testing
