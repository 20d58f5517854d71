// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "serverfixture.h"

#include <QPromise>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

struct Point
{
    double x = 0;
    double y = 0;
};

} // namespace

template <>
struct QSocketIo::ValueTraits<Point>
{
    static void write(Writer &out, const Point &point) { out.object("x", point.x, "y", point.y); }
    static bool read(Reader &in, Point &point) { return in.object("x", point.x, "y", point.y); }
};

// What handlers may take and give.
class tst_Handlers : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startServer(); }
    void cleanup() { stopServer(); }

    void aHandlerTakesWhatItAsksFor();
    void aReturnedValueIsTheAck();
    void aReturnedFutureIsTheAckLater();
    void anAckCanBeKeptAndIsSentOnce();
    void missingAndSurplusArguments();
    void wrongArgumentsReachNoHandler();
    void aValueTypeOfTheApplication();
    void handlersEndWithTheirReceiver();
    void onceIsOnce();
    void rawSignalAndCatchAll();
    void binaryBothWays();
    void attachmentsOfSeveralClients();
};

void tst_Handlers::aHandlerTakesWhatItAsksFor()
{
    WireClient &client = connectClient();
    m_sockets[0]->on("mixed", this,
                     [](int number, ServerSocket &socket, const QString &text, Ack ack,
                        const Handshake &handshake, const Arguments &all) {
                         ack(number, text, socket.id(), handshake.auth.size(), all.size());
                     });
    client.send(R"(420["mixed",7,"seven"])");
    QVERIFY(client.waitFor(R"(430[7,"seven",")" + m_sockets[0]->id().toUtf8() + R"(",0,2])"));
}

void tst_Handlers::aReturnedValueIsTheAck()
{
    WireClient &client = connectClient();
    m_sockets[0]->on("sum", this, [](int a, int b) { return a + b; });
    client.send(R"(4212["sum",40,2])");
    QVERIFY(client.waitFor("4312[42]"));
    // Nobody asked: nothing is sent.
    client.sendTogether({R"(42["sum",1,1])", R"(4213["sum",0,0])"});
    QVERIFY(client.waitFor("4313[0]"));
    QVERIFY(!client.received("43[2]"));
}

void tst_Handlers::aReturnedFutureIsTheAckLater()
{
    WireClient &client = connectClient();
    QPromise<QString> promise;
    promise.start();
    m_sockets[0]->on("later", this, [&promise] { return promise.future(); });
    m_sockets[0]->on("now", this, [] { return true; });
    client.sendTogether({R"(421["later"])", R"(422["now"])"});
    QVERIFY(client.waitFor("432[true]"));
    QVERIFY(!client.received("431"));
    promise.addResult(u"done"_s);
    promise.finish();
    QVERIFY(client.waitFor(R"(431["done"])"));
}

void tst_Handlers::anAckCanBeKeptAndIsSentOnce()
{
    WireClient &client = connectClient();
    Ack kept;
    m_sockets[0]->on("keep", this, [&kept](Ack ack) { kept = ack; });
    client.send(R"(421["keep"])");
    QTRY_VERIFY(kept);
    kept(1);
    QVERIFY(!kept);
    kept(2);
    m_sockets[0]->emitEvent("end");
    QVERIFY(client.waitFor(R"(42["end"])"));
    QVERIFY(client.received("431[1]"));
    QVERIFY(!client.received("431[2]"));
}

void tst_Handlers::missingAndSurplusArguments()
{
    WireClient &client = connectClient();
    m_sockets[0]->on("greet", this, [](const QString &name, std::optional<int> age) {
        return age ? u"%1 (%2)"_s.arg(name).arg(*age) : name;
    });
    client.sendTogether(
        {R"(421["greet","Ada"])", R"(422["greet","Bob",7])", R"(423["greet","Eve",8,"more"])"});
    QVERIFY(client.waitFor(R"x(433["Eve (8)"])x"));
    QVERIFY(client.received(R"(431["Ada"])"));
    QVERIFY(client.received(R"x(432["Bob (7)"])x"));
}

void tst_Handlers::wrongArgumentsReachNoHandler()
{
    WireClient &client = connectClient();
    int calls = 0;
    QStringList rejected;
    m_sockets[0]->on("count", this, [&calls](qint8) { return ++calls; });
    connect(m_sockets[0], &Socket::argumentsRejected, this,
            [&rejected](const QString &event) { rejected.append(event); });
    client.sendTogether({R"(42["count","x"])", R"(42["count",300])", R"(42["count",1.5])",
                         R"(42["count"])", R"(421["count",3.0])"});
    QVERIFY(client.waitFor("431[1]"));
    QCOMPARE(rejected, QStringList(4, u"count"_s));
}

