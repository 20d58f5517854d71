// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <type_traits>

namespace QSocketIo::Monitor {

enum class Direction : quint8 { ToServer, ToClient };

constexpr Direction opposite(Direction direction)
{
    return direction == Direction::ToServer ? Direction::ToClient : Direction::ToServer;
}

enum class Carrier : quint8 { Unknown, Polling, WebSocket };

enum class RecordKind : quint8 { Opened, Packet, Upgraded, Closed, Lost };

// The numbers of the wire; None: a packet without a Socket.IO layer.
enum class PacketType : quint8 {
    Connect,
    Disconnect,
    Event,
    Ack,
    ConnectError,
    BinaryEvent,
    BinaryAck,
    None,
};

constexpr bool isEvent(PacketType type)
{
    return type == PacketType::Event || type == PacketType::BinaryEvent;
}

constexpr bool isAck(PacketType type)
{
    return type == PacketType::Ack || type == PacketType::BinaryAck;
}

constexpr bool isBinary(PacketType type)
{
    return type == PacketType::BinaryEvent || type == PacketType::BinaryAck;
}

constexpr quint8 EngineMessage = 4;

// What a source delivers. The views live until the call it is passed to returns.
struct RawRecord
{
    RecordKind kind = RecordKind::Packet;
    Direction direction = Direction::ToServer;
    Carrier carrier = Carrier::Unknown;
    // Engine.IO, 0 (open) to 6 (noop).
    quint8 engineType = EngineMessage;
    bool binary = false;
    // Told by the server's admin protocol: there was no Engine.IO packet to see.
    bool reported = false;
    // Chosen by the source, unique within it.
    quint64 connection = 0;
    // Nanoseconds of the monotonic clock.
    qint64 time = 0;
    // For Lost: how many.
    quint64 count = 0;
    QByteArrayView session = {};
    QByteArrayView data = {};
};

struct PacketHeader
{
    enum Flag : quint8 {
        Binary = 0x01,
        Truncated = 0x02,
        Malformed = 0x04,
        Reported = 0x08,
        HasAckId = 0x10,
        Unanswered = 0x20,
    };

    // Nanoseconds since the capture began.
    qint64 time = 0;
    quint64 ackId = 0;
    // The event of an ack and the other way round; 0: not known (yet).
    quint64 pair = 0;
    quint32 payload = 0;
    quint32 storedSize = 0;
    // Of the packet on the wire; for Lost: how many.
    quint32 size = 0;
    quint32 connection = 0;
    quint32 nsp = 0;
    quint32 event = 0;
    quint32 latency = 0;
    quint16 source = 0;
    // Where the arguments start in the Socket.IO text.
    quint16 argumentsAt = 0;
    RecordKind kind = RecordKind::Packet;
    PacketType type = PacketType::None;
    quint8 engineType = EngineMessage;
    Direction direction = Direction::ToServer;
    Carrier carrier = Carrier::Unknown;
    quint8 flags = 0;
    quint16 attachments = 0;

    bool has(Flag flag) const { return flags & flag; }
    void set(Flag flag) { flags = quint8(flags | flag); }
};

static_assert(sizeof(PacketHeader) == 64);
static_assert(std::is_trivially_copyable_v<PacketHeader>);

} // namespace QSocketIo::Monitor
