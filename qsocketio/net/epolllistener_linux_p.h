// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/net/listener_p.h>
#include <qsocketio/net/listensocket_linux_p.h>
#include <qsocketio/net/peername_linux_p.h>
#include <qsocketio/net/reactor_linux_p.h>

namespace QSocketIo::Net {

// Accepts by the reactor. Also for Qt's sockets: QTcpServer spins when descriptors run out.
class EpollListener final : public Listener, private EventSource
{
public:
    using MakeStream = std::function<std::unique_ptr<Stream>(qintptr, const PeerName &)>;

    EpollListener(MakeStream makeStream, Accepted accepted);
    ~EpollListener() override;

    bool listen(const Endpoint &endpoint) override;
    quint16 port() const override { return m_socket.port; }
    QHostAddress address() const override { return m_socket.address; }
    QString errorString() const override { return m_socket.error; }

private:
    void onEvents(quint32 events) override;
    void pause();

    const MakeStream m_makeStream;
    std::shared_ptr<Reactor> m_reactor;
    Reactor::Handle m_handle;
    ListenSocket m_socket;
    Timer m_pause;
    bool m_warned = false;
};

} // namespace QSocketIo::Net
