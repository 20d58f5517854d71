// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/jsonpacketdecoder_p.h>
#include <qsocketio/protocol/jsonpacketencoder_p.h>
#include <qsocketio/protocol/jsonparser.h>

namespace QSocketIo {

namespace {

class JsonParser final : public Parser
{
public:
    std::unique_ptr<PacketEncoder> createEncoder() const override
    {
        return std::make_unique<JsonPacketEncoder>();
    }

    std::unique_ptr<PacketDecoder> createDecoder(const ParserLimits &limits) const override
    {
        return std::make_unique<JsonPacketDecoder>(limits);
    }
};

} // namespace

/*!
    Returns the default format of Socket.IO, protocols 5 and 4: text with JSON in it, and a binary
    message for each attachment.
    \relates QSocketIo::Parser
*/
std::shared_ptr<const Parser> jsonParser()
{
    static const auto parser = std::make_shared<const JsonParser>();
    return parser;
}

} // namespace QSocketIo
