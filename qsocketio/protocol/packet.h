// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/arguments.h>

#include <optional>

namespace QSocketIo {

struct Packet
{
    enum class Type : quint8 { Connect, Disconnect, Event, Ack, ConnectError };

    // The largest integer that JavaScript counts to without a gap: 2^53.
    static constexpr quint64 LargestId = Q_UINT64_C(1) << 53;

    Type type = Type::Event;
    QByteArrayView nsp = "/";
    std::optional<quint64> id = {};
    // UTF-8, escapes resolved; of a numeric event name its text.
    QByteArrayView event = {};
    // What nsp and event are views of where they do not stand in the message as they are.
    QByteArray storage = {};
    // The event's arguments without its name, the ack's arguments, or the zero or one payload of
    // CONNECT and CONNECT_ERROR.
    Arguments arguments = {};
};

// Names that have a meaning of their own and never travel as events.
QSOCKETIO_EXPORT bool isReservedEvent(QByteArrayView event);

// With a slash in front, and text that can go back to a peer in any format.
QSOCKETIO_EXPORT bool isNamespaceValid(QByteArrayView nsp);

// What a decoder ensures, for packets that were put together by hand.
QSOCKETIO_EXPORT bool isPacketValid(const Packet &packet);

} // namespace QSocketIo
