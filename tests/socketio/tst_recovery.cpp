// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/recoveryoffset_p.h>
#include <qsocketio/server.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include <tests/support/wireclient.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Testing::WireClient;

// Connection state recovery as a client sees it on the wire.
class tst_Recovery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void costsNothingWhenOff();
    void givesSecretAndOffsets();
    void resendsBeforeItsAnswer();
    void recoversAgainAndAgain();
    void keepsRoomsAndData();
    void takesASessionOverFromADeadConnection();
    void forgetsWhoLeft_data();
    void forgetsWhoLeft();
    void refusesBadCredentials_data();
    void refusesBadCredentials();
    void asksMiddlewares_data();
    void asksMiddlewares();
    void recoversBroadcastsOfAParent();

private:
    struct Joined
    {
        QString sid;
        QString pid;
    };

    void start(const ServerOptions &options);
    Joined join(WireClient &client, const QByteArray &auth = {}) const;
    std::unique_ptr<WireClient> connectWire() const
    {
        return std::make_unique<WireClient>(m_server->serverPort());
    }
    static QString offsetOf(const QByteArray &event);
    static QByteArray credentials(const Joined &joined, const QString &offset);
    // The texts without their offsets, from the event on.
    static QByteArrayList events(const WireClient &client);
    void waitUntilAway(qsizetype present = 0) const
    {
        QTRY_COMPARE(m_server->socketCount(), present);
    }

    std::unique_ptr<Server> m_server;
    QList<QPointer<ServerSocket>> m_sockets;
};

void tst_Recovery::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    start({.connectionStateRecovery = ConnectionStateRecovery()});
}

void tst_Recovery::cleanup()
{
    m_sockets.clear();
    m_server.reset();
}

