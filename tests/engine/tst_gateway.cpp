// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "gatewayfixture.h"

#include <qsocketio/engine/socket.h>

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Engine;
using namespace QSocketIo::Testing;

// What an application sees and decides of the requests of a server.
class tst_Gateway : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void asksMiddlewaresInOrderAboutEveryRequest();
    void refusesWhatAMiddlewareRefuses();
    void letsAMiddlewareAnswer();
    void waitsForAMiddleware();
    void refusesWhenAMiddlewareFails();
    void forgetsAMiddlewareWithItsContext();
    void asksMiddlewaresAboutUpgrades();
    void survivesAMiddlewareThatDeletesTheServer();
    void survivesAClientThatLeavesMeanwhile();
    void closesWhileAMiddlewareThinks();
    void tellsRefusals_data();
    void tellsRefusals();
    void tellsTheRequestOfARefusal();
    void showsTheHeadersOfAnswers();
    void showsTheHeadersOfUpgrades();
    void sendsNoIllegalHeaders();
};

void tst_Gateway::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Gateway::asksMiddlewaresInOrderAboutEveryRequest()
{
    const auto server = serve();
    QByteArrayList asked;
    server->use(this, [&asked](const Request &request) {
        asked += "1 " + request.method();
        return Verdict::accept();
    });
    server->use(this, [&asked](const Request &request) {
        asked += "2 " + request.method();
        return Verdict::accept();
    });
    RawHttp client(server->serverPort());
    client.get(Polling);
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    const QByteArray sid = client.body().mid(9, 20);
    client.post(QByteArray(Polling) + "&sid=" + sid, "4hello");
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    QCOMPARE(client.body(), "ok");
    QCOMPARE(asked, (QByteArrayList{"1 GET", "2 GET", "1 POST", "2 POST"}));
}

void tst_Gateway::refusesWhatAMiddlewareRefuses()
{
    const auto server = serve();
    QList<ConnectionError> errors;
    connect(server.get(), &Gateway::connectionError, this,
            [&errors](const ConnectionError &error) { errors.append(error); });
    bool asked = false;
    server->use(this, [](const Request &) { return Verdict::reject(u"not today"_s); });
    server->use(this, [&asked](const Request &) {
        asked = true;
        return Verdict::accept();
    });
    RawHttp client(server->serverPort());
    client.get(Polling);
    QVERIFY(client.head().startsWith("HTTP/1.1 400 "));
    QCOMPARE(client.body(), BadRequest);
    QVERIFY(!asked);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors[0].context,
             (QVariantMap{{u"name"_s, u"MIDDLEWARE_FAILURE"_s}, {u"message"_s, u"not today"_s}}));
    QCOMPARE(server->clientsCount(), 0);
}

void tst_Gateway::letsAMiddlewareAnswer()
{
    const auto server = serve();
    server->use(this, [](const Request &) {
        return Response{429, "text/plain", "later", {{"Retry-After", "5"}}};
    });
    RawHttp client(server->serverPort());
    client.get(Polling);
    QVERIFY(client.head().startsWith("HTTP/1.1 429 "));
    QCOMPARE(client.field("Retry-After"), "5");
    QCOMPARE(client.body(), "later");
}

void tst_Gateway::waitsForAMiddleware()
{
    const auto server = serve();
    std::vector<Promised<Gateway::Answer>> promises(2);
    size_t next = 0;
    for (int i = 0; i < 2; ++i)
        server->use(this, [&](const Request &) { return promises[next++].future(); });
    RawHttp client(server->serverPort());
    client.get(Polling);
    QTRY_COMPARE(next, size_t(1));
    promises[0].keep(Verdict::accept());
    QTRY_COMPARE(next, size_t(2));
    QCOMPARE(server->clientsCount(), 0);
    promises[1].keep(Verdict::accept());
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    QCOMPARE(server->clientsCount(), 1);
}

void tst_Gateway::refusesWhenAMiddlewareFails()
{
    const auto server = serve();
    ThinkingMiddleware middleware;
    middleware.use(*server);
    RawHttp client(server->serverPort());
    client.get(Polling);
    QTRY_VERIFY(middleware.isAsked());
    middleware.fail();
    QVERIFY(client.head().startsWith("HTTP/1.1 400 "));
    QCOMPARE(client.body(), BadRequest);
}

void tst_Gateway::forgetsAMiddlewareWithItsContext()
{
    const auto server = serve();
    auto context = std::make_unique<QObject>();
    server->use(context.get(), [](const Request &) { return Verdict::reject({}); });
    context.reset();
    RawHttp client(server->serverPort());
    client.get(Polling);
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
}

void tst_Gateway::asksMiddlewaresAboutUpgrades()
{
    const auto server = serve();
    Verdict verdict = Verdict::reject({});
    server->use(this, [&verdict](const Request &) { return verdict; });
    RawHttp refused(server->serverPort());
    refused.upgrade(WebSocket);
    QVERIFY(refused.head().startsWith("HTTP/1.1 400 "));
    QCOMPARE(refused.field("Connection"), "close");
    QCOMPARE(refused.body(), "Bad request");
    verdict = Verdict::accept();
    RawHttp client(server->serverPort());
    client.upgrade(WebSocket);
    QVERIFY(client.head().startsWith("HTTP/1.1 101 "));
    QVERIFY(client.waitForBytes(20));
    QCOMPARE(client.bytes().mid(2, 8), R"(0{"sid":)");
}

void tst_Gateway::survivesAMiddlewareThatDeletesTheServer()
{
    auto server = serve();
    const quint16 port = server->serverPort();
    server->use(this, [&server](const Request &) {
        server.reset();
        return Verdict::accept();
    });
    RawHttp client(port);
    client.get(Polling);
    QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!server);
}

