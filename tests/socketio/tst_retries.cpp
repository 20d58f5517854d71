// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>

#include <QSignalSpy>
#include <QTest>

#include <tests/support/scriptedserver.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Testing::ScriptedServer;

namespace {

constexpr auto TooMany = "an event is lost: too many wait for the connection";

template <typename T>
std::optional<AckError::Reason> reasonOf(const QFuture<T> &future)
{
    try {
        QFuture<T>(future).waitForFinished();
    } catch (const AckError &error) {
        return error.reason();
    }
    return {};
}

} // namespace

// What becomes of events until they are acknowledged.
class tst_Retries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void keepsTheOrder();
    void sendsTheFirstOneAgain();
    void failsWhatIsNotAnswered();
    void volatileOnesAreNotRetried();
    void acksHaveATimeByDefault();
    void acksFailWithTheConnection();
    void cancelingTakesAnEventBack_data();
    void cancelingTakesAnEventBack();
    void aTimeoutTakesAnEventBack();
    void aVolatileEventFailsAtOnce();
    void dropsWhatThePolicySays_data();
    void dropsWhatThePolicySays();
    void boundsBytes();
    void boundsTheQueueOfRetries();
    void catchAllsSeeBothWays();

private:
    static ClientOptions quick()
    {
        return {.transports = {Transport::WebSocket},
                .reconnectionDelay = 5ms,
                .reconnectionDelayMax = 5ms};
    }
};

void tst_Retries::keepsTheOrder()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto options = quick();
    options.retries = 3;
    Client client(server.url(), options);
    client.emitEvent("a");
    const auto answer = client.emitWithAck<int>("b", 1);
    client.emitEvent("c");
    client.open();
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(420["a"])"_s}));
    server.send(u"430[]"_s);
    QTRY_COMPARE(server.heard.size(), 3);
    QCOMPARE(server.heard.last(), uR"(421["b",1])"_s);
    server.send(u"431[5]"_s);
    QTRY_COMPARE(server.heard.size(), 4);
    QCOMPARE(server.heard.last(), uR"(422["c"])"_s);
    QCOMPARE(answer.result(), 5);
}

void tst_Retries::sendsTheFirstOneAgain()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto options = quick();
    options.retries = 3;
    Client client(server.url(), options);
    client.open();
    QTRY_VERIFY(client.isConnected());
    client.emitEvent("a");
    client.emitEvent("b");
    QTRY_COMPARE(server.heard.size(), 2);
    server.heard.clear();
    client.dropConnection();
    client.emitEvent("c");
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(420["a"])"_s}));
    server.send(u"430[]"_s);
    QTRY_COMPARE(server.heard.size(), 3);
    QCOMPARE(server.heard.last(), uR"(421["b"])"_s);
}

void tst_Retries::failsWhatIsNotAnswered()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto options = quick();
    options.retries = 2;
    options.ackTimeout = 10ms;
    Client client(server.url(), options);
    client.open();
    QTRY_VERIFY(client.isConnected());
    const auto answer = client.emitWithAck<int>("a");
    client.emitEvent("b");
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(reasonOf(answer), AckError::Reason::Timeout);
    QTRY_VERIFY(server.heard.contains(uR"(421["b"])"_s));
    QCOMPARE(server.heard.count(uR"(420["a"])"_s), 3);
}

void tst_Retries::volatileOnesAreNotRetried()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto options = quick();
    options.retries = 2;
    Client client(server.url(), options);
    client.open();
    QTRY_VERIFY(client.isConnected());
    client.asVolatile().emitEvent("now");
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(42["now"])"_s}));
}

void tst_Retries::acksHaveATimeByDefault()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto options = quick();
    options.ackTimeout = 10ms;
    Client client(server.url(), options);
    client.open();
    QTRY_VERIFY(client.isConnected());
    const auto answer = client.emitWithAck<int>("a");
    const auto patient = client.timeout(1h).emitWithAck<int>("b");
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(reasonOf(answer), AckError::Reason::Timeout);
    QVERIFY(!patient.isFinished());
}

void tst_Retries::acksFailWithTheConnection()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    Client client(server.url(), quick());
    client.open();
    QTRY_VERIFY(client.isConnected());
    const auto sent = client.emitWithAck<int>("sent");
    std::optional<AckError::Reason> reason;
    client.emitWithCallback("sent too", this, [&](const AckReply &reply) { reason = reply.error; });
    QTRY_COMPARE(server.heard.size(), 3);
    client.dropConnection();
    QCOMPARE(reasonOf(sent), AckError::Reason::Disconnected);
    QCOMPARE(reason, AckError::Reason::Disconnected);
    // What waits keeps its acknowledgement.
    const auto waiting = client.emitWithAck<int>("waiting");
    QTRY_COMPARE(server.heard.size(), 5);
    QCOMPARE(server.heard.last(), uR"(422["waiting"])"_s);
    server.send(u"432[6]"_s);
    QTRY_VERIFY(waiting.isFinished());
    QCOMPARE(waiting.result(), 6);
}

void tst_Retries::cancelingTakesAnEventBack_data()
{
    QTest::addColumn<int>("retries");
    QTest::newRow("that waits for the connection") << 0;
    QTest::newRow("that waits for others to be acknowledged") << 2;
}

