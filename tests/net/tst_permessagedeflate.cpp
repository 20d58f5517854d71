// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/permessagedeflate_p.h>
#include <qsocketio/net/sharedframe_p.h>
#include <qsocketio/net/websocketdecoder_p.h>

#include <QRegularExpression>
#include <QTest>

#include <zlib.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo::Net;
using Status = MessageInflater::Status;

namespace {

// What a client that keeps its window sends.
class ClientDeflater
{
public:
    ClientDeflater() { deflateInit2(&m_stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY); }
    ~ClientDeflater() { deflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(ClientDeflater)

    QByteArray compress(const QByteArray &message, int flush = Z_SYNC_FLUSH)
    {
        QByteArray result(message.size() + 1000, '\0');
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(message.constData()));
        m_stream.avail_in = uInt(message.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(result.data());
        m_stream.avail_out = uInt(result.size());
        deflate(&m_stream, flush);
        result.truncate(result.size() - qsizetype(m_stream.avail_out));
        if (flush == Z_SYNC_FLUSH)
            result.chop(4);
        return result;
    }

private:
    z_stream m_stream{};
};

QByteArray inflated(const QByteArray &compressed, qint64 maximum = 1'000'000)
{
    QByteArray message;
    return MessageInflater(false).inflate(compressed, maximum, message) == Status::Ok
        ? message
        : QByteArray("failed");
}

QByteArray noise(qsizetype size)
{
    QByteArray result(size, '\0');
    quint32 state = 1;
    for (char &c : result)
        c = char((state = state * 1664525u + 1013904223u) >> 24);
    return result;
}

} // namespace

// RFC 7692: what is agreed, and the messages themselves.
class tst_PerMessageDeflate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void answersOffers_data();
    void answersOffers();
    void readsOffersInSeveralFields();
    void letsClientsKeepTheirWindowWhereWanted();
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void readsTheExamplesOfTheRfc_data();
    void readsTheExamplesOfTheRfc();
    void keepsTheWindowOfAClient();
    void keepsNothingWithoutContextTakeover();
    void stopsAtTheLimit();
    void refusesWhatIsNotCompressed_data();
    void refusesWhatIsNotCompressed();
    void sharesFramesOfBothKinds();
    void sendsPlainWhatDoesNotShrink();
    void decoderMarksCompressedMessages();
    void decoderRefusesTheBit_data();
    void decoderRefusesTheBit();
};

