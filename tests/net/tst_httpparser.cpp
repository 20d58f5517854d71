// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "requestcuts.h"

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Get = "GET /socket.io/ HTTP/1.1\r\nHost: x\r\n"_ba;
const QByteArray Post = "POST /socket.io/ HTTP/1.1\r\nHost: x\r\n"_ba;
const QByteArray Chunked = Post + "Transfer-Encoding: chunked\r\n\r\n"_ba;

HttpParse parse(QByteArrayView bytes, HttpRequestHead &head, int &status,
                const HttpLimits &limits = {})
{
    status = 0;
    return parseHttpHead(bytes, limits, head, status);
}

HttpRequestHead parsed(QByteArrayView bytes)
{
    HttpRequestHead head;
    int status = 0;
    [&] { QCOMPARE(parse(bytes, head, status), HttpParse::Complete); }();
    return head;
}

void get(const char *name, const QByteArray &wire)
{
    QTest::newRow(name) << wire << "GET"_ba
                        << "/socket.io/"_ba
                        << ""_ba;
}

void post(const char *name, const QByteArray &wire)
{
    QTest::newRow(name) << wire << "POST"_ba
                        << "/socket.io/"_ba
                        << "hello"_ba;
}

void target(const char *name, const QByteArray &target, const QByteArray &method = "GET"_ba)
{
    const QByteArray wire = method + ' ' + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
    QTest::newRow(name) << wire << method << target << ""_ba;
}

void requestsWithoutBody()
{
    get("a GET", Get + "\r\n");
    get("a line break before the request", "\r\n" + Get + "\r\n");
    get("a field without a value", Get + "X:\r\n\r\n");
    get("a value of blanks", Get + "X: \t \r\n\r\n");
    get("a value with a tab inside", Get + "X: a\tb\r\n\r\n");
    get("a value with bytes above ASCII", Get + "X: \xc3\xa9\xff\r\n\r\n");
    get("every character of a token as a name", Get + "!#$%&'*+-.^_`|~aZ09: 1\r\n\r\n");
    get("an empty Host", "GET /socket.io/ HTTP/1.1\r\nHost:\r\n\r\n");
    get("a Host with IPv6 address and port",
        "GET /socket.io/ HTTP/1.1\r\nhOST: [::1]:3000\r\n\r\n");
    get("HTTP/1.0 without Host", "GET /socket.io/ HTTP/1.0\r\n\r\n");
    get("a length of nothing", Get + "Content-Length: 0\r\n\r\n");
    get("an expectation of something unknown", Get + "Expect: wonders\r\n\r\n");
}

void requestsWithBody()
{
    post("a POST", Post + "Content-Length: 5\r\n\r\nhello");
    post("a length with leading zeros", Post + "Content-Length: 0005\r\n\r\nhello");
    post("a name in other case", Post + "cONTENT-lENGTH:5\r\n\r\nhello");
    post("a chunk", Chunked + "5\r\nhello\r\n0\r\n\r\n");
    post("two chunks", Chunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n");
    post("Chunked in other case",
         Post + "transfer-encoding: \tChunKed \r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    post("a chunk size with leading zeros", Chunked + "0005\r\nhello\r\n00\r\n\r\n");
    post("chunk extensions", Chunked + "5;a;b=c;d=\"e ;\"\r\nhello\r\n0;end\r\n\r\n");
    post("a trailer", Chunked + "5\r\nhello\r\n0\r\nX: y\r\nEmpty:\r\n\r\n");
}

void requestsForTargets()
{
    target("an absolute target", "http://h:1/a?b");
    target("an absolute target without a path", "HTTPS://h");
    target("characters that browsers leave unescaped", "/a?{\"x|y\"}[]^`<>\\");
    target("two slashes", "//h/a");
    target("an asterisk for OPTIONS", "*", "OPTIONS");
    target("a method of its own", "/", "SNEEZE");
}

} // namespace

class tst_HttpParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void accepts_data();
    void accepts();
    void waitsForMore_data();
    void waitsForMore();
    void limitsAreExact();
    void limitsOfChunkedBodies();
    void dripsAreNotParsedAgain();
    void readsFields();
    void keepsConnections_data();
    void keepsConnections();
    void noticesUpgrades_data();
    void noticesUpgrades();
    void noticesExpectations();
    void leavesTheBodyLimitToTheCaller();
    void stopsBehindThePipelinedRequest();
    void chunkedDecoderIsReadyForTheNextBody();
};

