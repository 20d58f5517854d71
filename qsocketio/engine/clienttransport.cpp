// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clienttransport_p.h>

#include <QCoreApplication>
#include <QEvent>

namespace QSocketIo::Engine {

ClientTransport::ClientTransport() = default;

ClientTransport::~ClientTransport() = default;

// Transports that have to wait keep the function.
// NOLINTNEXTLINE(performance-unnecessary-value-param)
void ClientTransport::pause(std::function<void()> paused)
{
    paused();
}

void ClientTransport::receive(Packet packet)
{
    if (m_end)
        return;
    m_received.push_back(std::move(packet));
    wake();
}

void ClientTransport::end(DisconnectReason reason, const Error &error)
{
    if (m_end)
        return;
    m_end = End{reason, error};
    wake();
}

void ClientTransport::wake()
{
    if (std::exchange(m_awake, true))
        return;
    QCoreApplication::postEvent(&m_context, new QEvent(QEvent::User));
}

void ClientTransport::noteDrained()
{
    if (!m_tellsDrained)
        return;
    m_drained = true;
    wake();
}

void ClientTransport::discardReceived()
{
    unsuspend();
    m_received.clear();
    m_end.reset();
}

bool ClientTransport::Context::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    const Turn::Scope scope;
    m_transport.m_awake = false;
    m_transport.process();
    return true;
}

void ClientTransport::process()
{
    collect();
    while (!m_received.empty()) {
        const Packet packet = m_received.takeFirst();
        if (!m_received.empty() || m_end)
            suspend();
        beforePacket();
        if (listener())
            listener()->onPacket(*this, packet);
    }
    unsuspend();
    if (std::exchange(m_drained, false) && listener())
        listener()->onDrained(*this);
    if (!m_end)
        return afterPackets();
    const DisconnectReason reason = m_end->reason;
    m_error = m_end->error;
    if (Listener *const heir = listener()) {
        setListener(nullptr);
        heir->onTransportClosed(*this, reason, m_error.message);
    }
}

} // namespace QSocketIo::Engine
