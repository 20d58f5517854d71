// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/protocol/packet.h>

#include <algorithm>
#include <array>
#include <simdjson.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Packet
    \brief One packet of the Socket.IO protocol.

    \list
    \li \c nsp is the namespace, which begins with a slash. A client of protocol 4 may append a
        query to it.
    \li \c id is there if an event wants an acknowledgement, and in the acknowledgement itself.
    \li \c event is the name of an event; a number is its text.
    \li \c arguments are what follows the name, the values of an acknowledgement, or the payload of
        CONNECT and CONNECT_ERROR.
    \endlist
*/

namespace {

bool isIdValid(const Packet &packet)
{
    return !packet.id || *packet.id <= Packet::LargestId;
}

bool isPayloadValid(const Packet &packet)
{
    const Arguments &arguments = packet.arguments;
    switch (packet.type) {
    case Packet::Type::Connect:
        return arguments.isEmpty()
            || (arguments.size() == 1 && arguments.kind(0) == Reader::Kind::Object);
    case Packet::Type::Disconnect:
        return arguments.isEmpty();
    case Packet::Type::Event:
        return !isReservedEvent(packet.event);
    case Packet::Type::Ack:
        return true;
    case Packet::Type::ConnectError:
        return arguments.size() == 1
            && (arguments.kind(0) == Reader::Kind::String
                || arguments.kind(0) == Reader::Kind::Object);
    }
    return false;
}

} // namespace

/*!
    Returns whether \a event is a name that no event may have: "connect", "connect_error",
    "disconnect", "disconnecting", "newListener" or "removeListener".
    \relates QSocketIo::Packet
*/
bool isReservedEvent(QByteArrayView event)
{
    static constexpr std::array<QByteArrayView, 6> names{
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    };
    // Most names are shorter.
    return event.size() >= names[0].size()
        && std::ranges::any_of(names, [event](auto name) { return sameBytes(name, event); });
}

/*!
    Returns whether \a nsp can be the name of a namespace: UTF-8 that begins with a slash and has no
    control characters in it, of which one separates the packets of a polled payload.
    \relates QSocketIo::Packet
*/
bool isNamespaceValid(QByteArrayView nsp)
{
    const auto isControl = [](char byte) { return quint8(byte) < 0x20; };
    return nsp.startsWith('/') && std::ranges::none_of(nsp, isControl)
        && simdjson::validate_utf8(nsp.data(), std::size_t(nsp.size()));
}

/*!
    Returns whether a decoder of any format could have made \a packet: the namespace is one, the
    id is an integer that JavaScript can hold, and the payload fits the type.
    \relates QSocketIo::Packet
*/
bool isPacketValid(const Packet &packet)
{
    return isNamespaceValid(packet.nsp) && isIdValid(packet) && isPayloadValid(packet);
}

} // namespace QSocketIo
