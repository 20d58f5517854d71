// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/acceptpause_p.h>
#include <qsocketio/net/systemsocket_p.h>

#include <QEvent>
#include <QLocalServer>
#include <QSocketNotifier>
#include <QTcpServer>

#include <cerrno>

namespace QSocketIo::Net {

namespace {

constexpr auto PauseWithoutDescriptors = 200ms;

} // namespace

AcceptPause::AcceptPause(QLocalServer *server)
    : m_server(server),
      m_pause([this] {
          if (m_notifier)
              m_notifier->setEnabled(true);
      })
{
    watch();
}

AcceptPause::AcceptPause(QTcpServer *server)
    : m_server(server),
      m_pause([server = QPointer<QTcpServer>(server)] {
          if (server)
              server->resumeAccepting();
      })
{
    connect(server, &QTcpServer::acceptError, this,
            [this, server] { onError(server->errorString()); });
    watch();
}

void AcceptPause::watch()
{
    if (m_notifier || !m_server)
        return;
    m_notifier = m_server->findChild<QSocketNotifier *>();
    if (m_notifier)
        m_notifier->installEventFilter(this);
}

void AcceptPause::onAccepted()
{
    m_warned = false;
    watch();
}

bool AcceptPause::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::SockAct || hasFreeDescriptor(m_notifier->socket()))
        return false;
    m_notifier->setEnabled(false);
    onError(qt_error_string(EMFILE));
    return true;
}

void AcceptPause::onError(const QString &error)
{
    if (!std::exchange(m_warned, true))
        qCWarning(lcNet, "cannot accept connections: %s", qPrintable(error));
    m_pause.start(PauseWithoutDescriptors);
}

} // namespace QSocketIo::Net