void tst_Handlers::aValueTypeOfTheApplication()
{
    WireClient &client = connectClient();
    m_sockets[0]->on("mirror", this, [](const Point &p, const QList<Point> &path) {
        return QList<Point>{Point{-p.x, p.y}} + path;
    });
    client.send(R"(421["mirror",{"y":2,"x":1.5,"z":0},[{"x":0,"y":1}]])");
    QVERIFY(client.waitFor(R"(431[[{"x":-1.5,"y":2},{"x":0,"y":1}]])"));
}

void tst_Handlers::handlersEndWithTheirReceiver()
{
    WireClient &client = connectClient();
    auto receiver = std::make_unique<QObject>();
    int calls = 0;
    m_sockets[0]->on("event", receiver.get(), [&calls] { ++calls; });
    const Subscription other = m_sockets[0]->on("event", this, [] { return 1; });
    client.send(R"(421["event"])");
    QVERIFY(client.waitFor("431"));
    QCOMPARE(calls, 1);
    receiver.reset();
    client.send(R"(422["event"])");
    QVERIFY(client.waitFor("432"));
    QCOMPARE(calls, 1);
    QVERIFY(other.isActive());
    m_sockets[0]->off("event");
    QVERIFY(!other.isActive());
}

void tst_Handlers::onceIsOnce()
{
    WireClient &client = connectClient();
    int calls = 0;
    m_sockets[0]->once("event", this, [&calls] { ++calls; });
    m_sockets[0]->on("end", this, [] { return 0; });
    client.sendTogether({R"(42["event"])", R"(42["event"])", R"(421["end"])"});
    QVERIFY(client.waitFor("431"));
    QCOMPARE(calls, 1);
}

void tst_Handlers::rawSignalAndCatchAll()
{
    WireClient &client = connectClient();
    QVariantList raw;
    QString any;
    connect(m_sockets[0], &Socket::eventReceived, this,
            [&raw](const QString &event, const QVariantList &arguments) {
                raw = QVariantList{event} + arguments;
            });
    m_sockets[0]->onAny(this, [&any](const QString &event, const Arguments &arguments) {
        any = event + QString::fromUtf8(arguments.toJson());
    });
    client.send(R"(42["unknown",1,"two",[null]])");
    QTRY_COMPARE(any, uR"(unknown[1,"two",[null]])"_s);
    QCOMPARE(raw.size(), 4);
    QCOMPARE(raw[2].toString(), u"two"_s);
}

void tst_Handlers::binaryBothWays()
{
    WireClient &client = connectClient();
    m_sockets[0]->on("reverse", this, [](QByteArray bytes, const QVariantMap &more) {
        std::ranges::reverse(bytes);
        return QVariantMap{{u"bytes"_s, bytes}, {u"more"_s, more}};
    });
    client.send(
        R"(452-1["reverse",{"_placeholder":true,"num":0},{"b":{"num":1,"_placeholder":true}}])");
    client.sendBinary("abc");
    client.sendBinary("xyz");
    QVERIFY(client.waitFor(
        R"(462-1[{"bytes":{"_placeholder":true,"num":0},"more":{"b":{"_placeholder":true,"num":1}}}])"));
    QTRY_COMPARE(client.binaries(), (QByteArrayList{"cba", "xyz"}));
}

// Decoders are shared, except while attachments are to come.
void tst_Handlers::attachmentsOfSeveralClients()
{
    WireClient &first = connectClient();
    WireClient &second = connectClient();
    for (ServerSocket *socket : std::as_const(m_sockets)) {
        socket->on("size", this, [](const QByteArray &bytes) { return bytes.size(); });
        socket->on("twice", this, [](int number) { return 2 * number; });
    }
    first.send(R"(451-1["size",{"_placeholder":true,"num":0}])");
    second.send(R"(422["twice",4])");
    QVERIFY(second.waitFor("432[8]"));
    second.send(R"(451-3["size",{"_placeholder":true,"num":0}])");
    second.sendBinary("ab");
    QVERIFY(second.waitFor("433[2]"));
    first.sendBinary("abc");
    QVERIFY(first.waitFor("431[3]"));
}

QTEST_GUILESS_MAIN(tst_Handlers)
#include "tst_handlers.moc"
