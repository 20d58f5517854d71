// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/acceptpause_p.h>
#include <qsocketio/net/listener_p.h>

#include <QLocalServer>

namespace QSocketIo::Net {

// Accepts by Qt's servers, where there is no epoll.
class QtListener final : public Listener
{
public:
    using MakeStream = std::function<std::unique_ptr<Stream>(qintptr)>;

    QtListener(MakeStream makeStream, Accepted accepted);
    ~QtListener() override;

    bool listen(const Endpoint &endpoint) override;
    quint16 port() const override;
    QHostAddress address() const override;
    QString errorString() const override { return m_error; }

private:
    class TcpAcceptor;
    class LocalAcceptor;

    bool listenTcp(const std::function<bool(QTcpServer &)> &bind);
    bool listenLocal(const QString &path);
    void take(qintptr descriptor);

    const MakeStream m_makeStream;
    // Accepting runs handlers, which may nest event loops or end this listener.
    QObject m_context;
    std::unique_ptr<QTcpServer> m_tcp;
    std::unique_ptr<AcceptPause> m_pause;
    std::unique_ptr<QLocalServer> m_local;
    QString m_error;
};

} // namespace QSocketIo::Net
