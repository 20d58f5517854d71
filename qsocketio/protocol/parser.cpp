// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Parser
    \brief A packet format: both peers must use the same.

    Encoders and decoders are made for each connection, or, since an encoder keeps nothing between
    packets, one for a thread.

    \sa jsonParser()
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

PacketEncoder::~PacketEncoder() = default;
PacketDecoder::~PacketDecoder() = default;
Parser::~Parser() = default;

} // namespace QSocketIo
