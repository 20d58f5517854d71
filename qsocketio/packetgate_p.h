// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/awaited_p.h>
#include <qsocketio/protocol/packet.h>
#include <qsocketio/serversocket.h>

#include <deque>
#include <map>
#include <vector>

namespace QSocketIo {

// The middlewares between the events of a socket and its handlers. While one takes its time, the
// events behind it wait.
class PacketGate
{
public:
    explicit PacketGate(ServerSocket &socket) : m_socket(socket) { }

    void add(QObject *context, ServerSocket::PacketMiddleware middleware);
    // The socket may be gone when it returns.
    void submit(const Packet &packet);
    // The socket is not connected any more: what waits is dropped.
    void close();

private:
    struct Rule
    {
        QPointer<QObject> context;
        ServerSocket::PacketMiddleware decide;
    };
    // A packet that owns what it is made of.
    struct Event
    {
        explicit Event(const Packet &packet);
        Packet packet() const;
        qsizetype size() const;

        QByteArray name;
        std::optional<quint64> id;
        Arguments arguments;
    };

    bool ask(const Packet &packet, size_t next);
    bool settle(const Packet &packet, const Verdict &verdict);
    void await(const QFuture<Verdict> &later, const Packet &packet, size_t next);
    void onVerdict(const Event &event, const Verdict &verdict, size_t next);
    void submitWaiting();
    void keep(const Packet &packet);

    ServerSocket &m_socket;
    std::vector<Rule> m_rules;
    // More than one only where a middleware runs a nested event loop.
    std::map<quint64, std::unique_ptr<Awaited<Verdict>>> m_awaited;
    quint64 m_nextTicket = 0;
    std::deque<Event> m_waiting;
    qsizetype m_waitingBytes = 0;
};

} // namespace QSocketIo
