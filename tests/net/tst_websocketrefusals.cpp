// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "framecuts.h"

#include <QRegularExpression>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

using Entries = QList<FrameReader::Entry>;
using Role = WebSocketDecoder::Role;

namespace {

void row(const char *name, const QByteArray &wire, int code = 1002)
{
    QTest::newRow(name) << wire << code;
}

void badText(const char *name, const QByteArray &payload)
{
    row(name, frame(Opcode::Text, payload), 1007);
}

void headers()
{
    row("the first reserved bit", start(0xc1, 0));
    row("the second reserved bit", start(0xa1, 0));
    row("the third reserved bit", start(0x91, 0));
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        QTest::addRow("the reserved opcode %d", opcode) << start(0x80 | opcode, 0) << 1002;
        QTest::addRow("the reserved opcode %d in a fragment", opcode) << start(opcode, 0) << 1002;
    }
    row("a frame without a mask", QByteArray::fromHex("810548656c6c6f"));
    row("an empty frame without a mask", QByteArray::fromHex("8100"));
    row("a ping without a mask", QByteArray::fromHex("8900"));
}

void sequences()
{
    row("a fragmented ping", begin(Opcode::Ping, "a"));
    row("a fragmented close", begin(Opcode::Close, ""));
    row("a ping of 126 bytes", frame(Opcode::Ping, QByteArray(126, 'x')));
    row("a close with a 64-bit length", start(0x88, 127, QByteArray(8, '\0')));
    row("a continuation of nothing", last("a"));
    row("a continuation behind a whole message", frame(Opcode::Text, "a") + last("b"));
    row("a continuation behind the last fragment",
        begin(Opcode::Text, "a") + last("b") + more("c"));
    row("a text between fragments", begin(Opcode::Text, "a") + frame(Opcode::Text, "b"));
    row("a fragmented text between fragments", begin(Opcode::Text, "a") + begin(Opcode::Text, "b"));
    row("a binary message behind an empty fragment",
        begin(Opcode::Text, "") + frame(Opcode::Binary, "b"));
}

void lengths()
{
    row("125 in 16 bits", start(0x82, 126, "\0\x7d"_ba));
    row("nothing in 16 bits", start(0x82, 126, "\0\0"_ba));
    row("65,535 in 64 bits", start(0x82, 127, "\0\0\0\0\0\0\xff\xff"_ba));
    row("5 in 64 bits", start(0x82, 127, "\0\0\0\0\0\0\0\x05"_ba));
    row("a length of 64 bits", start(0x82, 127, QByteArray(8, '\xff')));
    row("the sign bit alone", start(0x82, 127, "\x80\0\0\0\0\0\0\0"_ba));
    row("a length of 63 bits", start(0x82, 127, "\x7f" + QByteArray(7, '\xff')), 1009);
    row("a message above the limit", start(0x82, 126, "\x03\xe9"_ba), 1009);
    row("fragments above the limit",
        begin(Opcode::Text, QByteArray(600, 'x')) + start(0x00, 126, "\x01\x91"_ba), 1009);
    row("a last fragment above the limit",
        begin(Opcode::Text, QByteArray(1'000, 'x')) + start(0x80, 1), 1009);
}

void texts()
{
    badText("a lone byte of a character", "\x80");
    badText("half a character", "ab\xe2\x82");
    badText("an overlong slash", "\xc0\xaf");
    badText("an overlong slash in three bytes", "\xe0\x80\xaf");
    badText("an overlong slash in four bytes", "\xf0\x80\x80\xaf");
    badText("a surrogate", "\xed\xa0\x80");
    badText("a pair of surrogates", "\xed\xa0\xbd\xed\xb8\x80");
    badText("beyond the last character", "\xf4\x90\x80\x80");
    badText("a byte that never occurs", "\xff");
    badText("a character of five bytes", "\xf8\x88\x80\x80\x80");
    badText("a bad byte far behind", QByteArray(700, 'x') + '\xff');
    row("half a character at the end of fragments", begin(Opcode::Text, "\xe2") + last("\x82"),
        1007);
    row("a character broken over fragments", begin(Opcode::Text, "\xe2\x82") + last("x"), 1007);
    row("bad text in the first fragment", begin(Opcode::Text, "\xff") + last("x"), 1007);
}

void closeFrames()
{
    row("a close with half a code", frame(Opcode::Close, "\x03"));
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65'535}) {
        const QByteArray payload = QByteArray(1, char(code >> 8)) + char(code & 0xff);
        QTest::addRow("the close code %d", code) << frame(Opcode::Close, payload) << 1002;
    }
    row("a close reason that is no UTF-8", frame(Opcode::Close, "\x03\xe8\xff"), 1007);
}

} // namespace

class tst_WebSocketRefusals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void refuses_data();
    void refuses();
    void refusesMaskedFramesAsClient();
    void deliversWhatCameBeforeAFailure();
};

void tst_WebSocketRefusals::refuses_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("code");

    headers();
    sequences();
    lengths();
    texts();
    closeFrames();
}

void tst_WebSocketRefusals::refuses()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, code);

    const QByteArray next = frame(Opcode::Text, "never read");
    compareAllCuts(wire + next, Role::Server, [&](const FrameReader &reader) {
        const bool wasRead =
            !reader.entries().isEmpty() && reader.entries().constLast().payload == "never read";
        return reader.failureCode() == code && !reader.failureText().isEmpty() && !wasRead;
    });
}

void tst_WebSocketRefusals::refusesMaskedFramesAsClient()
{
    compareAllCuts(frame(Opcode::Text, "hello"), Role::Client, [](const FrameReader &reader) {
        return reader.entries().isEmpty() && reader.failureCode() == 1002;
    });
}

void tst_WebSocketRefusals::deliversWhatCameBeforeAFailure()
{
    compareAllCuts(frame(Opcode::Text, "good") + start(0xff, 0) + frame(Opcode::Text, "bad"),
                   Role::Server, [](const FrameReader &reader) {
                       return reader.entries() == Entries{text("good")}
                       && reader.failureCode() == 1002;
                   });
}

QTEST_APPLESS_MAIN(tst_WebSocketRefusals)
#include "tst_websocketrefusals.moc"
