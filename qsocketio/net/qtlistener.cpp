// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/qtlistener_p.h>
#include <qsocketio/net/qtstream_p.h>

#include <QTcpSocket>

namespace QSocketIo::Net {

namespace {

constexpr auto PauseWithoutDescriptors = 200ms;

} // namespace

QtListener::QtListener(std::unique_ptr<QTcpServer> server, Accepted accepted)
    : QtListener(server.get(), std::move(accepted))
{
    m_ownServer = std::move(server);
}

QtListener::QtListener(QTcpServer *server, Accepted accepted)
    : Listener(std::move(accepted)),
      m_server(server),
      m_pause([this] {
          if (m_server)
              m_server->resumeAccepting();
      })
{
    // Queued: accepting runs handlers, and those may nest event loops or end this listener.
    QObject::connect(
        server, &QTcpServer::pendingConnectionAvailable, &m_context, [this] { acceptPending(); },
        Qt::QueuedConnection);
    QObject::connect(server, &QTcpServer::acceptError, &m_context, [this] { onAcceptError(); });
}

QtListener::~QtListener()
{
    if (m_ownServer) {
        m_ownServer->close();
        m_ownServer.release()->deleteLater();
    }
}

bool QtListener::listen(const QHostAddress &address, quint16 port)
{
    m_server->setListenBacklogSize(4096);
    m_server->setMaxPendingConnections(1024);
    return m_server->listen(address, port);
}

QHostAddress QtListener::address() const
{
    return m_server ? m_server->serverAddress() : QHostAddress();
}

// QTcpServer accepts no more after an error until it is told to.
void QtListener::onAcceptError()
{
    if (!std::exchange(m_warned, true))
        qCWarning(lcNet, "cannot accept connections: %s", qPrintable(m_server->errorString()));
    m_pause.start(PauseWithoutDescriptors);
}

void QtListener::acceptPending()
{
    m_warned = false;
    const Turn::Scope scope;
    const QPointer<QObject> alive(&m_context);
    while (alive && m_server && m_server->hasPendingConnections()) {
        QTcpSocket *socket = m_server->nextPendingConnection();
        socket->setParent(nullptr);
        accepted(std::make_unique<QtStream>(socket));
    }
}

} // namespace QSocketIo::Net
