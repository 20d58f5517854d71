// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>

#include <QPointer>
#include <QTcpServer>

namespace QSocketIo::Net {

// A QTcpServer accepts no more after an error until it is told to: this tells it, a little later.
class AcceptPause
{
public:
    explicit AcceptPause(QTcpServer *server);

    // It works again: the next error is worth a warning.
    void onAccepted() { m_warned = false; }

private:
    void onError();

    QPointer<QTcpServer> m_server;
    QObject m_context;
    Timer m_pause;
    bool m_warned = false;
};

} // namespace QSocketIo::Net
