// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>

#include <QSignalSpy>
#include <QTest>

#include <tests/support/scriptedserver.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Testing::ScriptedServer;

// A namespace's socket against a server whose every word the test chooses.
class tst_ClientSocket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void saysWhoItIs_data();
    void saysWhoItIs();
    void asksTheProviderEachTime();
    void deliversEarlyEventsBeforeConnected();
    void isRefused();
    void isRefusedByAnOldServer();
    void ignoresASecondConnect();
    void isDisconnectedByTheServer();
    void endsOnABadPacket_data();
    void endsOnABadPacket();
    void answersOnce();
    void numbersItsAcks();
    void keepsNoMoreThanItMay();

private:
    static ClientOptions options()
    {
        return {.transports = {Transport::WebSocket}, .reconnection = false};
    }
};

void tst_ClientSocket::saysWhoItIs_data()
{
    QTest::addColumn<QString>("nsp");
    QTest::addColumn<QVariantMap>("auth");
    QTest::addColumn<QString>("packet");

    QTest::newRow("the main namespace") << u"/"_s << QVariantMap() << u"40"_s;
    QTest::newRow("another namespace") << u"/admin"_s << QVariantMap() << u"40/admin,"_s;
    QTest::newRow("with auth") << u"/"_s << QVariantMap{{u"a"_s, 1}} << uR"(40{"a":1})"_s;
    QTest::newRow("both") << u"/admin"_s << QVariantMap{{u"a"_s, u"é"_s}}
                          << uR"(40/admin,{"a":"é"})"_s;
}

void tst_ClientSocket::saysWhoItIs()
{
    QFETCH(QString, nsp);
    QFETCH(QVariantMap, auth);
    QFETCH(QString, packet);
    ScriptedServer server;
    Client client(server.url(), options());
    client.of(nsp, auth)->open();
    QTRY_COMPARE(server.heard, QStringList{packet});
}

void tst_ClientSocket::asksTheProviderEachTime()
{
    ScriptedServer server;
    auto withProvider = options();
    int round = 0;
    withProvider.auth = [&] { return QVariantMap{{u"round"_s, ++round}}; };
    Client client(server.url(), withProvider);
    client.open();
    QTRY_COMPARE(server.heard.size(), 1);
    client.close();
    QTRY_COMPARE(client.state(), Client::State::Closed);
    client.open();
    QTRY_COMPARE(server.heard, (QStringList{uR"(40{"round":1})"_s, uR"(40{"round":2})"_s}));
}

void tst_ClientSocket::deliversEarlyEventsBeforeConnected()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(42["early",1])"_s, uR"(420["ask"])"_s};
    Client client(server.url(), options());
    QStringList heard;
    client.on("early", this, [&](int n) { heard.append(QString::number(n) + client.id()); });
    client.on("ask", this, [] { return 7; });
    connect(&client, &Client::connected, this, [&] { heard.append(u"connected"_s); });
    client.emitEvent("buffered");
    client.open();
    QTRY_COMPARE(server.heard, QStringList{u"40"_s});
    QCOMPARE(heard, QStringList());
    server.send(uR"(40{"sid":"s1"})"_s);
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(42["buffered"])"_s, u"430[7]"_s}));
    QCOMPARE(heard, (QStringList{u"1s1"_s, u"connected"_s}));
}

void tst_ClientSocket::isRefused()
{
    ScriptedServer server;
    Client client(server.url(), options());
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QTRY_COMPARE(server.heard.size(), 1);
    server.send(uR"(44{"message":"no","data":{"code":401}})"_s);
    QVERIFY(refused.wait());
    const auto error = refused.first().first().value<Error>();
    QCOMPARE(error.phase, Error::Phase::Namespace);
    QCOMPARE(error.message, u"no"_s);
    QCOMPARE(error.data.toMap().value(u"code"_s).toInt(), 401);
    QVERIFY(!client.isActive());
    QTRY_COMPARE(client.state(), Client::State::Closed);

    client.open();
    QTRY_COMPARE(server.heard.size(), 2);
    server.send(uR"(40{"sid":"s2"})"_s);
    QTRY_VERIFY(client.isConnected());
}

