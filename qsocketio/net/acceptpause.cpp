// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/acceptpause_p.h>

namespace QSocketIo::Net {

namespace {

constexpr auto PauseWithoutDescriptors = 200ms;

} // namespace

AcceptPause::AcceptPause(QTcpServer *server)
    : m_server(server),
      m_pause([this] {
          if (m_server)
              m_server->resumeAccepting();
      })
{
    QObject::connect(server, &QTcpServer::acceptError, &m_context, [this] { onError(); });
}

void AcceptPause::onError()
{
    if (!std::exchange(m_warned, true))
        qCWarning(lcNet, "cannot accept connections: %s", qPrintable(m_server->errorString()));
    m_pause.start(PauseWithoutDescriptors);
}

} // namespace QSocketIo::Net
