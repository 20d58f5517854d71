// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/net/listener_p.h>

#include <QPointer>
#include <QSslServer>
#include <QTcpServer>

namespace QSocketIo::Net {

// Accepts by a QTcpServer or QSslServer: its own, or one that the application keeps.
class QtListener final : public Listener
{
public:
    QtListener(std::unique_ptr<QTcpServer> server, Accepted accepted);
    QtListener(QTcpServer *server, Accepted accepted);
    ~QtListener() override;

    bool listen(const QHostAddress &address, quint16 port) override;
    quint16 port() const override { return m_server ? m_server->serverPort() : 0; }
    QHostAddress address() const override;
    QString errorString() const override { return m_server ? m_server->errorString() : QString(); }

private:
    void acceptPending();
    void onAcceptError();

    std::unique_ptr<QTcpServer> m_ownServer;
    QPointer<QTcpServer> m_server;
    QObject m_context;
    Timer m_pause;
    bool m_warned = false;
};

} // namespace QSocketIo::Net
