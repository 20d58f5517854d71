// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "gatewayfixture.h"

#include <qsocketio/engine/socket.h>

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Engine;
using namespace QSocketIo::Testing;

// What an application decides of handshakes.
class tst_Handshakes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void asksTheApplicationForEachHandshake();
    void keepsForeignPagesOut_data();
    void keepsForeignPagesOut();
    void waitsForTheApplication();
    void takesIdsOfTheApplication();
    void refusesBadIds_data();
    void refusesBadIds();
    void setsTheCookieOnce();
    void followsTheHandshakeByTheInitialPacket();
    void matchesThePathWithoutItsSlash_data();
    void matchesThePathWithoutItsSlash();
};

void tst_Handshakes::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Handshakes::asksTheApplicationForEachHandshake()
{
    int asked = 0;
    const auto server = serve({.allowRequest = [&asked](const Request &request) {
        ++asked;
        return request.queryValue("let") == u"in" ? Verdict::accept()
                                                  : Verdict::reject(u"stay out"_s);
    }});
    RawHttp client(server->serverPort());
    client.get(Polling);
    QVERIFY(client.head().startsWith("HTTP/1.1 403 "));
    QCOMPARE(client.body(), R"({"code":4,"message":"stay out"})");
    client.get(QByteArray(Polling) + "&let=in");
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    const QByteArray sid = client.body().mid(9, 20);
    QCOMPARE(asked, 2);
    client.post(QByteArray(Polling) + "&sid=" + sid, "4hello");
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    QCOMPARE(asked, 2);
    RawHttp upgrading(server->serverPort());
    upgrading.upgrade(WebSocket);
    QVERIFY(upgrading.head().startsWith("HTTP/1.1 400 "));
    QCOMPARE(upgrading.body(), "stay out");
}

void tst_Handshakes::keepsForeignPagesOut_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("enters");

    QTest::newRow("its own page") << QByteArray("Origin: https://app.example\r\n") << true;
    QTest::newRow("a foreign page") << QByteArray("Origin: https://evil.example\r\n") << false;
    QTest::newRow("a foreign page with the user's cookie")
        << QByteArray("Cookie: user=1\r\nOrigin: https://evil.example\r\n") << false;
    QTest::newRow("its own page among others")
        << QByteArray("Origin: https://evil.example\r\nOrigin: https://app.example\r\n") << false;
    QTest::newRow("a page of no origin") << QByteArray("Origin: null\r\n") << false;
    QTest::newRow("no page") << QByteArray() << false;
}

// Browsers send cookies with the WebSocket of any page: docs/security.md shows this function.
void tst_Handshakes::keepsForeignPagesOut()
{
    QFETCH(const QByteArray, fields);
    QFETCH(const bool, enters);
    const auto server = serve({.allowRequest = [](const Request &request) {
        return request.header("origin") == "https://app.example" ? Verdict::accept()
                                                                 : Verdict::reject(u"no"_s);
    }});
    RawHttp polling(server->serverPort());
    polling.get(Polling, fields);
    QVERIFY(polling.head().startsWith(enters ? "HTTP/1.1 200 " : "HTTP/1.1 403 "));
    RawHttp webSocket(server->serverPort());
    webSocket.upgrade(WebSocket, fields);
    QVERIFY(webSocket.head().startsWith(enters ? "HTTP/1.1 101 " : "HTTP/1.1 400 "));
}

void tst_Handshakes::waitsForTheApplication()
{
    Promised<Verdict> promise;
    bool asked = false;
    const auto server = serve({.allowRequest = [&](const Request &) {
        asked = true;
        return promise.future();
    }});
    RawHttp client(server->serverPort());
    client.upgrade(WebSocket);
    QTRY_VERIFY(asked);
    promise.keep(Verdict::accept());
    QVERIFY(client.head().startsWith("HTTP/1.1 101 "));
}

