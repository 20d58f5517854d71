// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLocalServer;
class QSocketNotifier;
class QTcpServer;
QT_END_NAMESPACE

namespace QSocketIo::Net {

// Without free descriptors QTcpServer tries again and again (of all errors of accepting, those to
// try again included, it tells but the first), and QLocalServer closes. Such a server is not asked
// to accept for a while.
class AcceptPause final : private QObject
{
public:
    explicit AcceptPause(QTcpServer *server);
    explicit AcceptPause(QLocalServer *server);

    // It accepted, so the next error is worth a warning.
    void onAccepted();

private:
    bool eventFilter(QObject *watched, QEvent *event) override;
    // What tells the server of connections is there while it listens.
    void watch();
    void onError(const QString &error);

    QPointer<QObject> m_server;
    QPointer<QSocketNotifier> m_notifier;
    Timer m_pause;
    bool m_warned = false;
};

} // namespace QSocketIo::Net
