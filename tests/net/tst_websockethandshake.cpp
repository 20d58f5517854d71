// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/websockethandshake_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray Key = "dGhlIHNhbXBsZSBub25jZQ=="_ba; // RFC 6455 1.3
const QByteArray Start = "GET /chat HTTP/1.1\r\nHost: server.example.com\r\n"_ba;
const QByteArray Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n"_ba;
const QByteArray Version = "Sec-WebSocket-Version: 13\r\n"_ba;
const QByteArray KeyField = "Sec-WebSocket-Key: " + Key + "\r\n";

// The status the request is refused with, 0 when it is not.
int statusOf(const QByteArray &request, WebSocketUpgrade &upgrade)
{
    HttpRequestHead head;
    int status = 0;
    [&] {
        QCOMPARE(parseHttpHead(request, {}, head, status), HttpParse::Complete);
        const bool accepted = readWebSocketUpgrade(head, upgrade, status);
        QCOMPARE(accepted, status == 0);
    }();
    return status;
}

} // namespace

class tst_WebSocketHandshake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void acceptsKeyOfTheStandard();
    void reads_data();
    void reads();
    void readsProtocols_data();
    void readsProtocols();
    void boundsProtocols();
    void writesTheAnswer();
    void writesTheRequest();
};

void tst_WebSocketHandshake::acceptsKeyOfTheStandard()
{
    QCOMPARE(webSocketAccept(Key), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    QCOMPARE(webSocketAccept("x3JJHMbDL1EzLkh9GBhXDw=="), "HSmrc0sMlYUkAGmm5OPpG2HaGWk=");
}

void tst_WebSocketHandshake::reads_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");

    const auto row = [](const char *name, const QByteArray &request, int status) {
        QTest::newRow(name) << request + "\r\n" << status;
    };
    row("the usual request", Start + Upgrade + Version + KeyField, 0);
    row("another order", Start + KeyField + Version + Upgrade, 0);
    row("other case and lists",
        Start + "upgrade: h2c, WebSocket\r\nconnection: keep-alive, UPGRADE\r\n" + Version
            + KeyField,
        0);
    row("several fields, lists with nothing and with blanks",
        Start + "Upgrade: h2c,, webSocket ,\tx\r\nConnection: a\r\nConnection: ,\tupgrade\r\n"
            + Version + KeyField,
        0);
    row("extensions that we do not have",
        Start + Upgrade + Version + KeyField
            + "Sec-WebSocket-Extensions: permessage-deflate; __proto__, constructor\r\n",
        0);
    row("a length of nothing", Start + Upgrade + Version + KeyField + "Content-Length: 0\r\n", 0);

    row("POST", "POST / HTTP/1.1\r\nHost: x\r\n" + Upgrade + Version + KeyField, 400);
    row("get", "get / HTTP/1.1\r\nHost: x\r\n" + Upgrade + Version + KeyField, 400);
    row("HTTP/1.0", "GET / HTTP/1.0\r\nHost: x\r\n" + Upgrade + Version + KeyField, 400);
    row("another protocol",
        Start + "Upgrade: web, socket\r\nConnection: Upgrade\r\n" + Version + KeyField, 400);
    row("no Upgrade", Start + "Connection: Upgrade\r\n" + Version + KeyField, 400);
    row("an Upgrade to something else",
        Start + "Upgrade: h2c\r\nConnection: Upgrade\r\n" + Version + KeyField, 400);
    row("no Connection", Start + "Upgrade: websocket\r\n" + Version + KeyField, 400);
    row("a Connection that is kept",
        Start + "Upgrade: websocket\r\nConnection: keep-alive\r\n" + Version + KeyField, 400);
    row("no version", Start + Upgrade + KeyField, 426);
    row("an older version", Start + Upgrade + "Sec-WebSocket-Version: 8\r\n" + KeyField, 426);
    row("two versions", Start + Upgrade + Version + Version + KeyField, 426);
    row("a list of versions", Start + Upgrade + "Sec-WebSocket-Version: 13, 8\r\n" + KeyField, 426);
    row("no key", Start + Upgrade + Version, 400);
    row("an empty key", Start + Upgrade + Version + "Sec-WebSocket-Key:\r\n", 400);
    row("two keys", Start + Upgrade + Version + KeyField + KeyField, 400);
    row("a key that is too short",
        Start + Upgrade + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n", 400);
    row("a key that is too long",
        Start + Upgrade + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSEh\r\n", 400);
    row("a key that is not Base64",
        Start + Upgrade + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j_Q==\r\n", 400);
    row("a body", Start + Upgrade + Version + KeyField + "Content-Length: 1\r\n", 400);
    row("a chunked body", Start + Upgrade + Version + KeyField + "Transfer-Encoding: chunked\r\n",
        400);
}

void tst_WebSocketHandshake::reads()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);

    WebSocketUpgrade upgrade;
    QCOMPARE(statusOf(request, upgrade), status);
    if (status == 0)
        QCOMPARE(upgrade.key, Key);
}

void tst_WebSocketHandshake::readsProtocols_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QList<QByteArray>>("protocols"); // empty: refused, but for the first row

    QTest::newRow("none") << ""_ba << QList<QByteArray>();
    QTest::newRow("one") << "Sec-WebSocket-Protocol: chat\r\n"_ba << QList{"chat"_ba};
    QTest::newRow("a list") << "Sec-WebSocket-Protocol: chat ,superchat,\ta.b\r\n"_ba
                            << QList{"chat"_ba, "superchat"_ba, "a.b"_ba};
    QTest::newRow("two fields") << "Sec-WebSocket-Protocol: a\r\nsec-websocket-protocol: b\r\n"_ba
                                << QList{"a"_ba, "b"_ba};
}