void tst_Gateway::survivesAClientThatLeavesMeanwhile()
{
    const auto server = serve();
    ThinkingMiddleware middleware;
    middleware.use(*server);
    {
        RawHttp client(server->serverPort());
        client.get(Polling);
        QTRY_VERIFY(middleware.isAsked());
    }
    QTest::qWait(0);
    middleware.answer(Verdict::accept());
    QTest::qWait(0);
    QCOMPARE(server->clientsCount(), 0);
}

void tst_Gateway::closesWhileAMiddlewareThinks()
{
    const auto server = serve();
    ThinkingMiddleware middleware;
    middleware.use(*server);
    RawHttp client(server->serverPort());
    client.get(Polling);
    QTRY_VERIFY(middleware.isAsked());
    server->close();
    QTRY_COMPARE(client.socket().state(), QAbstractSocket::UnconnectedState);
    middleware.answer(Verdict::accept());
    QTest::qWait(0);
    QCOMPARE(server->clientsCount(), 0);
}

void tst_Gateway::tellsRefusals_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("code");
    QTest::addColumn<QVariantMap>("context");
    const QByteArray path = "/engine.io/";
    QTest::newRow("an unknown transport")
        << path + "?EIO=4&transport=abc" << 0 << QVariantMap{{u"transport"_s, u"abc"_s}};
    QTest::newRow("an unknown session")
        << path + "?EIO=4&transport=polling&sid=abc" << 1 << QVariantMap{{u"sid"_s, u"abc"_s}};
    QTest::newRow("a WebSocket without an upgrade")
        << QByteArray(WebSocket) << 3 << QVariantMap{{u"name"_s, u"TRANSPORT_HANDSHAKE_ERROR"_s}};
    QTest::newRow("an unknown protocol")
        << path + "?EIO=9&transport=polling" << 5 << QVariantMap{{u"protocol"_s, u"9"_s}};
}

void tst_Gateway::tellsRefusals()
{
    QFETCH(const QByteArray, target);
    QFETCH(const int, code);
    QFETCH(const QVariantMap, context);
    const auto server = serve();
    QList<ConnectionError> errors;
    connect(server.get(), &Gateway::connectionError, this,
            [&errors](const ConnectionError &error) { errors.append(error); });
    RawHttp client(server->serverPort());
    client.get(target);
    QVERIFY(client.head().startsWith("HTTP/1.1 400 "));
    QCOMPARE(errors.size(), 1);
    QCOMPARE(int(errors[0].code), code);
    QCOMPARE(errors[0].context, context);
    QVERIFY(client.body().contains(errors[0].message.toUtf8()));
}

void tst_Gateway::tellsTheRequestOfARefusal()
{
    const auto server = serve();
    QList<ConnectionError> errors;
    connect(server.get(), &Gateway::connectionError, this,
            [&errors](const ConnectionError &error) { errors.append(error); });
    RawHttp client(server->serverPort());
    client.get(Polling);
    client.head();
    const QByteArray sid = client.body().mid(9, 20);
    client.get(QByteArray(WebSocket) + "&sid=" + sid, "X-Mine: yes\r\n");
    QVERIFY(client.head().startsWith("HTTP/1.1 400 "));
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors[0].context,
             (QVariantMap{{u"name"_s, u"TRANSPORT_MISMATCH"_s},
                          {u"transport"_s, u"websocket"_s},
                          {u"previousTransport"_s, u"polling"_s}}));
    QCOMPARE(errors[0].request.header("x-mine"), "yes");
}

void tst_Gateway::showsTheHeadersOfAnswers()
{
    const auto server = serve();
    int initial = 0;
    connect(server.get(), &Gateway::initialHeaders, this,
            [&initial](Headers *headers, const Request &) {
                ++initial;
                headers->set("X-First", "1");
            });
    connect(server.get(), &Gateway::headers, this, [](Headers *headers, const Request &request) {
        headers->set("Cache-Control", "private");
        headers->append("X-Method", request.method());
    });
    RawHttp client(server->serverPort());
    client.get(Polling);
    client.head();
    QCOMPARE(client.field("X-First"), "1");
    QCOMPARE(client.field("X-Method"), "GET");
    QCOMPARE(client.field("Cache-Control"), "private");
    const QByteArray sid = client.body().mid(9, 20);
    client.post(QByteArray(Polling) + "&sid=" + sid, "4hello");
    client.head();
    QVERIFY(client.field("X-First").isNull());
    QCOMPARE(client.field("X-Method"), "POST");
    QCOMPARE(initial, 1);
}

void tst_Gateway::showsTheHeadersOfUpgrades()
{
    const auto server = serve();
    connect(server.get(), &Gateway::initialHeaders, this,
            [](Headers *headers) { headers->set("X-First", "1"); });
    connect(server.get(), &Gateway::headers, this,
            [](Headers *headers) { headers->set("X-Every", "1"); });
    RawHttp client(server->serverPort());
    client.upgrade(WebSocket);
    QVERIFY(client.head().startsWith("HTTP/1.1 101 "));
    QCOMPARE(client.field("X-First"), "1");
    QCOMPARE(client.field("X-Every"), "1");
}

void tst_Gateway::sendsNoIllegalHeaders()
{
    const auto server = serve();
    connect(server.get(), &Gateway::headers, this, [](Headers *headers) {
        headers->set("X-Split", "a\r\nX-Smuggled: b");
        headers->set("Content-Length", "1");
    });
    RawHttp client(server->serverPort());
    client.get(Polling);
    QVERIFY(!client.head().contains("Smuggled"));
    QVERIFY(client.body().startsWith("0{"));
}

QTEST_GUILESS_MAIN(tst_Gateway)
#include "tst_gateway.moc"
