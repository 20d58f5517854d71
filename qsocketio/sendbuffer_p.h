// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>
#include <qsocketio/protocol/parser.h>

#include <QSet>

#include <list>
#include <vector>

namespace QSocketIo {

// An event that waits to be sent, with the id of its acknowledgement where it wants one.
struct WaitingPacket
{
    EncodedPacket packet;
    std::optional<quint64> ackId = {};
    QByteArray event = {};

    qint64 size() const;
};

// Events that wait for the connection, in their order; bounded. Mostly there are none, and then it
// takes no memory.
class SendBuffer
{
public:
    // Returns what has no place any more: older ones, or the new one itself.
    std::vector<WaitingPacket> add(WaitingPacket packet, const ClientOptions &limits);
    std::list<WaitingPacket> take();
    void remove(quint64 ackId);
    QSet<quint64> ackIds() const;

private:
    std::list<WaitingPacket> m_packets;
    qint64 m_bytes = 0;
};

} // namespace QSocketIo
