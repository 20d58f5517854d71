// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

// The format of the npm package socket.io-json-parser: each packet is one JSON text, such as
// {"type":2,"data":["event",1],"nsp":"/"}. There is no binary data in it.
class WholeJsonParser final : public QSocketIo::Parser
{
public:
    std::unique_ptr<QSocketIo::PacketEncoder> createEncoder() const override;
    std::unique_ptr<QSocketIo::PacketDecoder>
    createDecoder(const QSocketIo::ParserLimits &limits) const override;
};
