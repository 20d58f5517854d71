// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The input is a script of messages to encode, fragments included: the decoder gives them back
// however they are cut.

#include "cutter.h"
#include "require.h"

#include <tests/net/framereader.h>

using namespace QSocketIo::Net;

namespace {

// Reads the script; zeros follow its end.
class Script
{
public:
    explicit Script(QByteArrayView bytes) : m_rest(bytes) { }

    bool atEnd() const { return m_rest.isEmpty(); }

    int byte()
    {
        if (atEnd())
            return 0;
        const int value = quint8(m_rest.front());
        m_rest = m_rest.sliced(1);
        return value;
    }

    QByteArray payload(qsizetype maximum)
    {
        const int size = byte() << 8 | byte();
        return QByteArray(std::min<qsizetype>(size, maximum), char(size));
    }

private:
    QByteArrayView m_rest;
};

struct Dialogue
{
    QByteArray masked, plain;
    QList<FrameReader::Entry> entries;

    void frame(Opcode opcode, QByteArrayView payload, bool final)
    {
        appendMaskedFrame(masked, opcode, payload, 0x9af01c3b, final);
        const qsizetype at = plain.size();
        appendFrame(plain, opcode, payload);
        if (!final)
            plain[at] = char(plain[at] & 0x7f);
    }
};

void appendControl(Script &script, Dialogue &dialogue)
{
    const FrameReader::Entry entry{script.byte() % 2 ? Opcode::Ping : Opcode::Pong,
                                   script.payload(MaxControlPayload)};
    dialogue.frame(entry.opcode, entry.payload, true);
    dialogue.entries.append(entry);
}

void appendMessage(Script &script, Dialogue &dialogue)
{
    FrameReader::Entry entry{Opcode::Binary};
    Opcode opcode = entry.opcode;
    for (int fragments = script.byte() % 5; fragments > 0; --fragments) {
        const QByteArray payload = script.payload(70'000);
        dialogue.frame(std::exchange(opcode, Opcode::Continuation), payload, false);
        entry.payload += payload;
        if (script.byte() % 3 == 0)
            appendControl(script, dialogue);
    }
    const QByteArray payload = script.payload(70'000);
    dialogue.frame(opcode, payload, true);
    entry.payload += payload;
    dialogue.entries.append(entry);
}

void compare(const Dialogue &dialogue, WebSocketDecoder::Role role, qsizetype maximum)
{
    FrameReader reader(role, 1'000'000);
    const bool isServer = role == WebSocketDecoder::Role::Server;
    for (Cutter cutter(isServer ? dialogue.masked : dialogue.plain, maximum); !cutter.atEnd();)
        reader.feed(cutter.next());
    REQUIRE(reader.failureCode() == 0); // what is encoded can be decoded
    REQUIRE(reader.entries() == dialogue.entries); // what is decoded was encoded
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Script script(QByteArrayView(data, qsizetype(size)));
    Dialogue dialogue;
    for (int messages = 0; messages < 10 && !script.atEnd(); ++messages)
        appendMessage(script, dialogue);
    const qsizetype small = dialogue.masked.size() < 2'000 ? 3 : 3'000;
    for (const qsizetype maximum : {small, 100 * small, dialogue.masked.size()}) {
        compare(dialogue, WebSocketDecoder::Role::Server, maximum);
        compare(dialogue, WebSocketDecoder::Role::Client, maximum);
    }
    return 0;
}
