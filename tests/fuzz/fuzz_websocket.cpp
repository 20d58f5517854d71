// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The input is the role and the limit (its first byte) and what a peer sends: the same messages
// and the same failure however it is cut, and never more memory than bytes came.

#include "cutter.h"
#include "require.h"

#include <qsocketio/net/utf8_p.h>

#include <tests/net/framereader.h>

using namespace QSocketIo::Net;

namespace {

struct Setup
{
    WebSocketDecoder::Role role;
    qint64 maximum;
};

FrameReader readInPieces(const Setup &setup, QByteArrayView wire, qsizetype maximum)
{
    FrameReader reader(setup.role, setup.maximum);
    qsizetype fed = 0;
    for (Cutter cutter(wire, maximum); !cutter.atEnd();) {
        const QByteArrayView piece = cutter.next();
        reader.feed(piece);
        fed += piece.size();
        const qsizetype allowed = std::max<qsizetype>(64 * 1024, 2 * fed);
        REQUIRE(reader.memory() <= allowed + WebSocketDecoder::Padding); // memory follows the bytes
        REQUIRE(reader.tookAll()); // all bytes are taken before more are asked for
    }
    return reader;
}

void check(const Setup &setup, const FrameReader &reader)
{
    for (const FrameReader::Entry &entry : reader.entries()) {
        const qint64 limit = isControl(entry.opcode) ? MaxControlPayload : setup.maximum;
        REQUIRE(entry.payload.size() <= limit); // no message is above the limit
        REQUIRE(entry.opcode != Opcode::Text || isValidUtf8(entry.payload)); // a text is UTF-8
        REQUIRE(entry.opcode != Opcode::Continuation); // a message is no fragment
        REQUIRE((entry.closeCode != 0) == (entry.opcode == Opcode::Close)); // closes have codes
    }
    REQUIRE((reader.failureCode() != 0) == !reader.failureText().isEmpty()); // failures have words
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    constexpr std::array<qint64, 4> limits{1'000'000, 1'000, 10, 0};
    const Setup setup{data[0] & 1 ? WebSocketDecoder::Role::Client : WebSocketDecoder::Role::Server,
                      limits[(data[0] >> 1) & 3]};
    const QByteArrayView wire(data + 1, qsizetype(size) - 1);

    const FrameReader whole = readInPieces(setup, wire, wire.size() + 1);
    check(setup, whole);
    for (const qsizetype maximum : {1, 5, 100}) {
        const FrameReader pieces = readInPieces(setup, wire, maximum);
        REQUIRE(pieces.entries() == whole.entries()); // messages do not depend on the cuts
        REQUIRE(pieces.failureCode() == whole.failureCode()); // nor does the failure
        REQUIRE(pieces.failureText() == whole.failureText()); // nor do its words
    }
    return 0;
}
