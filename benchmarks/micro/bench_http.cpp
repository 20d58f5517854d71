// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpparser_p.h>
#include <qsocketio/net/httpresponse_p.h>
#include <qsocketio/net/urlquery_p.h>
#include <qsocketio/net/websockethandshake_p.h>

#include <QTest>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

class bench_Http : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parseHead();
    void parseDrippedHead();
    void readQuery();
    void answerUpgrade();
    void writeResponse();
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

} // namespace

void bench_Http::parseHead()
{
    QCOMPARE(Get.size(), 326);
    HttpRequestHead head;
    int status = 0;
    QBENCHMARK
    {
        QCOMPARE(parseHttpHead(Get, {}, head, status), HttpParse::Complete);
    }
}

void bench_Http::parseDrippedHead()
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

void bench_Http::readQuery()
{
    QBENCHMARK
    {
        const UrlQuery query("EIO=4&transport=polling&t=OxYz123&sid=AbCdEfGhIjKlMnOpAAAB");
        QCOMPARE(query.value("sid").size(), 20);
    }
}

void bench_Http::answerUpgrade()
{
    QBENCHMARK
    {
        const QByteArray answer = webSocketUpgradeResponse("dGhlIHNhbXBsZSBub25jZQ==", {});
        QVERIFY(!answer.isEmpty());
    }
}

void bench_Http::writeResponse()
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

QTEST_APPLESS_MAIN(bench_Http)
#include "bench_http.moc"
