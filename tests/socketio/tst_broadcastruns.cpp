// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/rawclient.h"
#include "../support/streamkinds.h"
#include "serverfixture.h"

#include <qsocketio/engine/trace.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

using Sockets = QList<ServerSocket *>;
// Happens in the middle of a run.
using Interlude = std::function<void(Server &server, Sockets &sockets)>;
Q_DECLARE_METATYPE(Interlude)

namespace {

class Sent final : public Trace
{
public:
    void record(const TraceRecord &record) override
    {
        if (record.direction == TraceRecord::Direction::Sent)
            data.append(record.data.toByteArray());
    }

    QByteArrayList data;
};

// "1|2": the events of these names as they are on the wire. What is longer stands for itself.
QByteArrayList texts(const QByteArray &names)
{
    QByteArrayList texts;
    for (const QByteArray &name : names.split('|')) {
        if (!name.isEmpty())
            texts.append(name.size() == 1 ? "42[\"" + name + "\"]" : name);
    }
    return texts;
}

} // namespace

// Several broadcasts to the same sockets in one turn, and what comes between them.
class tst_BroadcastRuns : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { stopServer(); }

    void whatIsSentBetweenHasItsPlace_data();
    void whatIsSentBetweenHasItsPlace();
    void whoGoesGetsNoMore_data();
    void whoGoesGetsNoMore();
    void aRoomIsWhoIsInItNow_data();
    void aRoomIsWhoIsInItNow();
    void overEveryStream_data() { addStreamKinds(); }
    void overEveryStream();
    void attachmentsComeWithTheirEvent();
    void answersAreWaitedFor();
    void whatIsRecoveredGoesOnBehindTheLast();
    void whoWatchesSeesWhatFollows();
    void eachReceiverIsCounted();
    void eachReceiverIsTraced();
    void aLongRunComesWhole();
    void theLimitOfOneClientHolds_data();
    void theLimitOfOneClientHolds();
    void theLimitOfTheServerHolds();
    void aSlowClientMissesNothing();
    void whatIsLargeIsCompressed();

private:
    // Two of them are in the room "r".
    void connectThree()
    {
        for (int i = 0; i < 3; ++i)
            connectClient();
        m_sockets[1]->join(u"r"_s);
        m_sockets[2]->join(u"r"_s);
    }
    static void addColumns()
    {
        QTest::addColumn<Interlude>("interlude");
        QTest::addColumn<QByteArrayList>("wanted");
    }
    static void row(const char *name, const QByteArrayList &wanted, const Interlude &interlude)
    {
        QTest::newRow(name) << interlude << wanted;
    }
    // Two broadcasts, the interlude, one more.
    void runTo(const Broadcast &target)
    {
        QFETCH(const Interlude, interlude);
        QFETCH(const QByteArrayList, wanted);
        target.emitEvent("1");
        target.emitEvent("2");
        interlude(*m_server, m_sockets);
        target.emitEvent("3");
        for (size_t i = 0; i < 3; ++i)
            QTRY_COMPARE(textsOf(i), texts(wanted[qsizetype(i)]));
    }
    QByteArrayList textsOf(size_t client) const { return m_clients[client]->texts().sliced(2); }
};

void tst_BroadcastRuns::whatIsSentBetweenHasItsPlace_data()
{
    addColumns();
    row("nothing", {"1|2|3", "1|2|3", "1|2|3"}, [](Server &, Sockets &) {});
    row("an event for one", {"1|2|x|3", "1|2|3", "1|2|3"},
        [](Server &, Sockets &sockets) { sockets[0]->emitEvent("x"); });
    row("a room", {"1|2|3", "1|2|x|3", "1|2|x|3"},
        [](Server &server, Sockets &) { server.to(u"r"_s).emitEvent("x"); });
    row("all but a room", {"1|2|x|3", "1|2|3", "1|2|3"},
        [](Server &server, Sockets &) { server.except(u"r"_s).emitEvent("x"); });
    row("all but one, by that one", {"1|2|x|3", "1|2|x|3", "1|2|3"},
        [](Server &, Sockets &sockets) { sockets[2]->broadcast().emitEvent("x"); });
    row("a volatile one", {"1|2|3", "1|2|3", "1|2|3"},
        [](Server &server, Sockets &) { server.asVolatile().emitEvent("x"); });
    row("one that is not compressed", {"1|2|x|3", "1|2|x|3", "1|2|x|3"},
        [](Server &server, Sockets &) { server.compress(false).emitEvent("x"); });
    const QByteArray ask = R"(1|2|420["x"]|3)";
    row("one that is answered", {ask, ask, ask},
        [](Server &server, Sockets &) { server.timeout(10s).emitWithAck("x"); });
    const QByteArray attached = R"(1|2|451-["x",{"_placeholder":true,"num":0}]|3)";
    row("one with an attachment", {attached, attached, attached},
        [](Server &server, Sockets &) { server.emitEvent("x", QByteArray("binary")); });
}

