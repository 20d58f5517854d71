// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpresponse_p.h>
#include <qsocketio/net/urlquery_p.h>
#include <qsocketio/net/utf8_p.h>
#include <qsocketio/net/websocketdecoder_p.h>
#include <qsocketio/net/websockethandshake_p.h>

#include <QTest>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

class bench_Net : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parseHead();
    void parseDrippedHead();
    void readQuery();
    void answerUpgrade();
    void writeResponse();
    void decodeFrame_data();
    void decodeFrame();
    void mask_data();
    void mask();
    void encodeFrame_data();
    void encodeFrame();
    void validateText_data();
    void validateText();
};

namespace {

// 326 bytes, as a browser sends it.
const QByteArray Get =
    "GET /socket.io/?EIO=4&transport=polling&t=OxYz123&sid=AbCdEfGhIjKlMnOpAAAB HTTP/1.1\r\n"
    "Host: 127.0.0.1:3000\r\n"
    "Connection: keep-alive\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\n"
    "Accept: */*\r\n"
    "Referer: http://127.0.0.1:3000/p\r\n"
    "Accept-Encoding: gzip, deflate, br\r\n"
    "Accept-Language: en-US,en;q=0.9\r\n"
    "Cookie: a=b\r\n\r\n"_ba;

void sizes()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {64, 1'024, 16'384, 65'536})
        QTest::addRow("%d bytes", int(size)) << size;
}

} // namespace

void bench_Net::parseHead()
{
    QCOMPARE(Get.size(), 326);
    HttpRequestHead head;
    int status = 0;
    QBENCHMARK
    {
        QCOMPARE(parseHttpHead(Get, {}, head, status), HttpParse::Complete);
    }
}

void bench_Net::parseDrippedHead()
{
    // The most that one line break more can cost.
    const QByteArray begun = Get.chopped(2) + "X: " + QByteArray(15'900, 'a') + "\r\nY: b\r\n";
    HttpRequestHead head;
    int status = 0;
    QBENCHMARK
    {
        QCOMPARE(parseHttpHead(begun, {}, head, status, begun.size() - 1), HttpParse::Incomplete);
    }
}

void bench_Net::readQuery()
{
    QBENCHMARK
    {
        const UrlQuery query("EIO=4&transport=polling&t=OxYz123&sid=AbCdEfGhIjKlMnOpAAAB");
        QCOMPARE(query.value("sid").size(), 20);
    }
}

void bench_Net::answerUpgrade()
{
    QBENCHMARK
    {
        const QByteArray answer = webSocketUpgradeResponse("dGhlIHNhbXBsZSBub25jZQ==", {});
        QVERIFY(!answer.isEmpty());
    }
}

void bench_Net::writeResponse()
{
    const HttpResponse response{.fields = {{"Content-Type"_ba, "text/plain; charset=UTF-8"_ba},
                                           {"Cache-Control"_ba, "no-store"_ba},
                                           {"Access-Control-Allow-Origin"_ba, "*"_ba}},
                                .body = QByteArray(64, 'x')};
    QByteArray to;
    to.reserve(1'024);
    QBENCHMARK
    {
        to.resize(0);
        appendHttpResponse(to, response, true);
    }
}

void bench_Net::decodeFrame_data()
{
    sizes();
}

void bench_Net::decodeFrame()
{
    QFETCH(qsizetype, size);
    QByteArray wire;
    appendMaskedFrame(wire, Opcode::Text, QByteArray(size, 'x'), 0);
    wire.reserve(wire.size() + WebSocketDecoder::Padding);
    char *const data = wire.data();
    WebSocketDecoder decoder(WebSocketDecoder::Role::Server, 1'000'000);
    WebSocketDecoder::Message message;
    QBENCHMARK
    {
        std::span<char> input(data, size_t(wire.size()));
        if (decoder.next(input, message) != WebSocketDecoder::Step::Ready)
            QFAIL("not decoded");
    }
}

void bench_Net::mask_data()
{
    sizes();
}

void bench_Net::mask()
{
    QFETCH(qsizetype, size);
    QByteArray data(size + 1, 'x');
    char *const unaligned = data.data() + 1;
    QBENCHMARK
    {
        applyMask(unaligned, size, 0x12345678);
    }
}

void bench_Net::encodeFrame_data()
{
    sizes();
}

void bench_Net::encodeFrame()
{
    QFETCH(qsizetype, size);
    const QByteArray payload(size, 'x');
    QByteArray to;
    to.reserve(size + MaxFrameHeader);
    QBENCHMARK
    {
        to.resize(0);
        appendFrame(to, Opcode::Text, payload);
    }
}

void bench_Net::validateText_data()
{
    sizes();
}

void bench_Net::validateText()
{
    QFETCH(qsizetype, size);
    const QByteArray text = QByteArray("abc\xc3\xa9"
                                       "def")
                                .repeated(size / 8);
    QBENCHMARK
    {
        if (!isValidUtf8(text))
            QFAIL("not valid");
    }
}

QTEST_APPLESS_MAIN(bench_Net)
#include "bench_net.moc"
