// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/packet_p.h>
#include <qsocketio/engine/transport_p.h>

#include <array>

namespace QSocketIo::Engine {

// What a server has seen since its start.
struct Counters
{
    // By the codes of ConnectionError, and by DisconnectReason.
    std::array<quint64, 6> refused{};
    std::array<quint64, 11> closed{};
    quint64 opened = 0;
    quint64 upgraded = 0;
    quint64 packetsReceived = 0;
    quint64 packetsSent = 0;
    quint64 messagesReceived = 0;
    quint64 messagesSent = 0;
    quint64 bytesReceived = 0;
    quint64 bytesSent = 0;

    void countReceived(const Packet &packet)
    {
        ++packetsReceived;
        messagesReceived += packet.type == PacketType::Message;
        bytesReceived += quint64(packet.data.size());
    }
    void countSent(const OutgoingPacket &packet, quint64 receivers = 1)
    {
        packetsSent += receivers;
        messagesSent += packet.type == PacketType::Message ? receivers : 0;
        bytesSent += receivers * quint64(packet.data.size());
    }
};

} // namespace QSocketIo::Engine
