// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/messagesyntax_p.h>

namespace QSocketIo::Engine {

namespace {

bool readBinary4(QByteArrayView bytes, Packet &packet)
{
    packet.type = PacketType::Message;
    packet.binary = true;
    packet.data = bytes;
    return true;
}

constexpr QByteArrayView Base64Mark4(&Base64Mark, 1);
constexpr QByteArrayView BinaryMark3(&BinaryMessage3, 1);

constexpr MessageSyntax plain4{readPacket, readBinary4, {}, false};
constexpr MessageSyntax base64Of4{readPacket, readBinary4, Base64Mark4, true};
constexpr MessageSyntax plain3{readPacket3, readBinaryMessage3, BinaryMark3, false};
constexpr MessageSyntax base64Of3{readPacket3, readBinaryMessage3, Base64Mark3, true};

} // namespace

const MessageSyntax &MessageSyntax::of(int protocol, bool base64)
{
    if (protocol == 3)
        return base64 ? base64Of3 : plain3;
    return base64 ? base64Of4 : plain4;
}

QByteArray MessageSyntax::message(QByteArrayView data) const
{
    QByteArray message;
    message.reserve(binaryMark.size() + (base64 ? (data.size() + 2) / 3 * 4 : data.size()));
    message.append(binaryMark);
    if (base64)
        message.append(QByteArray::fromRawData(data.data(), data.size()).toBase64());
    else
        message.append(data);
    return message;
}

} // namespace QSocketIo::Engine
