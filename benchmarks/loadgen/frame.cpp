// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "frame.h"

#include "fail.h"

#include <cstring>

namespace QSocketIo::Bench {

namespace {

constexpr std::uint8_t Final = 0x80;
constexpr std::uint8_t Compressed = 0x40;
constexpr std::uint8_t Masked = 0x80;
constexpr std::uint8_t Length16 = 126;
constexpr std::uint8_t Length64 = 127;

void appendNumber(std::string &out, std::uint64_t value, int bytes)
{
    while (bytes-- > 0)
        out.push_back(char(value >> (8 * bytes)));
}

void appendLength(std::string &out, std::size_t length)
{
    if (length < Length16) {
        out.push_back(char(Masked | length));
    } else if (length <= 0xffff) {
        out.push_back(char(Masked | Length16));
        appendNumber(out, length, 2);
    } else {
        out.push_back(char(Masked | Length64));
        appendNumber(out, length, 8);
    }
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

std::uint64_t readNumber(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | std::uint8_t(byte);
    return value;
}

} // namespace

void appendFrame(std::string &out, Opcode opcode, std::initializer_list<std::string_view> pieces,
                 std::uint32_t mask)
{
    std::size_t length = 0;
    for (const std::string_view piece : pieces)
        length += piece.size();
    out.push_back(char(Final | std::uint8_t(opcode)));
    appendLength(out, length);
    out.append(reinterpret_cast<const char *>(&mask), sizeof mask);
    for (const std::string_view piece : pieces)
        out.append(piece);
    applyMask(out.data() + out.size() - length, length, mask);
}

std::optional<Frame> readFrame(std::string_view bytes)
{
    if (bytes.size() < 2)
        return {};
    const auto first = std::uint8_t(bytes[0]);
    const auto second = std::uint8_t(bytes[1]);
    if ((first & 0xf0 & ~Compressed) != Final)
        fail("the server sent a fragment or reserved bits; neither was negotiated or expected");
    if (second & Masked)
        fail("the server masked a frame (RFC 6455, 5.1)");
    const std::size_t extended = second == Length16 ? 2 : second == Length64 ? 8 : 0;
    const std::size_t header = 2 + extended;
    if (bytes.size() < header)
        return {};
    const std::uint64_t length = extended ? readNumber(bytes.substr(2, extended)) : second;
    if (bytes.size() - header < length)
        return {};
    return Frame{.opcode = Opcode(first & 0x0f),
                 .compressed = (first & Compressed) != 0,
                 .payload = bytes.substr(header, std::size_t(length)),
                 .wireSize = header + std::size_t(length)};
}

} // namespace QSocketIo::Bench