void tst_Retries::cancelingTakesAnEventBack()
{
    QFETCH(int, retries);
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto options = quick();
    options.retries = retries;
    Client client(server.url(), options);
    auto unwanted = client.emitWithAck<int>("unwanted");
    client.emitEvent("wanted");
    unwanted.cancel();
    QCoreApplication::processEvents();
    client.open();
    QTRY_COMPARE(server.heard.size(), 2);
    QVERIFY(server.heard.last().endsWith(uR"(["wanted"])"_s));
}

void tst_Retries::aTimeoutTakesAnEventBack()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    Client client(server.url(), quick());
    const auto late = client.timeout(1ms).emitWithAck<int>("late");
    client.emitEvent("wanted");
    QTRY_VERIFY(late.isFinished());
    QCOMPARE(reasonOf(late), AckError::Reason::Timeout);
    client.open();
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(42["wanted"])"_s}));
}

void tst_Retries::aVolatileEventFailsAtOnce()
{
    ScriptedServer server;
    Client client(server.url(), quick());
    const auto answer = client.asVolatile().emitWithAck<int>("now");
    QVERIFY(answer.isFinished());
    QCOMPARE(reasonOf(answer), AckError::Reason::NotSent);
}

void tst_Retries::dropsWhatThePolicySays_data()
{
    QTest::addColumn<bool>("oldest");
    QTest::addColumn<QStringList>("arrive");
    QTest::addColumn<QString>("lost");

    QTest::newRow("the newest") << false << QStringList{uR"(["1"])"_s, uR"(["2"])"_s} << u"3"_s;
    QTest::newRow("the oldest") << true << QStringList{uR"(["2"])"_s, uR"(["3"])"_s} << u"1"_s;
}

void tst_Retries::dropsWhatThePolicySays()
{
    QFETCH(bool, oldest);
    QFETCH(QStringList, arrive);
    QFETCH(QString, lost);
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s};
    auto options = quick();
    options.maxBufferedPackets = 2;
    options.bufferPolicy = oldest ? BufferPolicy::DropOldest : BufferPolicy::RefuseNewest;
    Client client(server.url(), options);
    QSignalSpy dropped(&client, &Client::eventDropped);
    QList<QPair<QString, AckError::Reason>> failed;
    QTest::ignoreMessage(QtWarningMsg, TooMany);
    for (const QString &name : {u"1"_s, u"2"_s, u"3"_s}) {
        client.emitWithCallback(name, this, [&failed, name](const AckReply &reply) {
            failed.append({name, reply.error.value()});
        });
    }
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(dropped.first().first().toString(), lost);
    QCOMPARE(failed, (QList<QPair<QString, AckError::Reason>>{{lost, AckError::Reason::NotSent}}));
    client.open();
    QTRY_COMPARE(server.heard.size(), 3);
    QVERIFY(server.heard.at(1).endsWith(arrive.at(0)));
    QVERIFY(server.heard.at(2).endsWith(arrive.at(1)));
}

void tst_Retries::boundsBytes()
{
    ScriptedServer server;
    auto options = quick();
    options.maxBufferedPacketBytes = 1'000;
    Client client(server.url(), options);
    QSignalSpy dropped(&client, &Client::eventDropped);
    client.emitEvent("a", QByteArray(600, 'x'));
    QTest::ignoreMessage(QtWarningMsg, TooMany);
    client.emitEvent("b", QByteArray(600, 'x'));
    QCOMPARE(dropped.size(), 1);
    client.emitEvent("c");
    QCOMPARE(dropped.size(), 1);
}

void tst_Retries::boundsTheQueueOfRetries()
{
    ScriptedServer server;
    auto options = quick();
    options.retries = 1;
    options.maxBufferedPackets = 1;
    Client client(server.url(), options);
    client.emitEvent("a");
    QTest::ignoreMessage(QtWarningMsg, TooMany);
    const auto answer = client.emitWithAck<int>("b");
    QVERIFY(answer.isFinished());
    QCOMPARE(reasonOf(answer), AckError::Reason::NotSent);
}

void tst_Retries::catchAllsSeeBothWays()
{
    ScriptedServer server;
    server.greeting = QStringList{uR"(40{"sid":"s"})"_s, uR"(427["question",1])"_s};
    Client client(server.url(), quick());
    QStringList seen;
    client.onAnyOutgoing(this, [&](const QString &event, const Arguments &arguments) {
        seen.append(u"out "_s + event + QString::fromUtf8(arguments.toJson()));
    });
    client.onAny(this, [&](const QString &event, const Arguments &, const Ack &ack) {
        seen.append(u"in "_s + event);
        ack(9);
    });
    client.emitEvent("buffered", 1);
    QVERIFY(seen.isEmpty());
    client.open();
    QTRY_COMPARE(server.heard, (QStringList{u"40"_s, uR"(42["buffered",1])"_s, u"437[9]"_s}));
    QCOMPARE(seen, (QStringList{u"out buffered[1]"_s, u"in question"_s}));
}

QTEST_GUILESS_MAIN(tst_Retries)
#include "tst_retries.moc"
