// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../loadgen/options.h"
#include "../loadgen/tag.h"
#include "../loadgen/wording.h"

#include <qsocketio/net/websocketframe_p.h>
#include <qsocketio/protocol/parser.h>

namespace QSocketIo::Bench {

// The packets of Engine.IO that the load generator sends, so that the stages add up to what it
// measures.
inline QByteArray packetOf(const Wording &wording)
{
    const std::string text = wording.before + std::string(Tag(0).text()) + wording.after;
    return QByteArray(text.data(), qsizetype(text.size()));
}

inline QByteArray eventPacket(const char *event, int size = 64)
{
    Options options;
    options.size = size;
    return packetOf(eventWording(options, event));
}

inline QByteArray gadgetPacket()
{
    return packetOf(gadgetWording({}));
}

// An event that asks for an answer, in the middle of a long run.
inline QByteArray ackPacket()
{
    constexpr qsizetype id = 2; // behind the two types
    return eventPacket("ack").insert(id, "123456");
}

inline QByteArray msgPackPacket(const char *event)
{
    Options options;
    options.parser = "msgpack";
    return packetOf(eventWording(options, event));
}

// The message of Socket.IO in a packet of Engine.IO.
inline QByteArray messageOf(const QByteArray &packet)
{
    return packet.sliced(1);
}

// A message with the bytes behind it that decoders may read.
inline QByteArray padded(QByteArray message)
{
    message.reserve(message.size() + PacketDecoder::InputPadding);
    return message;
}

// As it arrives. A mask of zeros costs the same as any other, and leaves the bytes readable for the
// next time.
inline QByteArray wireOf(const QByteArray &packet, Net::Opcode opcode = Net::Opcode::Text)
{
    QByteArray wire;
    Net::appendMaskedFrame(wire, opcode, packet, 0);
    return wire;
}

} // namespace QSocketIo::Bench