void tst_Handshakes::takesIdsOfTheApplication()
{
    Promised<QString> promise;
    bool asked = false;
    const auto server = serve({.generateId = [&](const Request &) {
        asked = true;
        return promise.future();
    }});
    QStringList opened;
    connect(server.get(), &Server::socketOpened, this,
            [&opened](Engine::Socket *socket) { opened += socket->id(); });
    RawHttp client(server->serverPort());
    client.get(Polling);
    QTRY_VERIFY(asked);
    promise.keep(u"user-1.a_b~c"_s);
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    QVERIFY(client.body().startsWith(R"(0{"sid":"user-1.a_b~c",)"));
    client.post(QByteArray(Polling) + "&sid=user-1.a_b~c", "4hello");
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    QCOMPARE(opened, QStringList{u"user-1.a_b~c"_s});
}

void tst_Handshakes::refusesBadIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("an empty one") << u""_s;
    QTest::newRow("one with a quote") << u"a\"b"_s;
    QTest::newRow("one with a line break") << u"a\nb"_s;
    QTest::newRow("one beyond ASCII") << u"ž"_s;
    QTest::newRow("a long one") << QString(129, u'a');
    QTest::newRow("one that is taken") << u"taken"_s;
}

void tst_Handshakes::refusesBadIds()
{
    QFETCH(const QString, id);
    QString next = u"taken"_s;
    const auto server = serve({.generateId = [&next](const Request &) { return next; }});
    QList<ConnectionError> errors;
    connect(server.get(), &Gateway::connectionError, this,
            [&errors](const ConnectionError &error) { errors.append(error); });
    RawHttp client(server->serverPort());
    client.get(Polling);
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    client.body();
    next = id;
    client.get(Polling);
    QVERIFY(client.head().startsWith("HTTP/1.1 400 "));
    QCOMPARE(client.body(), BadRequest);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors[0].context.value(u"name"_s), u"ID_GENERATION_ERROR"_s);
    QCOMPARE(server->clientsCount(), 1);
}

void tst_Handshakes::setsTheCookieOnce()
{
    const auto server = serve({.cookie = {.name = u"io"_s,
                                          .path = u"/app"_s,
                                          .domain = u"example.org"_s,
                                          .secure = true,
                                          .sameSite = Cookie::SameSite::Strict,
                                          .maxAge = 60s}});
    RawHttp client(server->serverPort());
    client.get(Polling);
    client.head();
    const QByteArray cookie = client.field("Set-Cookie");
    const QByteArray sid = client.body().mid(9, 20);
    QCOMPARE(cookie,
             "io=" + sid
                 + "; Max-Age=60; Domain=example.org; Path=/app; HttpOnly; Secure; "
                   "SameSite=Strict");
    client.post(QByteArray(Polling) + "&sid=" + sid, "4hello");
    client.head();
    QVERIFY(client.field("Set-Cookie").isNull());
}

void tst_Handshakes::followsTheHandshakeByTheInitialPacket()
{
    const auto server = serve({.initialPacket = u"welcome"_s});
    RawHttp client(server->serverPort());
    client.get(Polling);
    client.head();
    QVERIFY(client.body().endsWith("}\x1e"
                                   "4welcome"));
}

void tst_Handshakes::matchesThePathWithoutItsSlash_data()
{
    QTest::addColumn<bool>("addTrailingSlash");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("with the slash, with it") << true << QByteArray("/engine.io/") << 200;
    QTest::newRow("with the slash, without it") << true << QByteArray("/engine.io") << 404;
    QTest::newRow("without the slash, with it") << false << QByteArray("/engine.io/") << 200;
    QTest::newRow("without the slash, without it") << false << QByteArray("/engine.io") << 200;
    QTest::newRow("without the slash, a longer name") << false << QByteArray("/engine.iox") << 404;
}

void tst_Handshakes::matchesThePathWithoutItsSlash()
{
    QFETCH(const bool, addTrailingSlash);
    QFETCH(const QByteArray, path);
    QFETCH(const int, status);
    const auto server = serve({.addTrailingSlash = addTrailingSlash});
    RawHttp client(server->serverPort());
    client.get(path + "?EIO=4&transport=polling");
    QVERIFY(client.head().startsWith("HTTP/1.1 " + QByteArray::number(status)));
}

QTEST_GUILESS_MAIN(tst_Handshakes)
#include "tst_handshakes.moc"
