// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/websocketframe_p.h>

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <bit>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

namespace {

// RFC 6455 5.7
constexpr std::array<quint8, 4> ExampleKeyBytes{0x37, 0xfa, 0x21, 0x3d};
constexpr quint32 ExampleKey = std::bit_cast<quint32>(ExampleKeyBytes);

} // namespace

class tst_WebSocketFrame : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void writesTheExamplesOfTheStandard();
    void writesHeaders_data();
    void writesHeaders();
    void masksLikeTheDefinition();
    void masksInPieces();
    void tellsWhatIsAscii();
    void writesClosePayloads_data();
    void writesClosePayloads();
    void knowsCloseCodes();
};

void tst_WebSocketFrame::writesTheExamplesOfTheStandard()
{
    QByteArray wire;
    appendFrame(wire, Opcode::Text, "Hello");
    QCOMPARE(wire.toHex(), "810548656c6c6f");

    wire.clear();
    appendMaskedFrame(wire, Opcode::Text, "Hello", ExampleKey);
    QCOMPARE(wire.toHex(), "818537fa213d7f9f4d5158");

    wire.clear();
    appendFrame(wire, Opcode::Ping, "Hello");
    appendMaskedFrame(wire, Opcode::Pong, "Hello", ExampleKey);
    QCOMPARE(wire.toHex(),
             "890548656c6c6f"
             "8a8537fa213d7f9f4d5158");

    wire.clear();
    appendMaskedFrame(wire, Opcode::Text, "Hel", ExampleKey, false);
    appendMaskedFrame(wire, Opcode::Continuation, "lo", ExampleKey);
    QCOMPARE(wire.toHex(),
             "018337fa213d7f9f4d"
             "808237fa213d5b95");
}

void tst_WebSocketFrame::writesHeaders_data()
{
    QTest::addColumn<quint64>("size");
    QTest::addColumn<QByteArray>("header");

    const auto row = [](const char *name, quint64 size, const char *header) {
        QTest::newRow(name) << size << QByteArray(header);
    };
    row("nothing", 0, "8200");
    row("the longest short form", 125, "827d");
    row("the shortest 16-bit form", 126, "827e007e");
    row("256 bytes", 256, "827e0100");
    row("the longest 16-bit form", 65'535, "827effff");
    row("the shortest 64-bit form", 65'536, "827f0000000000010000");
    row("more than 32 bits", Q_UINT64_C(0x123456789a), "827f000000123456789a");
}

void tst_WebSocketFrame::writesHeaders()
{
    QFETCH(quint64, size);
    QFETCH(QByteArray, header);

    std::array<char, MaxFrameHeader> room{};
    const char *const payload = writeFrameHeader(room.data(), Opcode::Binary, size);
    QCOMPARE(QByteArray(room.data(), payload - room.data()).toHex(), header);
    QCOMPARE(frameHeaderSize(size), header.size() / 2);

    if (size < 100'000) {
        QByteArray frame;
        appendFrame(frame, Opcode::Binary, QByteArray(qsizetype(size), 'x'));
        QVERIFY(frame.toHex().startsWith(header));
        QCOMPARE(frame.size(), qsizetype(size) + header.size() / 2);
    }
}

void tst_WebSocketFrame::masksLikeTheDefinition()
{
    for (qsizetype size = 0; size < 300; ++size) {
        for (qsizetype offset = 0; offset < 4; ++offset) { // unaligned, too
            QByteArray data(offset + size, Qt::Uninitialized);
            for (qsizetype i = 0; i < data.size(); ++i)
                data[i] = char(i * 7);
            QByteArray expected = data;
            const qsizetype phase = (size + offset) % 7;
            for (qsizetype i = 0; i < size; ++i)
                expected[offset + i] =
                    char(data[offset + i] ^ ExampleKeyBytes[size_t(i + phase) % 4]);
            applyMask(data.data() + offset, size, ExampleKey, phase);
            QCOMPARE(data, expected);
        }
    }
}

void tst_WebSocketFrame::masksInPieces()
{
    QByteArray whole(200, 'a');
    applyMask(whole.data(), whole.size(), ExampleKey);
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        QByteArray pieces(200, 'a');
        applyMask(pieces.data(), cut, ExampleKey);
        applyMask(pieces.data() + cut, pieces.size() - cut, ExampleKey, cut);
        QCOMPARE(pieces, whole);
    }
}

void tst_WebSocketFrame::tellsWhatIsAscii()
{
    for (qsizetype size = 0; size < 200; ++size) {
        QByteArray data(size, 'a');
        applyMask(data.data(), size, ExampleKey, 1);
        QVERIFY(applyMask(data.data(), size, ExampleKey, 1));
        QCOMPARE(data, QByteArray(size, 'a'));
        for (qsizetype at = 0; at < size; ++at) {
            data[at] = '\x80';
            applyMask(data.data(), size, ExampleKey, 1);
            QVERIFY2(!applyMask(data.data(), size, ExampleKey, 1),
                     qPrintable(u"%1 of %2"_s.arg(at).arg(size)));
            data[at] = 'a';
        }
    }
}

void tst_WebSocketFrame::writesClosePayloads_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("payload");

    QTest::newRow("a code") << 1000 << ""_ba
                            << "\x03\xe8"_ba;
    QTest::newRow("a code and a reason") << 4999 << "bye"_ba
                                         << "\x13\x87"
                                            "bye"_ba;
    QTest::newRow("a code that means no code") << 1005 << "bye"_ba
                                               << ""_ba;
    QTest::newRow("a code that is never sent") << 1006 << "bye"_ba
                                               << ""_ba;
    QTest::newRow("the longest reason")
        << 1001 << QByteArray(123, 'x') << "\x03\xe9" + QByteArray(123, 'x');
    QTest::newRow("a reason that is too long")
        << 1001 << QByteArray(124, 'x') << "\x03\xe9" + QByteArray(123, 'x');
    QTest::newRow("a character across the end") << 1001 << QByteArray(121, 'x') + "\xe2\x82\xac"
                                                << "\x03\xe9" + QByteArray(121, 'x');
    QTest::newRow("a character up to the end")
        << 1001 << QByteArray(120, 'x') + "\xe2\x82\xac" + "y"
        << "\x03\xe9" + QByteArray(120, 'x') + "\xe2\x82\xac";
}

void tst_WebSocketFrame::writesClosePayloads()
{
    QFETCH(int, code);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, payload);

    QCOMPARE(closePayload(quint16(code), reason), payload);
}

void tst_WebSocketFrame::knowsCloseCodes()
{
    for (const int code : {1000, 1001, 1003, 1007, 1011, 1012, 1014, 3000, 3999, 4000, 4999})
        QVERIFY2(isCloseCodeAllowed(quint16(code)), qPrintable(QString::number(code)));
    for (const int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65'535})
        QVERIFY2(!isCloseCodeAllowed(quint16(code)), qPrintable(QString::number(code)));
}

QTEST_APPLESS_MAIN(tst_WebSocketFrame)
#include "tst_websocketframe.moc"
