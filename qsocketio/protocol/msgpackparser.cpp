// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/msgpackpacketdecoder_p.h>
#include <qsocketio/protocol/msgpackpacketencoder_p.h>
#include <qsocketio/protocol/msgpackparser.h>

namespace QSocketIo {

namespace {

class MsgPackParser final : public Parser
{
public:
    std::unique_ptr<PacketEncoder> createEncoder() const override
    {
        return std::make_unique<MsgPackPacketEncoder>();
    }

    std::unique_ptr<PacketDecoder> createDecoder(const ParserLimits &limits) const override
    {
        return std::make_unique<MsgPackPacketDecoder>(limits);
    }
};

} // namespace

/*!
    Returns the format of the npm package \c socket.io-msgpack-parser 3: each packet is one binary
    message of MessagePack. Binary data, dates and \c undefined travel in it as what they are.

    \code
    Server server({.parser = msgPackParser()});
    \endcode
    \relates QSocketIo::Parser
*/
std::shared_ptr<const Parser> msgPackParser()
{
    static const auto parser = std::make_shared<const MsgPackParser>();
    return parser;
}

} // namespace QSocketIo
