// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/packet_p.h>

// The payloads of Engine.IO 3: each packet behind its length. That of text counts UTF-16 code
// units, and binary is base64; XHR2 clients also read and write a binary form, whose lengths are
// bytes.
namespace QSocketIo::Engine::Payload3 {

bool isText(QByteArrayView payload);
// Takes one packet from the front; an empty one is a noop. False: not a packet.
bool takeText(QByteArrayView &payload, Packet &packet);
void appendText(QByteArray &payload, const OutgoingPacket &packet);

bool isBinary(QByteArrayView payload);
bool takeBinary(QByteArrayView &payload, Packet &packet);
void appendBinary(QByteArray &payload, const OutgoingPacket &packet);

} // namespace QSocketIo::Engine::Payload3