void tst_BroadcastRuns::whatIsSentBetweenHasItsPlace()
{
    startServer();
    connectThree();
    runTo(Broadcast(m_server.get()));
}

void tst_BroadcastRuns::whoGoesGetsNoMore_data()
{
    addColumns();
    row("disconnected", {"1|2|41", "1|2|3", "1|2|3"},
        [](Server &, Sockets &sockets) { sockets[0]->close(); });
    row("deleted", {"1|2|41", "1|2|3", "1|2|3"},
        [](Server &, Sockets &sockets) { delete sockets.takeFirst(); });
    row("with its connection", {"1|2|41", "1|2|3", "1|2|3"},
        [](Server &, Sockets &sockets) { sockets[0]->close(true); });
}

void tst_BroadcastRuns::whoGoesGetsNoMore()
{
    startServer();
    connectThree();
    runTo(Broadcast(m_server.get()));
}

void tst_BroadcastRuns::aRoomIsWhoIsInItNow_data()
{
    addColumns();
    row("an event for somebody else", {"x", "1|2|3", "1|2|3"},
        [](Server &, Sockets &sockets) { sockets[0]->emitEvent("x"); });
    row("one joins", {"3", "1|2|3", "1|2|3"},
        [](Server &, Sockets &sockets) { sockets[0]->join(u"r"_s); });
    row("one leaves", {"", "1|2", "1|2|3"},
        [](Server &, Sockets &sockets) { sockets[1]->leave(u"r"_s); });
    row("one takes the place of another", {"3", "1|2", "1|2|3"}, [](Server &, Sockets &sockets) {
        sockets[1]->leave(u"r"_s);
        sockets[0]->join(u"r"_s);
    });
    row("another room", {"x", "1|2|x|3", "1|2|3"}, [](Server &server, Sockets &sockets) {
        sockets[0]->join(u"s"_s);
        sockets[1]->join(u"s"_s);
        server.to(u"s"_s).emitEvent("x");
    });
    row("a broadcast by who hears that one left", {"", "1|2", "1|2|x|3"},
        [](Server &server, Sockets &sockets) {
            connect(&server, &Namespace::roomLeft, &server,
                    [&server] { server.to(u"r"_s).emitEvent("x"); });
            sockets[1]->leave(u"r"_s);
        });
}

void tst_BroadcastRuns::aRoomIsWhoIsInItNow()
{
    startServer();
    connectThree();
    runTo(m_server->to(u"r"_s));
}

