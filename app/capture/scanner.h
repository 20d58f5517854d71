// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/record.h>

#include <QByteArray>

#include <optional>

namespace QSocketIo::Monitor {

// What the head of a Socket.IO packet says. Its text is neither copied nor validated.
struct PacketScan
{
    PacketType type = PacketType::None;
    quint32 attachments = 0;
    QByteArrayView nsp = "/";
    std::optional<quint64> id = {};
    // Still with its JSON escapes.
    QByteArrayView event = {};
    qsizetype argumentsAt = 0;
    bool malformed = false;
};

// <type>[<attachments>-][/<namespace>,][<id>][<JSON>], the grammar of protocol 4 and 5.
PacketScan scanPacket(QByteArrayView text);

// A JSON string's inside without its escapes.
QByteArray unescaped(QByteArrayView text);

} // namespace QSocketIo::Monitor
