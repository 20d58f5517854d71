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

void row(const char *name, const QByteArray &wire, int status = 400)
{
    QTest::newRow(name) << wire << status;
}

void line(const char *name, const QByteArray &requestLine, int status = 400)
{
    row(name, requestLine + "\r\nHost: x\r\n\r\n", status);
}

void field(const char *name, const QByteArray &fieldLine, int status = 400)
{
    row(name, Post + fieldLine + "\r\n\r\nhello", status);
}

void chunks(const char *name, const QByteArray &body, int status = 400)
{
    row(name, Post + "Transfer-Encoding: chunked\r\n\r\n" + body, status);
}

void requestLines()
{
    line("a method with a control character", "G\x01T / HTTP/1.1");
    line("no method", " / HTTP/1.1");
    line("two blanks before the target", "GET  / HTTP/1.1");
    line("two blanks before the version", "GET /  HTTP/1.1");
    line("a tab for a blank", "GET\t/ HTTP/1.1");
    line("a blank behind the version", "GET / HTTP/1.1 ");
    line("no version", "GET /");
    line("a control character in the target", "GET /\x01 HTTP/1.1");
    line("a NUL in the target", "GET /\0 HTTP/1.1"_ba);
    line("a raw UTF-8 target", "GET /\xc3\xa9 HTTP/1.1");
    line("a fragment in the target", "GET /#a HTTP/1.1");
    line("a target without a slash", "GET socket.io HTTP/1.1");
    line("an asterisk for GET", "GET * HTTP/1.1");
    line("a target for CONNECT", "CONNECT h:1 HTTP/1.1");
    line("an absolute target of another scheme", "GET ftp://h/ HTTP/1.1");
    line("an absolute target without a host", "GET http:///a HTTP/1.1");
    line("an absolute target with a user", "GET http://user@h/ HTTP/1.1");
    line("HTTP/1.10", "GET / HTTP/1.10");
    line("HTTP/1", "GET / HTTP/1");
    line("http in small letters", "GET / http/1.1");
    line("HTTP/9.9", "GET / HTTP/9.9", 505);
    line("HTTP/1.2", "GET / HTTP/1.2", 505);
    line("HTTP/0.9", "GET / HTTP/0.9", 505);
    row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    row("a TLS hello", "\x16\x03\x01\x02\0\x01"_ba);
    row("two line breaks before the request", "\r\n\r\n" + Get + "\r\n");
    row("a bare line feed before the request", "\n" + Get + "\r\n");
}

void fieldLines()
{
    row("bare line feeds", "GET / HTTP/1.1\nHost: x\n\n");
    row("a bare line feed behind a field", Get + "X: a\nY: b\r\n\r\n");
    row("a bare line feed as the last line", Get + "\n");
    row("a carriage return in the last line", Get + "\rX\r\n");
    field("a bare carriage return in a value", "X: a\rb");
    field("a bare carriage return before a line end", "X: a\r\r\n");
    field("a NUL in a value", "X: a\0b"_ba);
    field("a DEL in a value",
          "X: a\x7f"
          "b");
    field("a control character in a name", "X\x01: a");
    field("bytes above ASCII in a name", "X\xc3\xa9: a");
    field("an empty name", ": a");
    field("no colon", "abc");
    field("a blank before the colon", "Content-Length : 5");
    field("a folded line", "X: a\r\n b");
    field("a folded line with a tab", "X: a\r\n\tb");
    field("a folded coding", "Transfer-Encoding:\r\n chunked", 501);
    row("a blank before the first field", "GET / HTTP/1.1\r\n Host: x\r\n\r\n");
}

