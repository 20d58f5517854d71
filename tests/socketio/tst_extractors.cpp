// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "serverfixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

struct Counter
{
    int value = 0;
};

class Greeter
{
public:
    virtual ~Greeter() = default;
    virtual QString greet(const QString &name) const = 0;
};

class PoliteGreeter final : public Greeter
{
public:
    QString greet(const QString &name) const override { return u"Good day, "_s + name; }
};

} // namespace

// What handlers ask for by the types of their parameters.
class tst_Extractors : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startServer(); }
    void cleanup() { stopServer(); }

    void theOrderOfParametersIsFree();
    void stateOfTheServer();
    void stateOfTheSocketComesFirst();
    void stateOfTheNamespaceIsBetween();
    void stateBehindAnInterface();
    void stateIsTakenAsConst();
    void missingStateCallsNoHandler();
    void memberFunctionsTakeThemToo();
    void dataBesidesState();
    void stateEndsWithItsSocket();

private:
    QString remember(State<Counter> counter, const QString &text, ServerSocket &socket)
    {
        ++counter->value;
        return text + socket.id();
    }
};

void tst_Extractors::theOrderOfParametersIsFree()
{
    m_server->provide(Counter{5});
    WireClient &client = connectClient();
    const QString id = m_sockets[0]->id();
    m_sockets[0]->on("a", this,
                     [](State<Counter> counter, Ack ack, int x, const Handshake &handshake,
                        const QString &y, ServerSocket &socket, const Arguments &all) {
                         ack(x + counter->value, y, socket.id(), all.size(),
                             !handshake.address().isEmpty());
                     });
    m_sockets[0]->on("b", this,
                     [](const Arguments &all, ServerSocket &socket, const QString &y,
                        const Handshake &, int x, const State<Counter> &counter) {
                         return QVariantList{x + counter->value, y, socket.id(), all.size()};
                     });
    client.send(R"(421["a",1,"y"])");
    QVERIFY(client.waitFor(R"(431[6,"y",")" + id.toLatin1() + R"(",2,true])"));
    client.send(R"(422["b","y",1])");
    QVERIFY(client.waitFor(R"(432[[6,"y",")" + id.toLatin1() + R"(",2]])"));
}

void tst_Extractors::stateOfTheServer()
{
    const auto counter = std::make_shared<Counter>();
    m_server->provide(counter);
    for (int i = 0; i < 2; ++i) {
        connectClient();
        m_sockets[i]->on("count", this, [](State<Counter> all) { return ++all->value; });
    }
    m_clients[0]->send(R"(421["count"])");
    QVERIFY(m_clients[0]->waitFor("431[1]"));
    m_clients[1]->send(R"(421["count"])");
    QVERIFY(m_clients[1]->waitFor("431[2]"));
    QCOMPARE(counter->value, 2);
    QCOMPARE(m_sockets[0]->state<Counter>().shared(), counter);
}

void tst_Extractors::stateOfTheSocketComesFirst()
{
    m_server->provide(Counter{1});
    WireClient &client = connectClient();
    m_sockets[0]->on("value", this, [](const State<Counter> &counter) { return counter->value; });
    client.send(R"(421["value"])");
    QVERIFY(client.waitFor("431[1]"));
    m_sockets[0]->provide(Counter{2});
    client.send(R"(422["value"])");
    QVERIFY(client.waitFor("432[2]"));
    m_sockets[0]->provide(Counter{3});
    client.send(R"(423["value"])");
    QVERIFY(client.waitFor("433[3]"));
    QCOMPARE(m_server->state<Counter>()->value, 1);
}

void tst_Extractors::stateOfTheNamespaceIsBetween()
{
    m_server->provide(Counter{1});
    Namespace *chat = m_server->of(u"/chat"_s);
    QCOMPARE(chat->state<Counter>()->value, 1);
    chat->provide(Counter{2});
    QCOMPARE(chat->state<Counter>()->value, 2);
    int seen = 0;
    chat->use(this, [&seen](ServerSocket &socket) {
        seen = socket.state<Counter>()->value;
        return Verdict::accept();
    });
    WireClient client(m_server->serverPort());
    client.send("40/chat,");
    QVERIFY(client.waitFor("40/chat,{"));
    QCOMPARE(seen, 2);
}

void tst_Extractors::stateBehindAnInterface()
{
    m_server->provide<Greeter>(std::make_shared<PoliteGreeter>());
    WireClient &client = connectClient();
    m_sockets[0]->on("greet", this, [](const QString &name, State<Greeter> greeter) {
        return greeter->greet(name);
    });
    client.send(R"(421["greet","Ann"])");
    QVERIFY(client.waitFor(R"(431["Good day, Ann"])"));
}

void tst_Extractors::stateIsTakenAsConst()
{
    m_server->provide(Counter{4});
    WireClient &client = connectClient();
    m_sockets[0]->on("value", this, [](State<const Counter> counter) { return counter->value; });
    client.send(R"(421["value"])");
    QVERIFY(client.waitFor("431[4]"));
}

void tst_Extractors::missingStateCallsNoHandler()
{
    WireClient &client = connectClient();
    int calls = 0;
    m_sockets[0]->on("value", this, [&calls](State<Counter>) { ++calls; });
    m_sockets[0]->on("end", this, [] { return 0; });
    QTest::ignoreMessage(
        QtWarningMsg, QRegularExpression(u"nobody provided the State<.*Counter.*> it asks for"_s));
    client.sendTogether({R"(42["value"])", R"(421["end"])"});
    QVERIFY(client.waitFor("431"));
    QCOMPARE(calls, 0);
}

void tst_Extractors::memberFunctionsTakeThemToo()
{
    const auto counter = std::make_shared<Counter>();
    m_server->provide(counter);
    WireClient &client = connectClient();
    m_sockets[0]->on("remember", this, &tst_Extractors::remember);
    client.send(R"(421["remember","x"])");
    QVERIFY(client.waitFor(R"(431["x)" + m_sockets[0]->id().toLatin1() + "\"]"));
    QCOMPARE(counter->value, 1);
}

void tst_Extractors::dataBesidesState()
{
    connectClient();
    int changes = 0;
    connect(m_sockets[0], &ServerSocket::dataChanged, this, [&changes] { ++changes; });
    m_sockets[0]->setData(u"name"_s, u"Ann"_s);
    m_sockets[0]->setData(u"age"_s, 7);
    QCOMPARE(m_sockets[0]->data(), (QVariantMap{{u"name"_s, u"Ann"_s}, {u"age"_s, 7}}));
    QCOMPARE(changes, 2);
}

void tst_Extractors::stateEndsWithItsSocket()
{
    WireClient &client = connectClient();
    const auto counter = std::make_shared<Counter>();
    m_sockets[0]->provide(counter);
    QCOMPARE(counter.use_count(), 2);
    client.send("41");
    QTRY_COMPARE(counter.use_count(), 1);
}

QTEST_GUILESS_MAIN(tst_Extractors)
#include "tst_extractors.moc"
