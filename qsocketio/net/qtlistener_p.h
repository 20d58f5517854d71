// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/acceptpause_p.h>
#include <qsocketio/net/listener_p.h>

#include <QLocalServer>
#include <QTcpServer>

#include <deque>

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

    bool listenAt(const TcpEndpoint &endpoint);
    bool listenAt(const LocalEndpoint &endpoint);
    bool listenAt(const DescriptorEndpoint &endpoint);
    template <typename Server, typename Bind>
    bool start(Server &server, const Bind &bind);
    void take(qintptr descriptor);
    void deliver();

    const MakeStream m_makeStream;
    // Accepting runs handlers, which may nest event loops or end this listener.
    QObject m_context;
    std::deque<std::unique_ptr<Stream>> m_accepted;
    std::unique_ptr<QTcpServer> m_tcp;
    std::unique_ptr<QLocalServer> m_local;
    std::unique_ptr<AcceptPause> m_pause;
    QString m_error;
};

} // namespace QSocketIo::Net
