// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/packet_p.h>

namespace QSocketIo::Engine {

// How packets are written as messages of a WebSocket; what is said of text holds for all of them.
struct MessageSyntax
{
    bool (*readText)(QByteArrayView text, Packet &packet);
    bool (*readBinary)(QByteArrayView bytes, Packet &packet);
    // What stands in front of binary data, and whether that is base64 in a text message.
    QByteArrayView binaryMark;
    bool base64;

    static const MessageSyntax &of(int protocol, bool base64);

    // Are the bytes of a binary packet its message?
    bool isPlain() const { return binaryMark.isEmpty(); }
    // The message of a binary packet, where they are not.
    QByteArray message(QByteArrayView data) const;
};

} // namespace QSocketIo::Engine
