// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/turn_p.h>
#include <qsocketio/net/attachedserver_p.h>

#include <QTcpSocket>

namespace QSocketIo::Net {

namespace {

constexpr auto PauseWithoutDescriptors = 200ms;

} // namespace

AttachedServer::AttachedServer(QTcpServer *server, Accepted accepted)
    : m_accepted(std::move(accepted)),
      m_server(server),
      m_pause([this] {
          if (m_server)
              m_server->resumeAccepting();
      })
{
    // Queued: accepting runs handlers, and those may nest event loops or end this object.
    const auto acceptSoon = [this] {
        QMetaObject::invokeMethod(
            &m_context, [this] { acceptPending(); }, Qt::QueuedConnection);
    };
    QObject::connect(server, &QTcpServer::pendingConnectionAvailable, &m_context, acceptSoon);
    QObject::connect(server, &QTcpServer::acceptError, &m_context, [this] { onAcceptError(); });
    if (server->hasPendingConnections())
        acceptSoon();
}

AttachedServer::~AttachedServer() = default;

// QTcpServer accepts no more after an error until it is told to.
void AttachedServer::onAcceptError()
{
    if (!std::exchange(m_warned, true))
        qCWarning(lcNet, "cannot accept connections: %s", qPrintable(m_server->errorString()));
    m_pause.start(PauseWithoutDescriptors);
}

void AttachedServer::acceptPending()
{
    m_warned = false;
    const Turn::Scope scope;
    const QPointer<QObject> alive(&m_context);
    while (alive && m_server && m_server->hasPendingConnections()) {
        QTcpSocket *socket = m_server->nextPendingConnection();
        socket->setParent(nullptr);
        m_accepted(socket);
    }
}

} // namespace QSocketIo::Net