void tst_ClientSocket::isRefusedByAnOldServer()
{
    ScriptedServer server;
    server.greeting = QStringList{u"40"_s};
    Client client(server.url(), options());
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.wait());
    QVERIFY(refused.first().first().value<Error>().message.startsWith(
        u"It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client"_s));
    QVERIFY(!client.isConnected());
}

void tst_ClientSocket::ignoresASecondConnect()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"one"})"_s, uR"(40{"sid":"two"})"_s,
                                  uR"(44{"message":"three"})"_s, uR"(42["last"])"_s};
    Client client(server.url(), options());
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy received(&client, &Client::eventReceived);
    client.open();
    QVERIFY(received.wait());
    QCOMPARE(connected.size(), 1);
    QCOMPARE(client.id(), u"one"_s);
}

void tst_ClientSocket::isDisconnectedByTheServer()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto persistent = options();
    persistent.reconnection = true;
    persistent.reconnectionDelay = 1ms;
    Client client(server.url(), persistent);
    QSignalSpy disconnected(&client, &Client::disconnected);
    QSignalSpy attempts(&client, &Client::reconnectAttempt);
    client.open();
    QTRY_VERIFY(client.isConnected());
    const auto ack = client.emitWithAck<int>("ask");
    server.send(u"41"_s);
    QVERIFY(disconnected.wait());
    QCOMPARE(disconnected.first().first().value<DisconnectReason>(),
             DisconnectReason::IoServerDisconnect);
    QVERIFY(ack.isFinished());
    QVERIFY_EXCEPTION_THROWN(ack.result(), AckError);
    QTRY_COMPARE(client.state(), Client::State::Closed);
    QVERIFY(attempts.isEmpty());
}

void tst_ClientSocket::endsOnABadPacket_data()
{
    QTest::addColumn<QString>("packet");
    QTest::newRow("an unknown type") << u"49"_s;
    QTest::newRow("an event that is an object") << u"42{}"_s;
    QTest::newRow("broken JSON that nobody reads") << uR"(42["a",[1,]])"_s;
    QTest::newRow("attachments without end") << uR"(452147483648-["a"])"_s;
}

void tst_ClientSocket::endsOnABadPacket()
{
    QFETCH(QString, packet);
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s, packet, uR"(42["after"])"_s};
    auto persistent = options();
    persistent.reconnection = true;
    persistent.reconnectionDelay = 1ms;
    Client client(server.url(), persistent);
    QSignalSpy disconnected(&client, &Client::disconnected);
    QSignalSpy received(&client, &Client::eventReceived);
    client.open();
    QVERIFY(disconnected.wait());
    QCOMPARE(disconnected.first().first().value<DisconnectReason>(), DisconnectReason::ParseError);
    QVERIFY(received.isEmpty());
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    QTRY_VERIFY(client.isConnected());
}

void tst_ClientSocket::answersOnce()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s, uR"(4212["ask"])"_s};
    Client client(server.url(), options());
    client.on("ask", this, [](Ack ack) {
        ack(1, u"x"_s);
        ack(2);
    });
    client.open();
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(4312[1,"x"])"_s}));
}

void tst_ClientSocket::numbersItsAcks()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    Client client(server.url(), options());
    client.open();
    const auto first = client.emitWithAck<int>("a");
    const auto second = client.emitWithAck<Arguments>("b", true);
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(420["a"])"_s, uR"(421["b",true])"_s}));
    server.send(u"437[1]"_s);
    server.send(u"431[5,6]"_s);
    server.send(u"430[4]"_s);
    server.send(u"430[9]"_s);
    QTRY_VERIFY(first.isFinished() && second.isFinished());
    QCOMPARE(first.result(), 4);
    QCOMPARE(second.result().size(), 2);
}

void tst_ClientSocket::keepsNoMoreThanItMay()
{
    ScriptedServer server;
    auto small = options();
    small.maxBufferedPackets = 2;
    Client client(server.url(), small);
    client.emitEvent("one");
    client.emitEvent("two");
    QTest::ignoreMessage(QtWarningMsg, "an event is lost: too many wait for the connection");
    const auto ack = client.emitWithAck<int>("three");
    QTRY_VERIFY(ack.isFinished());
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    client.open();
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(42["one"])"_s, uR"(42["two"])"_s}));
}

QTEST_GUILESS_MAIN(tst_ClientSocket)
#include "tst_clientsocket.moc"
