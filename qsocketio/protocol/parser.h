// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/error.h>
#include <qsocketio/protocol/packet.h>

#include <memory>

namespace QSocketIo {

struct ParserLimits
{
    int attachments = 10;
    int depth = 512;
    qsizetype attachmentBytes = 100'000'000;
};

// One packet as it goes out: the main message, then the attachments, contiguously.
struct EncodedPacket
{
    QByteArray buffer;
    qsizetype begin = 0;
    // What is left of the buffer behind the message.
    qsizetype unused = 0;
    bool binary = false;
    QList<QByteArray> attachments;

    QByteArrayView message() const { return QByteArrayView(buffer).sliced(begin).chopped(unused); }

    // A packet of one message.
    static QSOCKETIO_EXPORT EncodedPacket ofText(QByteArrayView message);
    static QSOCKETIO_EXPORT EncodedPacket ofBinary(QByteArrayView message);
};

class QSOCKETIO_EXPORT PacketEncoder
{
public:
    virtual ~PacketEncoder();

    // Write the arguments to the writer, then take the packet; it is valid until the next begin.
    virtual Writer &begin(Packet::Type type, QByteArrayView nsp,
                          const std::optional<quint64> &id) = 0;
    virtual Writer &beginEvent(QByteArrayView nsp, const std::optional<quint64> &id,
                               QByteArrayView event) = 0;
    virtual EncodedPacket &finish() = 0;
};

// The state of one connection: what is between a binary packet and its last attachment.
class QSOCKETIO_EXPORT PacketDecoder
{
public:
    enum class Status : quint8 { Incomplete, Complete, Failed };

    virtual ~PacketDecoder();

    // InputPadding bytes behind text must be readable. The packet borrows from text alone; whatever
    // else it needs it owns, in its storage and its arguments, since a handler may let the next
    // packet in while it still runs.
    static constexpr qsizetype InputPadding = 64;
    virtual Status text(QByteArrayView text, Packet &packet) = 0;
    // Attachments are kept as they come: data must own its bytes.
    virtual Status binary(const QByteArray &data, Packet &packet) = 0;
    virtual void reset() = 0;
    virtual QString errorString() const = 0;
};

class QSOCKETIO_EXPORT Parser
{
public:
    virtual ~Parser();

    virtual std::unique_ptr<PacketEncoder> createEncoder() const = 0;
    virtual std::unique_ptr<PacketDecoder> createDecoder(const ParserLimits &limits) const = 0;
};

} // namespace QSocketIo