void hosts()
{
    row("no Host", "GET / HTTP/1.1\r\n\r\n");
    row("two Hosts", Get + "Host: y\r\n\r\n");
    row("the same Host twice", Get + "Host: x\r\n\r\n");
    row("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n");
    row("a Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n");
    row("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n");
    row("a list of Hosts", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n");
}

void lengths()
{
    field("a length and a coding", "Content-Length: 6\r\nTransfer-Encoding: chunked");
    field("a coding and a length", "Transfer-Encoding: chunked\r\nContent-Length: 6");
    field("two lengths that differ", "Content-Length: 0\r\nContent-Length: 5");
    field("the same length twice", "Content-Length: 5\r\nContent-Length: 5");
    field("a list of lengths", "Content-Length: 5, 5");
    field("a length with a plus", "Content-Length: +5");
    field("a length with a minus", "Content-Length: -1");
    field("a hexadecimal length", "Content-Length: 0x5");
    field("a length with a fraction", "Content-Length: 5.0");
    field("a length of two words", "Content-Length: 5 5");
    field("a length behind a vertical tab",
          "Content-Length: \x0b"
          "5");
    field("an empty length", "Content-Length: ");
    field("a length beyond all integers", "Content-Length: 99999999999999999999");
    field("a length above the limit", "Content-Length: 1000001", 413);
    field("an unknown coding", "Transfer-Encoding: xchunked", 501);
    field("an empty coding", "Transfer-Encoding: ", 501);
    field("a quoted coding", "Transfer-Encoding: \"chunked\"", 501);
    field("another coding behind chunked", "Transfer-Encoding: chunked, identity", 501);
    field("another coding before chunked", "Transfer-Encoding: gzip, chunked", 501);
    field("a coding behind a vertical tab",
          "Transfer-Encoding: \x0b"
          "chunked");
    field("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity");
    field("the same coding twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
    row("a coding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
}

void chunkLines()
{
    chunks("a chunk size with 0x", "0x5\r\nhello\r\n0\r\n\r\n");
    chunks("a chunk size with a plus", "+5\r\nhello\r\n0\r\n\r\n");
    chunks("a chunk size with a minus", "-5\r\nhello\r\n0\r\n\r\n");
    chunks("no chunk size", "\r\nhello\r\n0\r\n\r\n");
    chunks("an extension without a chunk size", ";a\r\nhello\r\n0\r\n\r\n");
    chunks("a blank before the chunk size", " 5\r\nhello\r\n0\r\n\r\n");
    chunks("a blank behind the chunk size", "5 \r\nhello\r\n0\r\n\r\n");
    chunks("a chunk size of seventeen digits", "00000000000000005\r\nhello\r\n0\r\n\r\n");
    chunks("a chunk size beyond all integers", "fffffffffffffffff\r\nhello", 413);
    chunks("a chunk above the limit", "F4241\r\nhello", 413);
    chunks("chunks above the limit together",
           "F4240\r\n" + QByteArray(1'000'000, 'a') + "\r\n1\r\na\r\n0\r\n\r\n", 413);
    chunks("chunks with bare line feeds", "5\nhello\n0\n\n");
    chunks("a bare carriage return behind a chunk size", "5\rhello");
    chunks("no line break behind a chunk", "5\r\nhelloX0\r\n\r\n");
    chunks("half a line break behind a chunk", "5\r\nhello\rX0\r\n\r\n");
    chunks("a bare line feed behind a chunk", "5\r\nhello\n0\r\n\r\n");
    chunks("a line feed in an extension", "5;a=\nb\r\nhello\r\n0\r\n\r\n");
    chunks("a carriage return in a quoted extension", "5;a=\"\r\n\"\r\nhello\r\n0\r\n\r\n");
    chunks("an escape in a quoted extension", "5;a=\"\\\"\"\r\nhello\r\n0\r\n\r\n");
    chunks("an extension without a name", "5;\r\nhello\r\n0\r\n\r\n");
    chunks("an extension without a value", "5;a=\r\nhello\r\n0\r\n\r\n");
    chunks("an extension with a second value", "5;a=b=c\r\nhello\r\n0\r\n\r\n");
    chunks("text behind a quoted extension", "5;a=\"b\"c\r\nhello\r\n0\r\n\r\n");
    chunks("extensions without end", "5;" + QByteArray(20'000, 'a'), 413);
}

void trailers()
{
    chunks("a trailer without a name", "0\r\n: y\r\n\r\n");
    chunks("a trailer without a colon", "0\r\nX\r\n\r\n");
    chunks("a folded trailer", "0\r\nX: y\r\n z\r\n\r\n");
    chunks("a NUL in a trailer", "0\r\nX: \0\r\n\r\n"_ba);
    chunks("a bare line feed behind a trailer", "0\r\nX: y\n\r\n");
    chunks("a bare line feed for the last line", "0\r\n\n");
    chunks("a carriage return in the last line", "0\r\n\rX");
    chunks("trailers without end", "0\r\nX: " + QByteArray(20'000, 'a'), 431);
}

void endless()
{
    line("a target without end", "GET /" + QByteArray(9'000, 'a') + " HTTP/1.1", 414);
    line("a method without end", QByteArray(9'000, 'A') + " / HTTP/1.1", 414);
    field("200 KB in a field", "X: " + QByteArray(200'000, 'a'), 431);
    field("10,000 fields", QByteArray("a: b\r\n").repeated(10'000) + "c: d", 431);
}

} // namespace

class tst_HttpRefusals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void refuses_data();
    void refuses();
    void answersOnceForAllPrefixes_data() { refuses_data(); }
    void answersOnceForAllPrefixes();
};

void tst_HttpRefusals::refuses_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<int>("status");

    requestLines();
    fieldLines();
    hosts();
    lengths();
    chunkLines();
    trailers();
    endless();
}

void tst_HttpRefusals::refuses()
{
    QFETCH(QByteArray, wire);
    QFETCH(int, status);

    compareAllCuts(wire, HttpParse::Failed,
                   [&](const RequestReader &r) { return r.status == status; });
}

void tst_HttpRefusals::answersOnceForAllPrefixes()
{
    QFETCH(QByteArray, wire);

    HttpRequestHead head;
    int status = 0;
    const HttpParse verdict = parseHttpHead(wire, {}, head, status);
    const int finalStatus = status;
    const qsizetype size = head.size;
    bool answered = false;
    for (qsizetype end = 0; end <= std::min<qsizetype>(wire.size(), 20'000); ++end) {
        const HttpParse now = parseHttpHead(QByteArrayView(wire).first(end), {}, head, status);
        if (!answered && now == HttpParse::Incomplete)
            continue;
        answered = true;
        QCOMPARE(now, verdict);
        QCOMPARE(status, finalStatus);
        QCOMPARE(head.size, now == HttpParse::Complete ? size : 0);
        end += end > 2'000 ? 97 : 0;
    }
    QVERIFY(answered);
}

QTEST_APPLESS_MAIN(tst_HttpRefusals)
#include "tst_httprefusals.moc"
