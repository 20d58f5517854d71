// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
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

// What stands before the payload of a frame (RFC 6455, 5.2).
struct FrameHeader
{
    Opcode opcode = Opcode::Text;
    std::uint8_t flags = 0; // FIN and the reserved bits, where they stand in the first byte
    std::optional<std::uint32_t> mask; // in the order of its bytes
    std::size_t payloadSize = 0;
    std::size_t wireSize = 0;
};

constexpr std::uint8_t FinalFlag = 0x80;
constexpr std::uint8_t CompressedFlag = 0x40; // RFC 7692, 6

// Nothing while it is incomplete.
std::optional<FrameHeader> readFrameHeader(std::string_view bytes);

// Of a message in one frame; with a mask: that of a client.
void appendFrameHeader(std::string &out, Opcode opcode, std::size_t payloadSize,
                       std::optional<std::uint32_t> mask = {});

void applyMask(char *data, std::size_t size, std::uint32_t mask);

} // namespace QSocketIo::Bench
