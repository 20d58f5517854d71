// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Parser
    \brief A packet format: both peers must use the same.

    Decoders are made for each connection, encoders as many as packets are written at a time: an
    encoder keeps nothing between packets. A parser may be shared by servers and clients of several
    threads, so its functions must be thread-safe.

    A format of your own is a Parser, a PacketDecoder and a PacketEncoder, for which there is
    WholePacketEncoder; it goes into ServerOptions::parser and ClientOptions::parser.

    \sa jsonParser(), msgPackParser(), WholePacketEncoder
*/

/*!
    \class QSocketIo::PacketEncoder
    \brief Turns packets into the messages that Engine.IO sends.

    \code
    Writer &out = encoder->beginEvent("/", {}, "chat");
    out.value(text);
    EncodedPacket &packet = encoder->finish();
    \endcode

    Its buffer is used again by the next packet, unless somebody holds a copy of it or took it.
*/

/*!
    \class QSocketIo::PacketDecoder
    \brief Turns the messages of one connection into packets.

    When a packet is complete, nothing of it stays behind: the connections of a server share their
    decoders, each having one of its own only while more of a packet is to come.

    After Status::Failed the connection must be closed; errorString() says why, in the words of the
    JavaScript implementation.
*/

/*!
    \class QSocketIo::ParserLimits
    \brief What a peer may send in one packet.

    \list
    \li \c attachments: how many binary attachments. The official implementation takes ten.
    \li \c depth: how deeply arrays and objects may be nested.
    \li \c attachmentBytes: the size of all attachments together.
    \endlist
*/

/*!
    \class QSocketIo::EncodedPacket
    \brief The messages that a packet becomes: one, and one for each attachment.
*/

namespace {

EncodedPacket ofMessage(QByteArrayView message)
{
    EncodedPacket packet;
    packet.buffer = message.toByteArray();
    return packet;
}

} // namespace

/*!
    Returns a packet that is the text \a message, in UTF-8. Over long-polling the character U+001E
    must not be in it.
*/
EncodedPacket EncodedPacket::ofText(QByteArrayView message)
{
    return ofMessage(message);
}

/*!
    Returns a packet that is the binary \a message.
*/
EncodedPacket EncodedPacket::ofBinary(QByteArrayView message)
{
    EncodedPacket packet = ofMessage(message);
    packet.binary = true;
    return packet;
}

PacketEncoder::~PacketEncoder() = default;
PacketDecoder::~PacketDecoder() = default;
Parser::~Parser() = default;

} // namespace QSocketIo