void tst_Recovery::start(const ServerOptions &options)
{
    m_sockets.clear();
    m_server = std::make_unique<Server>(options);
    connect(m_server.get(), &Server::socketConnected, this,
            [this](ServerSocket *socket) { m_sockets.append(socket); });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

tst_Recovery::Joined tst_Recovery::join(WireClient &client, const QByteArray &auth) const
{
    client.send("40" + auth);
    if (!client.waitFor("40{"))
        return {};
    for (const QByteArray &text : client.texts()) {
        if (!text.startsWith("40{"))
            continue;
        const QJsonObject answer = QJsonDocument::fromJson(text.sliced(2)).object();
        return {answer.value("sid"_L1).toString(), answer.value("pid"_L1).toString()};
    }
    return {};
}

QString tst_Recovery::offsetOf(const QByteArray &event)
{
    const qsizetype end = event.lastIndexOf('"');
    const qsizetype begin = event.lastIndexOf('"', end - 1) + 1;
    return QString::fromLatin1(event.sliced(begin, end - begin));
}

QByteArray tst_Recovery::credentials(const Joined &joined, const QString &offset)
{
    QJsonObject object{{u"pid"_s, joined.pid}};
    if (!offset.isNull())
        object.insert(u"offset"_s, offset);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArrayList tst_Recovery::events(const WireClient &client)
{
    QByteArrayList result;
    for (const QByteArray &text : client.texts()) {
        if (text.startsWith("42"))
            result.append(text.left(text.lastIndexOf(',')));
        else if (text.startsWith("40"))
            result.append("40");
    }
    return result;
}

void tst_Recovery::costsNothingWhenOff()
{
    start({});
    auto client = connectWire();
    const Joined joined = join(*client);
    QVERIFY(!joined.sid.isEmpty());
    QVERIFY(joined.pid.isEmpty());
    m_server->emitEvent("news", 1);
    QVERIFY(client->waitFor(R"(42["news",1])"));
    QVERIFY(!m_sockets.first()->isRecovered());
}

void tst_Recovery::givesSecretAndOffsets()
{
    auto client = connectWire();
    const Joined joined = join(*client);
    QCOMPARE(joined.pid.size(), 20);
    QVERIFY(joined.pid != joined.sid);
    m_sockets.first()->emitEvent("one", 1);
    m_server->to(joined.sid).emitEvent("two");
    QTRY_COMPARE(client->texts().size(), 4);
    m_server->asVolatile().emitEvent("volatile");
    QTRY_COMPARE(client->texts().size(), 5);
    m_sockets.first()->asVolatile().emitEvent("volatile too", 1);
    QTRY_COMPARE(client->texts().size(), 6);
    const auto answer = m_sockets.first()->emitWithAck<int>("asked");
    m_server->emitEvent("binary", "x"_ba);
    QTRY_COMPARE(client->binaries().size(), 1);

    QCOMPARE(client->texts().at(2).left(11), R"(42["one",1,)"_ba);
    const QString first = offsetOf(client->texts().at(2));
    const QString second = offsetOf(client->texts().at(3));
    QVERIFY(*RecoveryOffset::fromText(first.toLatin1())
            < *RecoveryOffset::fromText(second.toLatin1()));
    QVERIFY(looksLikeRecoveryOffset(first.toLatin1(), QDateTime::currentMSecsSinceEpoch()));
    QCOMPARE(client->texts().at(4), R"(42["volatile"])"_ba);
    QCOMPARE(client->texts().at(5), R"(42["volatile too",1])"_ba);
    QCOMPARE(client->texts().at(6), R"(420["asked"])"_ba);
    QVERIFY(client->texts().at(7).startsWith(R"(451-["binary",{"_placeholder":true,"num":0},")"));
}

void tst_Recovery::resendsBeforeItsAnswer()
{
    auto client = connectWire();
    const Joined joined = join(*client);
    m_server->emitEvent("seen", 1);
    QVERIFY(client->waitFor(R"(42["seen")"));
    const QString offset = offsetOf(client->texts().last());
    m_server->emitEvent("not seen", 2);
    client->abort();
    waitUntilAway();
    m_server->emitEvent("while away", 3);
    m_server->to(u"elsewhere"_s).emitEvent("for others");
    m_server->to(joined.sid).emitEvent("for it", "x"_ba);

    auto again = connectWire();
    const Joined rejoined = join(*again, credentials(joined, offset));
    QCOMPARE(rejoined.sid, joined.sid);
    QCOMPARE(rejoined.pid, joined.pid);
    QCOMPARE(events(*again), (QByteArrayList{R"(42["not seen",2)", R"(42["while away",3)", "40"}));
    QVERIFY(again->received(R"(451-["for it")"));
    QCOMPARE(again->binaries().size(), 1);
    QTRY_COMPARE(m_sockets.size(), 2);
    QVERIFY(m_sockets.last()->isRecovered());
    QVERIFY(m_sockets.last()->property("recovered").toBool());
    QCOMPARE(m_server->socket(joined.sid), m_sockets.last());
}

void tst_Recovery::recoversAgainAndAgain()
{
    auto client = connectWire();
    const Joined joined = join(*client);
    QString offset;
    for (int round = 0; round < 3; ++round) {
        client->abort();
        waitUntilAway();
        m_server->emitEvent("round", round);
        client = connectWire();
        QCOMPARE(join(*client, credentials(joined, offset)).sid, joined.sid);
        QCOMPARE(events(*client),
                 (QByteArrayList{R"(42["round",)" + QByteArray::number(round), "40"}));
        offset = offsetOf(client->texts().at(1));
    }
}

void tst_Recovery::keepsRoomsAndData()
{
    auto client = connectWire();
    const Joined joined = join(*client);
    m_sockets.first()->join({u"a"_s, u"b"_s});
    m_sockets.first()->leave(u"b"_s);
    m_sockets.first()->setData({{u"user"_s, 7}});
    client->abort();
    waitUntilAway();
    m_server->to(u"a"_s).emitEvent("to a");
    m_server->to(u"b"_s).emitEvent("to b");
    m_server->except(u"a"_s).emitEvent("not to a");
    QCOMPARE(m_server->roomSize(u"a"_s), 0);

    auto again = connectWire();
    join(*again, credentials(joined, {}));
    QTRY_COMPARE(m_sockets.size(), 2);
    QStringList rooms = m_sockets.last()->rooms();
    QCOMPARE(rooms, (QStringList{joined.sid, u"a"_s}));
    QCOMPARE(m_sockets.last()->data().value(u"user"_s).toInt(), 7);
    m_server->to(u"a"_s).emitEvent("again");
    QVERIFY(again->waitFor(R"(42["again")"));
    QCOMPARE(events(*again), (QByteArrayList{R"(42["to a")", "40", R"(42["again")"}));
}

void tst_Recovery::takesASessionOverFromADeadConnection()
{
    auto client = connectWire();
    const Joined joined = join(*client);
    const QPointer<ServerSocket> old = m_sockets.first();
    QSignalSpy disconnected(old, &ServerSocket::disconnected);
    m_server->emitEvent("lost on the way");

    auto again = connectWire();
    QCOMPARE(join(*again, credentials(joined, {})).sid, joined.sid);
    QCOMPARE(events(*again), (QByteArrayList{R"(42["lost on the way")", "40"}));
    QCOMPARE(disconnected.size(), 1);
    QVERIFY(client->waitForClose());
    QCOMPARE(m_server->socketCount(), 1);
    QCOMPARE(m_server->socket(joined.sid), m_sockets.last());
}

void tst_Recovery::forgetsWhoLeft_data()
{
    QTest::addColumn<bool>("byServer");
    QTest::newRow("the client said so") << false;
    QTest::newRow("the server said so") << true;
}

void tst_Recovery::forgetsWhoLeft()
{
    QFETCH(bool, byServer);
    auto client = connectWire();
    const Joined joined = join(*client);
    if (byServer)
        m_sockets.first()->close();
    else
        client->send("41");
    waitUntilAway();
    auto again = connectWire();
    const Joined fresh = join(*again, credentials(joined, {}));
    QVERIFY(fresh.sid != joined.sid);
    QVERIFY(fresh.pid != joined.pid);
    QTRY_COMPARE(m_sockets.size(), 2);
    QVERIFY(!m_sockets.last()->isRecovered());
}

void tst_Recovery::refusesBadCredentials_data()
{
    QTest::addColumn<QByteArray>("auth");
    QTest::newRow("another secret") << R"({"pid":"x","offset":"0"})"_ba;
    QTest::newRow("a secret that is no text") << R"({"pid":7})"_ba;
    QTest::newRow("an offset that is no text") << R"({"pid":"PID","offset":7})"_ba;
    QTest::newRow("an offset from nowhere") << R"({"pid":"PID","offset":"zzzzzzz"})"_ba;
    QTest::newRow("nonsense as offset") << R"({"pid":"PID","offset":"\u0000 %s"})"_ba;
}

void tst_Recovery::refusesBadCredentials()
{
    QFETCH(QByteArray, auth);
    auto client = connectWire();
    const Joined joined = join(*client);
    client->abort();
    waitUntilAway();
    auto again = connectWire();
    const Joined fresh = join(*again, auth.replace("PID", joined.pid.toLatin1()));
    QVERIFY(!fresh.sid.isEmpty());
    QVERIFY(fresh.sid != joined.sid);
}

void tst_Recovery::asksMiddlewares_data()
{
    QTest::addColumn<bool>("skip");
    QTest::newRow("skips them") << true;
    QTest::newRow("asks them") << false;
}

void tst_Recovery::asksMiddlewares()
{
    QFETCH(bool, skip);
    start({.connectionStateRecovery = ConnectionStateRecovery{.skipMiddlewares = skip}});
    int asked = 0;
    QPromise<Verdict> later;
    later.start();
    m_server->use(this, [&](ServerSocket &socket) -> Namespace::Decision {
        ++asked;
        if (socket.isRecovered())
            return later.future();
        return Verdict::accept();
    });
    auto client = connectWire();
    const Joined joined = join(*client);
    client->abort();
    waitUntilAway();
    auto again = connectWire();
    again->send("40" + credentials(joined, {}));
    if (!skip) {
        QTRY_COMPARE(asked, 2);
        // Its connection ends while the middleware thinks: the session is not lost.
        again->abort();
        QTRY_COMPARE(m_server->clientsCount(), 0);
        m_server->emitEvent("while away");
        again = connectWire();
        again->send("40" + credentials(joined, {}));
        QTRY_COMPARE(asked, 3);
        m_server->emitEvent("while it thinks");
        later.addResult(Verdict::accept());
        later.finish();
    }
    QVERIFY(again->waitFor("40{"));
    QCOMPARE(asked, skip ? 1 : 3);
    QVERIFY(m_sockets.last()->isRecovered());
    QCOMPARE(m_sockets.last()->id(), joined.sid);
    if (!skip) {
        QCOMPARE(events(*again),
                 (QByteArrayList{R"(42["while away")", R"(42["while it thinks")", "40"}));
    }
}

void tst_Recovery::recoversBroadcastsOfAParent()
{
    Namespace *rooms = m_server->of(QRegularExpression(u"^/room-\\d$"_s));
    auto client = connectWire();
    client->send("40/room-1,");
    QVERIFY(client->waitFor("40/room-1,{"));
    rooms->emitEvent("to all", 1);
    QVERIFY(client->waitFor(R"(42/room-1,["to all",1,")"));
}

QTEST_GUILESS_MAIN(tst_Recovery)
#include "tst_recovery.moc"
