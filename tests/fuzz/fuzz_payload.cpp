// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The input is the body of a POST, behind one character that says of which kind: what was found
// good is read to its end and written in the same way again.

#include "require.h"

#include <qsocketio/engine/jsonp_p.h>
#include <qsocketio/engine/payloadsyntax_p.h>
#include <qsocketio/net/utf8_p.h>

using namespace QSocketIo::Engine;

namespace {

// Every packet is taken off the front, however bad the input is.
bool readAll(QByteArrayView payload, const PayloadSyntax &syntax, QByteArray &again, bool &hasNoop)
{
    while (!payload.isEmpty()) {
        const qsizetype before = payload.size();
        Packet packet;
        if (!syntax.take(payload, packet))
            return false;
        REQUIRE(payload.size() < before); // reading comes to an end
        REQUIRE(!packet.binary || packet.type == PacketType::Message); // binary is a message
        hasNoop = hasNoop || packet.type == PacketType::Noop;
        syntax.append(again, {packet.type, packet.binary, packet.data});
    }
    return true;
}

void check(QByteArrayView payload, const PayloadSyntax &syntax)
{
    QByteArray again;
    bool hasNoop = false;
    const bool good = syntax.isPayload(payload);
    const bool read = readAll(payload, syntax, again, hasNoop);
    if (!good)
        return;
    REQUIRE(read); // what was found good can be read
    REQUIRE(syntax.isPayload(again)); // and what is written is good
    // An empty packet is written as a noop, and base64 is needed no more where bytes can be.
    REQUIRE(hasNoop || again.size() <= payload.size());
}

void checkScript(QByteArrayView payload)
{
    const QByteArray script = Jsonp::script("0", payload);
    const QByteArrayView literal = QByteArrayView(script).sliced(11).chopped(3);
    for (qsizetype i = 0; i < literal.size(); ++i) {
        REQUIRE(quint8(literal[i]) >= 0x20 && literal[i] != '"' && literal[i] != '<'); // a literal
        if (literal[i] == '\\')
            ++i;
    }
    REQUIRE(script.startsWith("___eio[0](\"") && script.endsWith("\");")); // and nothing else
    REQUIRE(QSocketIo::Net::isValidUtf8(Jsonp::payloadOfForm(payload))); // forms are text
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, qsizetype(size));
    if (input.isEmpty())
        return 0;
    const QByteArrayView body = input.sliced(1);
    switch (input.front()) {
    case '3':
        check(body, TextPayloadOf3);
        break;
    case 'x':
        check(body, BinaryPayloadOf3);
        break;
    case 'j':
        checkScript(body);
        break;
    default:
        check(body, PayloadOf4);
        break;
    }
    return 0;
}
