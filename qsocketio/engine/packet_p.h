// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace QSocketIo::Engine {

// The type digit of Engine.IO 4.
enum class PacketType : quint8 { Open, Close, Ping, Pong, Message, Upgrade, Noop };

constexpr char RecordSeparator = '\x1e';
constexpr char Base64Mark = 'b';

constexpr char digit(PacketType type)
{
    return char('0' + int(type));
}

// A received packet. Text has padding behind it; binary data is shared where it has its own bytes.
struct Packet
{
    PacketType type = PacketType::Message;
    bool binary = false;
    QByteArrayView data = {};
    QByteArray storage = {};
};

// A packet to send. Transports that must keep it copy the data, or share the storage it fills.
struct OutgoingPacket
{
    PacketType type = PacketType::Message;
    bool binary = false;
    QByteArrayView data = {};
    const QByteArray *storage = nullptr;
    // Its WebSocket frame, where one was made for several receivers.
    const QByteArray *frame = nullptr;
};

// A packet that waits.
struct QueuedPacket
{
    PacketType type = PacketType::Message;
    bool binary = false;
    QByteArray data = {};

    explicit QueuedPacket(const OutgoingPacket &packet);
    OutgoingPacket toSend() const { return {type, binary, data, &data}; }
};

// Reads one text packet: the digit and its data. False: not a packet.
bool readTextPacket(QByteArrayView text, Packet &packet);

// The payload of a poll: packets joined by the record separator, binary as b and base64.
qsizetype payloadSize(const QueuedPacket &packet);
void appendToPayload(QByteArray &payload, const QueuedPacket &packet);
// Takes one packet from the front of a payload. False: not a packet.
bool takeFromPayload(QByteArrayView &payload, Packet &packet);
// Every packet of it is one: valid UTF-8, a type digit or base64.
bool isPayload(QByteArrayView payload);

} // namespace QSocketIo::Engine