void tst_HttpParser::accepts_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");

    requestsWithoutBody();
    requestsWithBody();
    requestsForTargets();
}

void tst_HttpParser::accepts()
{
    QFETCH(QByteArray, wire);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);

    compareAllCuts(wire, HttpParse::Complete, [&](const RequestReader &r) {
        return r.method == method && r.target == target && r.body == body && r.size == wire.size();
    });
}

void tst_HttpParser::waitsForMore_data()
{
    QTest::addColumn<QByteArray>("wire");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("half of the line break before a request") << "\r"_ba;
    QTest::newRow("half a method") << "GE"_ba;
    QTest::newRow("half a version") << "GET / HTT"_ba;
    QTest::newRow("a request line") << "GET / HTTP/1.1\r\n"_ba;
    QTest::newRow("half a field") << Get + "X: y";
    QTest::newRow("all fields") << Get;
    QTest::newRow("half of the empty line") << Get + "\r";
    QTest::newRow("half a body") << Post + "Content-Length: 5\r\n\r\nhel";
    QTest::newRow("no chunk yet") << Chunked;
    QTest::newRow("half a chunk size") << Chunked + "5";
    QTest::newRow("half a chunk") << Chunked + "5\r\nhel";
    QTest::newRow("all chunks but the last") << Chunked + "5\r\nhello\r\n";
    QTest::newRow("the last chunk without the end") << Chunked + "5\r\nhello\r\n0\r\n";
}

void tst_HttpParser::waitsForMore()
{
    QFETCH(QByteArray, wire);

    compareAllCuts(wire, HttpParse::Incomplete, [](const RequestReader &) { return true; });
}

void tst_HttpParser::limitsAreExact()
{
    const HttpLimits limits{.requestLine = 16, .headerBytes = 20, .headerCount = 3};
    HttpRequestHead head;
    int status = 0;

    QCOMPARE(parse("GET /a HTTP/1.0\r\n\r\n", head, status, limits), HttpParse::Complete);
    QCOMPARE(parse("GET /ab HTTP/1.0\r\n\r\n", head, status, limits), HttpParse::Complete);
    QCOMPARE(parse("GET /abc HTTP/1.0\r\n\r\n", head, status, limits), HttpParse::Failed);
    QCOMPARE(status, 414);

    const QByteArray line = "GET / HTTP/1.0\r\n"_ba;
    QCOMPARE(parse(line + "A: 345678\r\nB: 45678\r\n\r\n", head, status, limits),
             HttpParse::Failed);
    QCOMPARE(status, 431);
    QCOMPARE(parse(line + "A: 345678\r\nB: 4567\r\n\r\n", head, status, limits),
             HttpParse::Complete);

    QCOMPARE(parse(line + "A:\r\nB:\r\nC:\r\n\r\n", head, status, limits), HttpParse::Complete);
    QCOMPARE(parse(line + "A:\r\nB:\r\nC:\r\nD:\r\n\r\n", head, status, limits), HttpParse::Failed);
    QCOMPARE(status, 431);
}

void tst_HttpParser::limitsOfChunkedBodies()
{
    const HttpLimits limits{.headerBytes = 40, .body = 20};
    const QByteArray head = "POST / HTTP/1.1\r\nHost:\r\nTransfer-Encoding: chunked\r\n\r\n"_ba;
    const QByteArray exact = "A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n"_ba;

    compareAllCuts(
        head + exact, HttpParse::Complete,
        [](const RequestReader &r) { return r.body.size() == 20; }, limits);
    compareAllCuts(
        head + "14\r\n01234567890123456789\r\n1\r\n", HttpParse::Failed,
        [](const RequestReader &r) { return r.status == 413; }, limits);
    compareAllCuts(
        head + QByteArray("1;abcdefgh\r\na\r\n").repeated(6), HttpParse::Failed,
        [](const RequestReader &r) { return r.status == 413; }, limits);
    compareAllCuts(
        head + "0\r\n" + QByteArray("X: abcde\r\n").repeated(5), HttpParse::Failed,
        [](const RequestReader &r) { return r.status == 431; }, limits);
}

