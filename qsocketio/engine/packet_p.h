// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace QSocketIo::Net {
class SharedFrame;
} // namespace QSocketIo::Net

namespace QSocketIo::Engine {

// The type digit of Engine.IO 3 and 4.
enum class PacketType : quint8 { Open, Close, Ping, Pong, Message, Upgrade, Noop };

constexpr char RecordSeparator = '\x1e';
// What stands in front of binary: in text as base64, and as it is. Protocol 4 has nothing there.
constexpr char Base64Mark = 'b';
constexpr QByteArrayView Base64Mark3 = "b4";
constexpr char BinaryMessage3 = '\x04';

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
    const Net::SharedFrame *frame = nullptr;
    bool compress = true;

    // The storage has the data and nothing else: it can be shared instead of copied.
    bool isStored() const { return storage && storage->size() == data.size(); }
};

// A packet that waits.
struct QueuedPacket
{
    PacketType type = PacketType::Message;
    bool binary = false;
    bool compress = true;
    QByteArray data = {};

    explicit QueuedPacket(const OutgoingPacket &packet);
    OutgoingPacket toSend() const { return {type, binary, data, &data, nullptr, compress}; }
};

// Reads one text packet: the digit and its data. False: not a packet.
inline bool readTextPacket(QByteArrayView text, Packet &packet)
{
    if (text.isEmpty() || text.front() < '0' || text.front() > '6')
        return false;
    packet.type = PacketType(text.front() - '0');
    packet.binary = false;
    packet.data = text.sliced(1);
    return true;
}

// One packet in text form: a text packet, or the mark and base64. By protocol 4 and 3.
bool isPacket(QByteArrayView text);
bool readPacket(QByteArrayView text, Packet &packet);
bool isPacket3(QByteArrayView text);
bool readPacket3(QByteArrayView text, Packet &packet);
// A binary message as protocol 3 sends it.
bool readBinaryMessage3(QByteArrayView bytes, Packet &packet);

// The payload of protocol 4: packets joined by the record separator, binary as b and base64.
qsizetype payloadSize(const OutgoingPacket &packet);
// The data of a binary one.
QByteArray base64Of(const OutgoingPacket &packet);
void appendToPayload(QByteArray &payload, const OutgoingPacket &packet);
// Takes one packet from the front of a payload. False: not a packet.
bool takeFromPayload(QByteArrayView &payload, Packet &packet);
// Every packet of it is one: valid UTF-8, a type digit or base64.
bool isPayload(QByteArrayView payload);

} // namespace QSocketIo::Engine
