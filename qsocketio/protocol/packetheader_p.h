// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/packet.h>

namespace QSocketIo {

enum class PacketFault : quint8 {
    UnknownType,
    InvalidType,
    Malformed,
    IllegalAttachmentCount,
    TooManyAttachments,
    AttachmentsTooLarge,
    InvalidNamespace,
    InvalidId,
    InvalidPayload,
    IllegalAttachments,
    TextDuringReconstruction,
    BinaryWithoutReconstruction,
    TextInsteadOfBinary,
};

// The words of the JavaScript implementation where it knows the fault.
QString describe(PacketFault fault);

// What stands before the JSON of a packet: <type>[<attachments>-][<namespace>,][<id>]
struct PacketHeader
{
    Packet::Type type = Packet::Type::Event;
    qsizetype attachments = 0;
    QByteArrayView nsp = "/";
    std::optional<quint64> id = {};
    QByteArrayView payload = {};

    static bool announcesAttachments(QByteArrayView text)
    {
        return text.startsWith('5') || text.startsWith('6');
    }
    // Fills a new header; returns what is wrong with the text, if anything.
    std::optional<PacketFault> read(QByteArrayView text, qsizetype maxAttachments);
};

} // namespace QSocketIo
