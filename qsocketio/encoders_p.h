// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

// Encoders of one parser. The next packet gets that of the last, with its memory; another one is
// only made where a value that is being written emits something itself.
class Encoders
{
public:
    explicit Encoders(const Parser &parser) : m_parser(parser) { }

    std::unique_ptr<PacketEncoder> take()
    {
        return m_spare ? std::move(m_spare) : m_parser.createEncoder();
    }
    void giveBack(std::unique_ptr<PacketEncoder> &&encoder) { m_spare = std::move(encoder); }

private:
    const Parser &m_parser;
    std::unique_ptr<PacketEncoder> m_spare;
};

} // namespace QSocketIo
