// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace QSocketIo::Bench {

enum class Opcode : std::uint8_t {
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10
};

// Appends one masked frame (RFC 6455, 5.2) whose payload is the pieces in a row.
void appendFrame(std::string &out, Opcode opcode, std::initializer_list<std::string_view> pieces,
                 std::uint32_t mask);

struct Frame
{
    Opcode opcode = Opcode::Text;
    bool compressed = false; // RFC 7692, 6
    std::string_view payload;
    std::size_t wireSize = 0;
};

// The first frame of what a server sent; nothing while it is incomplete.
std::optional<Frame> readFrame(std::string_view bytes);

} // namespace QSocketIo::Bench