void tst_HttpParser::dripsAreNotParsedAgain()
{
    // What is new has no line break: not even its mistake is seen.
    HttpRequestHead head;
    int status = 0;
    const QByteArray begun = Get + "X: a";
    QCOMPARE(parseHttpHead(begun + '\0', {}, head, status, begun.size()), HttpParse::Incomplete);
    QCOMPARE(parseHttpHead(begun + '\0', {}, head, status), HttpParse::Failed);
    QCOMPARE(parseHttpHead(begun + "\0\r\n"_ba, {}, head, status, begun.size() + 1),
             HttpParse::Failed);
    // Without any line break the limits are still met.
    const QByteArray endless = Get + "X: " + QByteArray(20'000, 'a');
    QCOMPARE(parseHttpHead(endless, {}, head, status, endless.size() - 1024), HttpParse::Failed);
    QCOMPARE(status, 431);
}

void tst_HttpParser::readsFields()
{
    const QByteArray wire = Get + "A: 1\r\nb:\t two words \t\r\nA: 2\r\nEmpty:\r\n\r\nrest";
    const HttpRequestHead head = parsed(wire);
    QCOMPARE(head.fields.size(), 5);
    QCOMPARE(head.size, wire.size() - 4);
    QCOMPARE(head.value("a"), "1");
    QCOMPARE(head.value("B"), "two words");
    QVERIFY(head.value("c").isNull());
    QVERIFY(head.value("empty").isEmpty());
    QVERIFY(!head.value("empty").isNull());
}

void tst_HttpParser::keepsConnections_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("keepAlive");

    QTest::newRow("HTTP/1.1 by default") << Get + "\r\n" << true;
    QTest::newRow("HTTP/1.1 that says so") << Get + "Connection: keep-alive\r\n\r\n" << true;
    QTest::newRow("HTTP/1.1 with close") << Get + "Connection: Close\r\n\r\n" << false;
    QTest::newRow("close in a list") << Get + "Connection: upgrade, close\r\n\r\n" << false;
    QTest::newRow("close wins") << Get + "Connection: close\r\nConnection: keep-alive\r\n\r\n"
                                << false;
    QTest::newRow("HTTP/1.0") << "GET / HTTP/1.0\r\n\r\n"_ba << false;
    QTest::newRow("HTTP/1.0 that wants it")
        << "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"_ba << false;
}

void tst_HttpParser::keepsConnections()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, keepAlive);

    QCOMPARE(parsed(wire).keepAlive, keepAlive);
}

void tst_HttpParser::noticesUpgrades_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<bool>("upgrade");

    QTest::newRow("both fields") << Get
            + "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\r\n"
                                 << true;
    QTest::newRow("the other order") << Get + "Connection: upgrade\r\nUpgrade: websocket\r\n\r\n"
                                     << true;
    QTest::newRow("no Connection") << Get + "Upgrade: websocket\r\n\r\n" << false;
    QTest::newRow("no Upgrade") << Get + "Connection: Upgrade\r\n\r\n" << false;
    QTest::newRow("HTTP/1.0")
        << "GET / HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"_ba << false;
}

void tst_HttpParser::noticesUpgrades()
{
    QFETCH(QByteArray, wire);
    QFETCH(bool, upgrade);

    QCOMPARE(parsed(wire).upgrade, upgrade);
}

void tst_HttpParser::noticesExpectations()
{
    QVERIFY(parsed(Post + "Expect: 100-Continue\r\n\r\n").expectsContinue);
    QVERIFY(!parsed(Post + "\r\n").expectsContinue);
    QVERIFY(!parsed("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n").expectsContinue);
}

void tst_HttpParser::leavesTheBodyLimitToTheCaller()
{
    QCOMPARE(parsed(Post + "Content-Length: 999999999999999\r\n\r\n").contentLength,
             999'999'999'999'999);
}

void tst_HttpParser::stopsBehindThePipelinedRequest()
{
    RequestReader first;
    const QByteArray request = Chunked + "5\r\nhello\r\n0\r\n\r\n";
    QCOMPARE(first.feed(request + Get), HttpParse::Complete);
    QCOMPARE(first.size, request.size());

    const HttpRequestHead head = parsed(Get + "\r\n" + "GET / HTTP/9.9");
    QCOMPARE(head.size, Get.size() + 2);
}

void tst_HttpParser::chunkedDecoderIsReadyForTheNextBody()
{
    ChunkedDecoder decoder;
    for (int i = 0; i < 2; ++i) {
        QByteArray body = "kept:"_ba;
        qsizetype consumed = 0;
        int status = 0;
        QCOMPARE(decoder.feed("5;x=y\r\nhello\r\n0\r\nA: b\r\n\r\nGET", consumed, body, {}, status),
                 HttpParse::Complete);
        QCOMPARE(body, "kept:hello");
        QCOMPARE(consumed, 25);
    }
}

QTEST_APPLESS_MAIN(tst_HttpParser)
#include "tst_httpparser.moc"
