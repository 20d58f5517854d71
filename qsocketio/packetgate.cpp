// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/packetgate_p.h>
#include <qsocketio/server.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/verdicts_p.h>

namespace QSocketIo {

PacketGate::Event::Event(const Packet &packet)
    : name(packet.event.toByteArray()),
      id(packet.id),
      arguments(packet.arguments)
{
}

Packet PacketGate::Event::packet() const
{
    Packet packet;
    packet.event = name;
    packet.id = id;
    packet.arguments = arguments;
    return packet;
}

qsizetype PacketGate::Event::size() const
{
    qsizetype size = qsizetype(sizeof(Event)) + name.size() + arguments.encoded().bytes.size();
    for (const QByteArray &attachment : arguments.encoded().attachments)
        size += attachment.size();
    return size;
}

void PacketGate::add(QObject *context, ServerSocket::PacketMiddleware middleware)
{
    m_rules.push_back({context, std::move(middleware)});
}

void PacketGate::submit(const Packet &packet)
{
    if (m_awaited.empty() && m_waiting.empty()) {
        ask(packet, 0);
        return;
    }
    const QPointer<ServerSocket> alive(&m_socket);
    keep(packet);
    // A handler runs a nested loop: the events that came while a middleware took its time.
    if (alive && m_awaited.empty())
        submitWaiting();
}

void PacketGate::close()
{
    for (auto &[ticket, awaited] : m_awaited)
        Turn::dispose(std::move(awaited));
    m_awaited.clear();
    m_waiting.clear();
    m_waitingBytes = 0;
}

// False: the gate is gone, or waits.
bool PacketGate::ask(const Packet &packet, size_t next)
{
    const QPointer<ServerSocket> alive(&m_socket);
    const QString event = QString::fromUtf8(packet.event);
    while (next < m_rules.size()) {
        const Rule rule = m_rules[next++];
        if (!rule.context)
            continue;
        NowOrLater<Verdict> decision = rule.decide(event, packet.arguments);
        if (!alive)
            return false;
        if (const auto later = notYet(decision)) {
            await(*later, packet, next);
            return false;
        }
        const Verdict verdict = verdictOf(decision);
        if (!verdict.accepted || !m_socket.isConnected())
            return settle(packet, verdict);
    }
    return settle(packet, Verdict::accept());
}

bool PacketGate::settle(const Packet &packet, const Verdict &verdict)
{
    const QPointer<ServerSocket> alive(&m_socket);
    if (!m_socket.isConnected())
        return true;
    if (verdict.accepted)
        m_socket.dd()->dispatchEvent(packet);
    else
        Q_EMIT m_socket.packetRejected(QString::fromUtf8(packet.event), verdict.message,
                                       verdict.data);
    return alive;
}

void PacketGate::await(const QFuture<Verdict> &later, const Packet &packet, size_t next)
{
    const quint64 ticket = m_nextTicket++;
    m_awaited[ticket] = std::make_unique<Awaited<Verdict>>(
        later,
        [this, ticket, event = Event(packet), next](const Expected<Verdict, Error> &verdict) {
            Turn::dispose(std::move(m_awaited.extract(ticket).mapped()));
            onVerdict(event, verdictOf(verdict), next);
        });
}

void PacketGate::onVerdict(const Event &event, const Verdict &verdict, size_t next)
{
    const bool goesOn =
        verdict.accepted ? ask(event.packet(), next) : settle(event.packet(), verdict);
    if (goesOn && m_awaited.empty())
        submitWaiting();
}

void PacketGate::submitWaiting()
{
    while (!m_waiting.empty()) {
        const Event event = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_waitingBytes -= event.size();
        if (!ask(event.packet(), 0))
            return;
    }
}

void PacketGate::keep(const Packet &packet)
{
    const Event &event = m_waiting.emplace_back(packet);
    m_waitingBytes += event.size();
    if (m_waitingBytes <= m_socket.server()->options().maxBufferedBytes)
        return;
    qCInfo(lcServer, "a client sends faster than the middleware of its socket decides");
    m_socket.closeConnection();
}

} // namespace QSocketIo
