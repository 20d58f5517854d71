// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../websocket/frameheader.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace QSocketIo::Bench {

// Appends one masked frame (RFC 6455, 5.2) whose payload is the pieces in a row.
void appendFrame(std::string &out, Opcode opcode, std::initializer_list<std::string_view> pieces,
                 std::uint32_t mask);

struct Frame
{
    Opcode opcode = Opcode::Text;
    bool compressed = false;
    std::string_view payload;
    std::size_t wireSize = 0;
};

// The first frame of what a server sent; nothing while it is incomplete.
std::optional<Frame> readFrame(std::string_view bytes);

} // namespace QSocketIo::Bench