void tst_WebSocketHandshake::readsProtocols()
{
    QFETCH(QByteArray, fields);
    QFETCH(QList<QByteArray>, protocols);

    WebSocketUpgrade upgrade{.protocols = {"old"_ba}};
    QCOMPARE(statusOf(Start + Upgrade + Version + KeyField + fields + "\r\n", upgrade), 0);
    QCOMPARE(upgrade.protocols, protocols);
}

void tst_WebSocketHandshake::boundsProtocols()
{
    const QByteArray start = Start + Upgrade + Version + KeyField + "Sec-WebSocket-Protocol: a";
    WebSocketUpgrade upgrade;
    QCOMPARE(statusOf(start + QByteArray(",a").repeated(99) + "\r\n\r\n", upgrade), 0);
    QCOMPARE(statusOf(start + QByteArray(",a").repeated(100) + "\r\n\r\n", upgrade), 400);
    QCOMPARE(statusOf(start + QByteArray(",").repeated(8'000) + "\r\n\r\n", upgrade), 0);
    QCOMPARE(statusOf(start + " b\r\n\r\n", upgrade), 400);
    QCOMPARE(statusOf(start + "\"\r\n\r\n", upgrade), 400);
}

void tst_WebSocketHandshake::writesTheAnswer()
{
    const QByteArray answer = webSocketUpgradeResponse(
        Key, {{"Sec-WebSocket-Protocol"_ba, "chat"_ba}, {"X"_ba, "a\r\nb"_ba}});
    QCOMPARE(answer,
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
             "Sec-WebSocket-Protocol: chat\r\n\r\n");
}

void tst_WebSocketHandshake::writesTheRequest()
{
    const QByteArray request = webSocketUpgradeRequest(
        "h:3000", "/socket.io/?EIO=4", Key,
        {{"Origin"_ba, "http://h"_ba}, {"Sec-WebSocket-Protocol"_ba, "a, b"_ba}});
    HttpRequestHead head;
    int status = 0;
    QCOMPARE(parseHttpHead(request, {}, head, status), HttpParse::Complete);
    QCOMPARE(head.size, request.size());
    QCOMPARE(head.target, "/socket.io/?EIO=4");
    QCOMPARE(head.value("Host"), "h:3000");
    QCOMPARE(head.value("Origin"), "http://h");
    QVERIFY(head.upgrade);

    WebSocketUpgrade upgrade;
    QVERIFY(readWebSocketUpgrade(head, upgrade, status));
    QCOMPARE(upgrade.key, Key);
    QCOMPARE(upgrade.protocols, (QList{"a"_ba, "b"_ba}));
}

QTEST_APPLESS_MAIN(tst_WebSocketHandshake)
#include "tst_websockethandshake.moc"
