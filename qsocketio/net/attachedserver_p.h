// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/acceptpause_p.h>

#include <QTcpServer>

#include <functional>

namespace QSocketIo::Net {

// Takes what an application's QTcpServer or QSslServer accepts.
class AttachedServer
{
public:
    using Accepted = std::function<void(QTcpSocket *)>;

    AttachedServer(QTcpServer *server, Accepted accepted);
    ~AttachedServer();

    const QTcpServer *server() const { return m_server; }

private:
    void acceptPending();

    const Accepted m_accepted;
    QPointer<QTcpServer> m_server;
    QObject m_context;
    AcceptPause m_pause;
};

} // namespace QSocketIo::Net
