// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/turn_p.h>
#include <qsocketio/net/attachedserver_p.h>

#include <QTcpSocket>

namespace QSocketIo::Net {

AttachedServer::AttachedServer(QTcpServer *server, Accepted accepted)
    : m_accepted(std::move(accepted)),
      m_server(server),
      m_pause(server)
{
    // Queued: accepting runs handlers, and those may nest event loops or end this object.
    const auto acceptSoon = [this] {
        QMetaObject::invokeMethod(
            &m_context, [this] { acceptPending(); }, Qt::QueuedConnection);
    };
    QObject::connect(server, &QTcpServer::pendingConnectionAvailable, &m_context, acceptSoon);
    if (server->hasPendingConnections())
        acceptSoon();
}

AttachedServer::~AttachedServer() = default;

void AttachedServer::acceptPending()
{
    m_pause.onAccepted();
    const Turn::Scope scope;
    const QPointer<QObject> alive(&m_context);
    while (alive && m_server && m_server->hasPendingConnections()) {
        QTcpSocket *socket = m_server->nextPendingConnection();
        socket->setParent(nullptr);
        m_accepted(socket);
    }
}

} // namespace QSocketIo::Net
