// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "frame.h"

#include "fail.h"

namespace QSocketIo::Bench {

void appendFrame(std::string &out, Opcode opcode, std::initializer_list<std::string_view> pieces,
                 std::uint32_t mask)
{
    std::size_t length = 0;
    for (const std::string_view piece : pieces)
        length += piece.size();
    appendFrameHeader(out, opcode, length, mask);
    for (const std::string_view piece : pieces)
        out.append(piece);
    applyMask(out.data() + out.size() - length, length, mask);
}

std::optional<Frame> readFrame(std::string_view bytes)
{
    const std::optional<FrameHeader> header = readFrameHeader(bytes);
    if (!header)
        return {};
    if ((header->flags & ~CompressedFlag) != FinalFlag)
        fail("the server sent a fragment or reserved bits; neither was negotiated or expected");
    if (header->mask)
        fail("the server masked a frame (RFC 6455, 5.1)");
    if (bytes.size() - header->wireSize < header->payloadSize)
        return {};
    return Frame{.opcode = header->opcode,
                 .compressed = (header->flags & CompressedFlag) != 0,
                 .payload = bytes.substr(header->wireSize, header->payloadSize),
                 .wireSize = header->wireSize + header->payloadSize};
}

} // namespace QSocketIo::Bench