void tst_BroadcastRuns::overEveryStream()
{
    QFETCH(const Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    startServer();
    connectThree();
    for (const char *event : {"1", "2", "3", "4"})
        m_server->emitEvent(QLatin1StringView(event));
    for (size_t i = 0; i < 3; ++i)
        QTRY_COMPARE(textsOf(i), texts("1|2|3|4"));
}

void tst_BroadcastRuns::attachmentsComeWithTheirEvent()
{
    startServer();
    connectThree();
    m_server->emitEvent("1");
    m_server->emitEvent("a", QByteArray("first"));
    m_server->emitEvent("b", QByteArray("second"));
    m_server->emitEvent("2");
    for (const auto &client : m_clients) {
        QVERIFY(client->waitFor(R"(42["2"])"));
        QCOMPARE(client->binaries(), (QByteArrayList{"first", "second"}));
        QCOMPARE(client->texts().size(), 6);
    }
}

void tst_BroadcastRuns::answersAreWaitedFor()
{
    startServer();
    connectThree();
    m_server->emitEvent("1");
    const auto answers = m_server->timeout(10s).emitWithAck<int>("n");
    m_server->emitEvent("2");
    for (const auto &client : m_clients) {
        QVERIFY(client->waitFor(R"(42["2"])"));
        QVERIFY(!answers.isFinished());
        client->send("430[5]");
    }
    QTRY_VERIFY(answers.isFinished());
    QCOMPARE(answers.result().responses, (QList<int>{5, 5, 5}));
}

void tst_BroadcastRuns::whatIsRecoveredGoesOnBehindTheLast()
{
    startServer({.connectionStateRecovery = ConnectionStateRecovery{}});
    WireClient &client = connectClient();
    const QByteArray joined = client.texts().last();
    const QByteArray pid = joined.mid(joined.indexOf(R"("pid":")") + 7).chopped(2);
    for (const char *event : {"1", "2", "3"})
        m_server->emitEvent(QLatin1StringView(event));
    QVERIFY(client.waitFor(R"(42["3",)"));
    const QByteArray second = client.texts().at(3);
    const QByteArray offset = second.mid(8).chopped(2);
    client.abort();
    QTRY_COMPARE(m_server->socketCount(), 0);
    WireClient again(m_server->serverPort());
    again.send(R"(40{"pid":")" + pid + R"(","offset":")" + offset + R"("})");
    QVERIFY(again.waitFor(R"(42["3",)"));
    QCOMPARE(again.texts().size(), 3);
}

void tst_BroadcastRuns::whoWatchesSeesWhatFollows()
{
    startServer();
    connectThree();
    QStringList seen;
    m_server->emitEvent("1");
    m_sockets[1]->onAnyOutgoing(
        this, [&seen](const QString &event, const Arguments &) { seen.append(event); });
    m_server->emitEvent("2");
    m_sockets[1]->offAnyOutgoing();
    m_server->emitEvent("3");
    m_sockets[2]->prependAnyOutgoing(
        this, [&seen](const QString &event, const Arguments &) { seen.append(event); });
    m_server->emitEvent("4");
    QCOMPARE(seen, (QStringList{u"2"_s, u"4"_s}));
    QTRY_COMPARE(textsOf(1), texts("1|2|3|4"));
}

void tst_BroadcastRuns::eachReceiverIsCounted()
{
    startServer();
    connectThree();
    const ServerMetrics before = m_server->metrics();
    for (int i = 0; i < 5; ++i)
        m_server->emitEvent("1");
    const ServerMetrics after = m_server->metrics();
    const qint64 size = qint64(strlen(R"(2["1"])"));
    QCOMPARE(after.packetsSent - before.packetsSent, 15);
    QCOMPARE(after.messagesSent - before.messagesSent, 15);
    QCOMPARE(after.bytesSent - before.bytesSent, 15 * size);
    // With the header of a frame and the type of a message.
    QCOMPARE(after.bufferedBytes, 15 * (size + 3));
    QCOMPARE(m_sockets[0]->bytesToWrite(), 5 * (size + 3));
}

void tst_BroadcastRuns::eachReceiverIsTraced()
{
    startServer();
    connectThree();
    Sent trace;
    m_server->emitEvent("1");
    m_server->setTrace(&trace);
    m_server->emitEvent("2");
    m_server->emitEvent("3");
    m_server->setTrace(nullptr);
    m_server->emitEvent("4");
    QCOMPARE(trace.data, QByteArrayList(3, R"(2["2"])") + QByteArrayList(3, R"(2["3"])"));
    QTRY_COMPARE(textsOf(2), texts("1|2|3|4"));
}

// More than is sent at once, more than a frame grows to, and nothing is lost on the way.
void tst_BroadcastRuns::aLongRunComesWhole()
{
    startServer();
    connectThree();
    QByteArrayList wanted;
    for (int i = 0; i < 3000; ++i) {
        m_server->emitEvent("n", i);
        wanted.append("42[\"n\"," + QByteArray::number(i) + ']');
    }
    for (size_t i = 0; i < 3; ++i)
        QTRY_COMPARE(textsOf(i), wanted);
}

void tst_BroadcastRuns::theLimitOfOneClientHolds_data()
{
    QTest::addColumn<SlowClientPolicy>("policy");
    QTest::addColumn<qsizetype>("heard");
    QTest::newRow("close") << SlowClientPolicy::Close << qsizetype(0);
    QTest::newRow("drop") << SlowClientPolicy::Drop << qsizetype(9);
    QTest::newRow("signal") << SlowClientPolicy::Signal << qsizetype(10);
}

// Ten times 12 bytes, where more than 100 are too much: the ninth makes it so.
void tst_BroadcastRuns::theLimitOfOneClientHolds()
{
    QFETCH(const SlowClientPolicy, policy);
    QFETCH(const qsizetype, heard);
    startServer();
    connectThree();
    std::optional<qint64> waiting;
    connect(m_sockets[0], &ServerSocket::highWaterReached, this,
            [&waiting](qint64 bytes) { waiting = bytes; });
    m_sockets[0]->setSlowClientPolicy(policy);
    m_server->emitEvent("1234");
    m_sockets[0]->setMaxBufferedBytes(100);
    for (int i = 0; i < 9; ++i)
        m_server->emitEvent("1234");
    QTRY_COMPARE(textsOf(1), QByteArrayList(10, R"(42["1234"])"));
    QTRY_VERIFY(waiting);
    QVERIFY2(*waiting > 100, qPrintable(QString::number(*waiting)));
    QCOMPARE(m_clients[0]->isClosed(), policy == SlowClientPolicy::Close);
    QCOMPARE(textsOf(0).size(), heard);
}

void tst_BroadcastRuns::theLimitOfTheServerHolds()
{
    startServer({.maxBufferedBytes = 300, .slowClientPolicy = SlowClientPolicy::Drop});
    connectThree();
    for (int i = 0; i < 40; ++i)
        m_server->emitEvent("1234");
    QTRY_COMPARE(textsOf(0).size(), 26);
    m_server->emitEvent("1");
    for (size_t i = 0; i < 3; ++i)
        QTRY_COMPARE(textsOf(i), QByteArrayList(26, R"(42["1234"])") + texts("1"));
}

// What cannot be sent yet goes on growing in later turns.
void tst_BroadcastRuns::aSlowClientMissesNothing()
{
    startServer({.maxBufferedBytes = 1'000'000'000});
    WireClient &client = connectClient();
    client.setPaused(true);
    const QByteArray filling(1000, 'x');
    constexpr int count = 12'000;
    for (int i = 0; i < count; ++i) {
        m_server->emitEvent("n", i, QString::fromLatin1(filling));
        if (i % 3 == 0)
            QCoreApplication::processEvents();
    }
    QVERIFY(m_sockets[0]->bytesToWrite() > 0);
    client.setPaused(false);
    QTRY_COMPARE(client.texts().size(), count + 2);
    for (int i = 0; i < count; ++i)
        QVERIFY(client.texts()[i + 2].startsWith("42[\"n\"," + QByteArray::number(i) + ','));
}

void tst_BroadcastRuns::whatIsLargeIsCompressed()
{
    startServer({.perMessageDeflate = PerMessageDeflate{.threshold = 100}});
    RawTcpClient client(
        m_server->serverPort(),
        Net::webSocketUpgradeRequest(
            "127.0.0.1", "/socket.io/?EIO=4&transport=websocket", "dGhlIHNhbXBsZSBub25jZQ==",
            {{"Sec-WebSocket-Extensions", "permessage-deflate; server_no_context_takeover"}}));
    QByteArray join;
    Net::appendMaskedFrame(join, Net::Opcode::Text, "40", 0x12345678);
    client.send(join);
    QVERIFY(client.waitFor("40{"));
    client.clear();
    m_server->emitEvent("1");
    m_server->emitEvent("2", QString(10'000, u'x'));
    m_server->compress(false).emitEvent("3", QString(10'000, u'y'));
    m_server->emitEvent("4");
    QVERIFY(client.waitFor(R"(42["4"])"));
    QVERIFY(client.received().startsWith("\x81\x07"
                                         R"(42["1"])"
                                         "\xc1"));
    QVERIFY(!client.received().contains("xxxxxxxxxx"));
    QVERIFY(client.received().contains(QByteArray(10'000, 'y')));
}

QTEST_GUILESS_MAIN(tst_BroadcastRuns)
#include "tst_broadcastruns.moc"
