// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/capture.h>

#include <QString>

namespace QSocketIo::Monitor {

// What a packet looks like in words. The terms are the protocol's and are not translated.

enum class Category : quint8 { Event, Ack, Control };

Category categoryOf(const PacketHeader &header);
// "EVENT", "ACK", "ping", ...
QLatin1StringView typeName(const PacketHeader &header);
// As the protocol calls it: "BINARY_EVENT", ...
QLatin1StringView wireName(PacketType type);
QLatin1StringView carrierName(Carrier carrier);
QLatin1StringView directionName(Direction direction);

// The arguments (or the data) in one line without line breaks.
QString summaryOf(const PacketHeader &header, const PacketBytes &bytes);
// The arguments' JSON text: an array for events and acks.
QByteArrayView argumentsOf(const PacketHeader &header, const PacketBytes &bytes);
// The packet as it was on the wire: Engine.IO type and text, then the attachments.
QByteArray wireBytes(const PacketHeader &header, const PacketBytes &bytes);
// One JSON object a packet.
QByteArray jsonOf(const Capture &capture, quint64 sequence);

// "1.2 kB", "312 B"
QString sizeText(quint64 bytes);
// "0.84 ms", "1.2 s"
QString latencyText(quint32 microseconds);

} // namespace QSocketIo::Monitor
