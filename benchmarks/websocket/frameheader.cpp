// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "frameheader.h"

#include <cstring>

namespace QSocketIo::Bench {

namespace {

constexpr std::uint8_t OpcodeBits = 0x0f;
constexpr std::uint8_t Masked = 0x80;
constexpr std::uint8_t Length16 = 126;
constexpr std::uint8_t Length64 = 127;

void appendNumber(std::string &out, std::uint64_t value, int bytes)
{
    while (bytes-- > 0)
        out.push_back(char(value >> (8 * bytes)));
}

std::uint64_t readNumber(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | std::uint8_t(byte);
    return value;
}

} // namespace

std::optional<FrameHeader> readFrameHeader(std::string_view bytes)
{
    constexpr std::size_t Smallest = 2;
    if (bytes.size() < Smallest)
        return {};
    const auto first = std::uint8_t(bytes[0]);
    const auto second = std::uint8_t(bytes[1]);
    const std::uint8_t length = second & ~Masked;
    const std::size_t extended = length == Length16 ? 2 : length == Length64 ? 8 : 0;
    const std::size_t maskSize = second & Masked ? sizeof(std::uint32_t) : 0;
    FrameHeader header;
    header.opcode = Opcode(first & OpcodeBits);
    header.flags = std::uint8_t(first & ~OpcodeBits);
    header.wireSize = Smallest + extended + maskSize;
    if (bytes.size() < header.wireSize)
        return {};
    header.payloadSize =
        extended ? std::size_t(readNumber(bytes.substr(Smallest, extended))) : length;
    if (maskSize) {
        std::uint32_t mask;
        std::memcpy(&mask, bytes.data() + Smallest + extended, sizeof mask);
        header.mask = mask;
    }
    return header;
}

void appendFrameHeader(std::string &out, Opcode opcode, std::size_t payloadSize,
                       std::optional<std::uint32_t> mask)
{
    const std::uint8_t masked = mask ? Masked : 0;
    out.push_back(char(FinalFlag | std::uint8_t(opcode)));
    if (payloadSize < Length16) {
        out.push_back(char(masked | payloadSize));
    } else if (payloadSize <= 0xffff) {
        out.push_back(char(masked | Length16));
        appendNumber(out, payloadSize, 2);
    } else {
        out.push_back(char(masked | Length64));
        appendNumber(out, payloadSize, 8);
    }
    if (mask)
        out.append(reinterpret_cast<const char *>(&*mask), sizeof *mask);
}

void applyMask(char *data, std::size_t size, std::uint32_t mask)
{
    const std::uint64_t wide = std::uint64_t(mask) << 32 | mask;
    std::size_t at = 0;
    for (; at + sizeof wide <= size; at += sizeof wide) {
        std::uint64_t block;
        std::memcpy(&block, data + at, sizeof block);
        block ^= wide;
        std::memcpy(data + at, &block, sizeof block);
    }
    for (; at < size; ++at)
        data[at] = char(data[at] ^ char(wide >> (8 * (at % sizeof wide))));
}

} // namespace QSocketIo::Bench
