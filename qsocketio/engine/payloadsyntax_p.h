// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/payload3_p.h>

namespace QSocketIo::Engine {

// How packets follow one another in the body of a poll or a POST.
struct PayloadSyntax
{
    // From end to end, and not empty.
    bool (*isPayload)(QByteArrayView payload);
    // Takes one packet from the front. False: not a packet.
    bool (*take)(QByteArrayView &payload, Packet &packet);
    void (*append)(QByteArray &payload, const OutgoingPacket &packet);
    QByteArrayView contentType;
};

inline constexpr PayloadSyntax PayloadOf4{isPayload, takeFromPayload, appendToPayload,
                                          "text/plain; charset=UTF-8"};
inline constexpr PayloadSyntax TextPayloadOf3{Payload3::isText, Payload3::takeText,
                                              Payload3::appendText, "text/plain; charset=UTF-8"};
inline constexpr PayloadSyntax BinaryPayloadOf3{Payload3::isBinary, Payload3::takeBinary,
                                                Payload3::appendBinary, "application/octet-stream"};

} // namespace QSocketIo::Engine
