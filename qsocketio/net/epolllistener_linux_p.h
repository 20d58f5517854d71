// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/net/listener_p.h>
#include <qsocketio/net/reactor_linux_p.h>

struct sockaddr_storage;

namespace QSocketIo::Net {

// Accepts by the reactor. Also for Qt's sockets: QTcpServer spins when descriptors run out.

class EpollListener final : public Listener, private EventSource
{
public:
    using MakeStream = std::function<std::unique_ptr<Stream>(int, const sockaddr_storage &)>;

    EpollListener(MakeStream makeStream, Accepted accepted);
    ~EpollListener() override;

    bool listen(const QHostAddress &address, quint16 port) override;
    quint16 port() const override { return m_port; }
    QHostAddress address() const override { return m_address; }
    QString errorString() const override { return m_error; }

private:
    void onEvents(quint32 events) override;
    bool bindAndListen(const QHostAddress &address, quint16 port);
    bool fail();
    void pause();

    const MakeStream m_makeStream;
    std::shared_ptr<Reactor> m_reactor;
    Reactor::Handle m_handle;
    int m_descriptor = -1;
    quint16 m_port = 0;
    QHostAddress m_address;
    QString m_error;
    Timer m_pause;
    bool m_warned = false;
};

} // namespace QSocketIo::Net