void tst_PerMessageDeflate::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_PerMessageDeflate::answersOffers_data()
{
    const QByteArray agreed =
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    const QByteArray none;
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const QByteArray &offer, const QByteArray &answer) {
        QTest::newRow(name) << offer << answer;
    };
    row("the bare one", "permessage-deflate", agreed);
    row("Chromium's and Firefox's", "permessage-deflate; client_max_window_bits", agreed);
    row("that of npm ws", "permessage-deflate; client_max_window_bits", agreed);
    row("Safari's old one", "x-webkit-deflate-frame", none);
    row("every parameter",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
        "server_max_window_bits=10; client_max_window_bits=9",
        agreed + "; server_max_window_bits=10");
    row("a window in quotes", "permessage-deflate; server_max_window_bits=\"12\"",
        agreed + "; server_max_window_bits=12");
    row("a window that zlib has not, and an alternative",
        "permessage-deflate; server_max_window_bits=8, permessage-deflate", agreed);
    row("a window that zlib has not", "permessage-deflate; server_max_window_bits=8", none);
    row("a window that is too big", "permessage-deflate; server_max_window_bits=16", none);
    row("a window with a zero in front", "permessage-deflate; server_max_window_bits=010", none);
    row("a window that is no number", "permessage-deflate; client_max_window_bits=x", none);
    row("a server window without a value", "permessage-deflate; server_max_window_bits", none);
    row("a value that must not be", "permessage-deflate; server_no_context_takeover=1", none);
    row("a parameter twice",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover", none);
    row("a client window twice",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=9", none);
    row("an unknown parameter", "permessage-deflate; turbo", none);
    row("a bad offer, then a good one", "permessage-deflate; turbo, permessage-deflate", agreed);
    row("another extension first", "foo; a=b, permessage-deflate", agreed);
    row("empty offers", " , ,permessage-deflate,", agreed);
    row("another case", "PerMessage-Deflate", agreed);
    row("only semicolons", ";;;;", none);
    row("nothing", "", none);
}

void tst_PerMessageDeflate::answersOffers()
{
    QFETCH(const QByteArray, offer);
    QFETCH(const QByteArray, answer);
    const QByteArray head =
        "GET / HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Extensions: " + offer + "\r\n\r\n";
    const auto agreement = acceptDeflate(acceptedHttpHead(head), false);
    QCOMPARE(agreement ? agreement->field() : QByteArray(), answer);
}

void tst_PerMessageDeflate::readsOffersInSeveralFields()
{
    const QByteArray head = "GET / HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Extensions: foo\r\n"
                            "sec-websocket-extensions: permessage-deflate\r\n\r\n";
    QVERIFY(acceptDeflate(acceptedHttpHead(head), false));
}

void tst_PerMessageDeflate::letsClientsKeepTheirWindowWhereWanted()
{
    const auto answer = [](const QByteArray &offer) {
        const QByteArray head =
            "GET / HTTP/1.1\r\nHost: h\r\nSec-WebSocket-Extensions: " + offer + "\r\n\r\n";
        return acceptDeflate(acceptedHttpHead(head), true)->field();
    };
    QCOMPARE(answer("permessage-deflate"), "permessage-deflate; server_no_context_takeover");
    QCOMPARE(answer("permessage-deflate; client_no_context_takeover"),
             "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
}

void tst_PerMessageDeflate::readsWhatItWrites_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("a short text") << QByteArray("Hello, Hello, Hello");
    QTest::newRow("a long run") << QByteArray(900'000, 'a');
    QTest::newRow("noise") << noise(300'000);
    QTest::newRow("zeros") << QByteArray(5000, '\0');
}

void tst_PerMessageDeflate::readsWhatItWrites()
{
    QFETCH(const QByteArray, message);
    for (int bits = 9; bits <= 15; ++bits) {
        const QByteArray compressed = deflateMessage(message, bits);
        QCOMPARE(inflated(compressed), message);
        QCOMPARE(deflateMessage(message, bits), compressed);
    }
}

void tst_PerMessageDeflate::readsTheExamplesOfTheRfc_data()
{
    QTest::addColumn<QByteArray>("compressed");
    QTest::newRow("7.2.3.1 one block") << QByteArray::fromHex("f248cdc9c90700");
    QTest::newRow("7.2.3.3 no compression") << QByteArray::fromHex("000500faff48656c6c6f00");
    QTest::newRow("7.2.3.4 the final bit") << QByteArray::fromHex("f348cdc9c9070000");
    QTest::newRow("7.2.3.5 two blocks") << QByteArray::fromHex("f248050000 00ffffcac9c90700");
}

void tst_PerMessageDeflate::readsTheExamplesOfTheRfc()
{
    QFETCH(const QByteArray, compressed);
    QCOMPARE(inflated(compressed), "Hello");
}

void tst_PerMessageDeflate::keepsTheWindowOfAClient()
{
    ClientDeflater client;
    MessageInflater inflater(true);
    const QByteArray message = noise(2000);
    QByteArray result;
    QByteArray compressed = client.compress(message);
    QCOMPARE(inflater.inflate(compressed, 10'000, result), Status::Ok);
    QCOMPARE(result, message);
    compressed = client.compress(message);
    QVERIFY(compressed.size() < 200);
    QCOMPARE(inflater.inflate(compressed, 10'000, result), Status::Ok);
    QCOMPARE(result, message);
}

void tst_PerMessageDeflate::keepsNothingWithoutContextTakeover()
{
    ClientDeflater client;
    const QByteArray message = noise(2000);
    client.compress(message);
    QCOMPARE(inflated(client.compress(message)), "failed");
    // And the next one is read as if nothing had been.
    QCOMPARE(inflated(deflateMessage("hello")), "hello");
}

void tst_PerMessageDeflate::stopsAtTheLimit()
{
    const QByteArray bomb = deflateMessage(QByteArray(50'000'000, 'a'));
    QVERIFY(bomb.size() < 100'000);
    QByteArray message;
    MessageInflater inflater(false);
    QCOMPARE(inflater.inflate(bomb, 1'000'000, message), Status::TooBig);
    QVERIFY(message.capacity() <= 1'100'000);
    const QByteArray text(1000, 'a');
    QCOMPARE(inflater.inflate(deflateMessage(text), 1000, message), Status::Ok);
    QCOMPARE(inflater.inflate(deflateMessage(text), 999, message), Status::TooBig);
    QCOMPARE(inflater.inflate(deflateMessage("a"), 0, message), Status::TooBig);
}

void tst_PerMessageDeflate::refusesWhatIsNotCompressed_data()
{
    const QByteArray message = deflateMessage(QByteArray(100, 'a') + noise(100));
    QTest::addColumn<QByteArray>("compressed");
    QTest::newRow("plain text") << QByteArray("hello, this is no deflate at all");
    QTest::newRow("ones") << QByteArray(20, '\xff');
    QTest::newRow("half of a message") << message.first(message.size() / 2);
    QTest::newRow("a reference before the start") << QByteArray::fromHex("4b04a20000");
}

void tst_PerMessageDeflate::refusesWhatIsNotCompressed()
{
    QFETCH(const QByteArray, compressed);
    QByteArray message;
    QCOMPARE(MessageInflater(false).inflate(compressed, 1'000'000, message), Status::Corrupt);
}

void tst_PerMessageDeflate::sharesFramesOfBothKinds()
{
    const QByteArray text(5000, 'a');
    const SharedFrame frame(Opcode::Text, text);
    QCOMPARE(frame.payloadSize(), 5000);
    QVERIFY(frame.plain().bytes().endsWith(text));
    QCOMPARE(quint8(frame.plain().bytes()[0]), quint8(0x81));
    QCOMPARE(quint8(frame.deflated().bytes()[0]), quint8(0xc1));
    QCOMPARE(inflated(frame.deflated().bytes().sliced(2)), text);
    QCOMPARE(frame.deflated().bytes().constData(), frame.deflated().bytes().constData());
}

void tst_PerMessageDeflate::sendsPlainWhatDoesNotShrink()
{
    const SharedFrame frame(Opcode::Binary, noise(2000));
    QCOMPARE(frame.deflated().bytes(), frame.plain().bytes());
}

void tst_PerMessageDeflate::decoderMarksCompressedMessages()
{
    // A fragmented compressed message with a ping between, then a plain one.
    QByteArray wire = QByteArray::fromHex("4101") + "a" + QByteArray::fromHex("8900")
        + QByteArray::fromHex("8001") + "\xff" + QByteArray::fromHex("8101") + "b";
    WebSocketDecoder decoder(WebSocketDecoder::Role::Client, 1000);
    decoder.allowCompression();
    wire.reserve(wire.size() + WebSocketDecoder::Padding);
    std::span<char> input(wire.data(), size_t(wire.size()));
    WebSocketDecoder::Message message;
    QCOMPARE(decoder.next(input, message), WebSocketDecoder::Step::Ready);
    QCOMPARE(message.opcode, Opcode::Ping);
    QVERIFY(!message.compressed);
    QCOMPARE(decoder.next(input, message), WebSocketDecoder::Step::Ready);
    QVERIFY(message.compressed);
    QCOMPARE(message.payload, "a\xff");
    QCOMPARE(decoder.next(input, message), WebSocketDecoder::Step::Ready);
    QVERIFY(!message.compressed);
    QCOMPARE(message.payload, "b");
}

void tst_PerMessageDeflate::decoderRefusesTheBit_data()
{
    QTest::addColumn<bool>("agreed");
    QTest::addColumn<QByteArray>("wire");
    QTest::newRow("on a message when nothing was agreed") << false << QByteArray::fromHex("c100");
    QTest::newRow("on a ping") << true << QByteArray::fromHex("c900");
    QTest::newRow("on a continuation") << true << QByteArray::fromHex("4100c000");
    QTest::newRow("together with another") << true << QByteArray::fromHex("e100");
}

void tst_PerMessageDeflate::decoderRefusesTheBit()
{
    QFETCH(const bool, agreed);
    QFETCH(QByteArray, wire);
    WebSocketDecoder decoder(WebSocketDecoder::Role::Client, 1000);
    if (agreed)
        decoder.allowCompression();
    wire.reserve(wire.size() + WebSocketDecoder::Padding);
    std::span<char> input(wire.data(), size_t(wire.size()));
    WebSocketDecoder::Message message;
    QCOMPARE(decoder.next(input, message), WebSocketDecoder::Step::Failed);
    QCOMPARE(decoder.failureCode(), quint16(1002));
}

QTEST_GUILESS_MAIN(tst_PerMessageDeflate)
#include "tst_permessagedeflate.moc"
