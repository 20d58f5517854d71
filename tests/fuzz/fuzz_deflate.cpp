// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The input is a limit (its first byte) and a compressed message: what is read of it stays within
// the limit and is the same every time, also behind a message that failed; and what was read comes
// back after it was compressed. It is an offer as well, which is read in one pass.

#include "require.h"

#include <qsocketio/net/permessagedeflate_p.h>

#include <array>
#include <cstdint>

using namespace QSocketIo::Net;
using Status = MessageInflater::Status;

namespace {

void checkMessage(QByteArrayView compressed, qint64 limit)
{
    QByteArray message;
    QByteArray again;
    const Status status = MessageInflater(false).inflate(compressed, limit, message);
    REQUIRE(MessageInflater(false).inflate(compressed, limit, again) == status);
    REQUIRE(message.capacity() <= 2 * limit + 4096); // no promise costs memory
    if (status != Status::Ok)
        return;
    REQUIRE(message.size() <= limit);
    REQUIRE(message == again);
    REQUIRE(MessageInflater(true).inflate(compressed, limit, again) == Status::Ok);
    REQUIRE(message == again);
    REQUIRE(MessageInflater(false).inflate(deflateMessage(message), limit, again) == Status::Ok);
    REQUIRE(message == again);
}

void checkOffer(QByteArrayView text)
{
    QByteArray head = "GET / HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Extensions: ";
    head.append(text).append("\r\n\r\n");
    HttpRequestHead request;
    int status = 0;
    if (parseHttpHead(head, {}, request, status) != HttpParse::Complete)
        return;
    if (const auto agreement = acceptDeflate(request, true)) {
        REQUIRE(agreement->serverWindowBits >= 9 && agreement->serverWindowBits <= 15);
        REQUIRE(agreement->field().startsWith("permessage-deflate; server_no_context_takeover"));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    constexpr std::array<qint64, 4> limits{100'000, 1'000, 10, 0};
    const QByteArrayView rest(data + 1, qsizetype(size) - 1);
    checkMessage(rest, limits[data[0] & 3]);
    checkOffer(rest);
    return 0;
}
