// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "serverfixture.h"

#include <QPromise>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

const QRegularExpression Rooms(u"^/room-\\d+$"_s);

} // namespace

// Namespaces that clients make.
class tst_DynamicNamespaces : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startServer(); }
    void cleanup() { stopServer(); }

    void anExpressionAllowsNames();
    void aFunctionSeesNameAndAuth();
    void aRuleMayTakeItsTime();
    void aRuleThatFailsAllowsNothing();
    void theFirstRuleThatAllowsWins();
    void askingTwiceAtOnceEndsTheConnection();
    void theLimitCountsWhatIsStillAsked();
    void childrenGetTheMiddlewaresOfTheMoment();
    void aNamedNamespaceBecomesAChild();
    void aParentReachesAllChildren();
    void aParentCollectsAnswersOfAllChildren();
    void emptyChildrenEnd();
    void emptyChildrenStayWithoutTheOption();
    void aRefusedClientLeavesNoNamespace();
    void theServerMayGoRightAfterAChild();
    void aRuleMayDeleteTheServer();
    void aHandlerMayDeleteTheParent();
    void aClientMayVanishWhileARuleTakesItsTime();
};

void tst_DynamicNamespaces::anExpressionAllowsNames()
{
    m_server->of(Rooms);
    QStringList created;
    connect(m_server.get(), &Server::namespaceCreated, this,
            [&created](Namespace *nsp) { created.append(nsp->name()); });
    WireClient client(m_server->serverPort());
    client.sendTogether({"40/room-1,", "40/room-x,", R"(42/room-1,["hello"])"});
    QVERIFY(client.waitFor("40/room-1,{"));
    QVERIFY(client.waitFor(R"(44/room-x,{"message":"Invalid namespace"})"));
    QCOMPARE(created, QStringList{u"/room-1"_s});
    QCOMPARE(m_server->of(u"room-1"_s)->socketCount(), 1);
}

void tst_DynamicNamespaces::aFunctionSeesNameAndAuth()
{
    m_server->of([](const QString &name, const QVariantMap &auth) {
        return name == u"/user-"_s + auth.value(u"user"_s).toString();
    });
    WireClient client(m_server->serverPort());
    client.send(R"(40/user-ann,{"user":"bob"})");
    QVERIFY(client.waitFor("44/user-ann,"));
    client.send(R"(40/user-ann,{"user":"ann"})");
    QVERIFY(client.waitFor("40/user-ann,{"));
}

void tst_DynamicNamespaces::aRuleMayTakeItsTime()
{
    QPromise<bool> answer;
    answer.start();
    bool asked = false;
    m_server->of([&](const QString &, const QVariantMap &) {
        asked = true;
        return answer.future();
    });
    WireClient client(m_server->serverPort());
    client.send("40/later,");
    QTRY_VERIFY(asked);
    QVERIFY(!m_server->findNamespace(u"/later"_s));
    answer.addResult(true);
    answer.finish();
    QVERIFY(client.waitFor("40/later,{"));
    QVERIFY(m_server->findNamespace(u"/later"_s));
}

void tst_DynamicNamespaces::aRuleThatFailsAllowsNothing()
{
    m_server->of([](const QString &, const QVariantMap &) {
        QPromise<bool> promise;
        promise.start();
        promise.setException(AckError(AckError::Reason::Timeout));
        promise.finish();
        return promise.future();
    });
    WireClient client(m_server->serverPort());
    client.send("40/never,");
    QVERIFY(client.waitFor(R"(44/never,{"message":"Invalid namespace"})"));
}

void tst_DynamicNamespaces::theFirstRuleThatAllowsWins()
{
    QPromise<bool> slow;
    slow.start();
    ParentNamespace *first =
        m_server->of([&slow](const QString &, const QVariantMap &) { return slow.future(); });
    ParentNamespace *second = m_server->of(Rooms);
    ParentNamespace *third = m_server->of(Rooms);
    WireClient client(m_server->serverPort());
    client.send("40/room-1,");
    slow.addResult(false);
    slow.finish();
    QVERIFY(client.waitFor("40/room-1,{"));
    QCOMPARE(first->children().size(), 0);
    QCOMPARE(second->children().size(), 1);
    QCOMPARE(third->children().size(), 0);
    QCOMPARE(second->children().first()->name(), u"/room-1"_s);
}

void tst_DynamicNamespaces::askingTwiceAtOnceEndsTheConnection()
{
    QPromise<bool> answer;
    answer.start();
    m_server->of([&answer](const QString &, const QVariantMap &) { return answer.future(); });
    WireClient client(m_server->serverPort());
    client.sendTogether({"40/later,", "40/later,"});
    QVERIFY(client.waitForClose());
    answer.addResult(true);
    answer.finish();
    QTRY_COMPARE(m_server->clientsCount(), 0);
    QVERIFY(!m_server->findNamespace(u"/later"_s));
}

void tst_DynamicNamespaces::theLimitCountsWhatIsStillAsked()
{
    Server server({.maxNamespacesPerConnection = 2});
    QPromise<bool> answer;
    answer.start();
    server.of([&answer](const QString &, const QVariantMap &) { return answer.future(); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient client(server.serverPort());
    client.sendTogether({"40/a,", "40/b,", "40/c,"});
    QVERIFY(client.waitFor(R"(44/c,{"message":"Invalid namespace"})"));
    answer.addResult(true);
    answer.finish();
    QVERIFY(client.waitFor("40/a,{"));
    QVERIFY(client.waitFor("40/b,{"));
}

void tst_DynamicNamespaces::childrenGetTheMiddlewaresOfTheMoment()
{
    ParentNamespace *rooms = m_server->of(Rooms);
    QStringList asked;
    rooms->use(this, [&asked](ServerSocket &socket) {
        asked.append(u"first "_s + socket.nsp()->name());
        return Verdict::accept();
    });
    WireClient client(m_server->serverPort());
    client.send("40/room-1,");
    QVERIFY(client.waitFor("40/room-1,{"));
    rooms->use(this, [&asked](ServerSocket &socket) {
        asked.append(u"second "_s + socket.nsp()->name());
        return Verdict::reject(u"no"_s);
    });
    client.send("40/room-2,");
    QVERIFY(client.waitFor(R"(44/room-2,{"message":"no"})"));
    WireClient other(m_server->serverPort());
    other.send("40/room-1,");
    QVERIFY(other.waitFor("40/room-1,{"));
    QCOMPARE(asked,
             (QStringList{u"first /room-1"_s, u"first /room-2"_s, u"second /room-2"_s,
                          u"first /room-1"_s}));
}

void tst_DynamicNamespaces::aNamedNamespaceBecomesAChild()
{
    ParentNamespace *rooms = m_server->of(Rooms);
    rooms->provide(u"of the parent"_s);
    int sockets = 0;
    connect(rooms, &Namespace::socketConnected, this, [&sockets] { ++sockets; });
    Namespace *room = m_server->of(u"/room-7"_s);
    QCOMPARE(rooms->children(), QList<Namespace *>{room});
    QCOMPARE(*room->state<QString>(), u"of the parent"_s);
    QCOMPARE(m_server->of(u"/other"_s)->state<QString>().shared(), nullptr);
    WireClient client(m_server->serverPort());
    client.send("40/room-7,");
    QVERIFY(client.waitFor("40/room-7,{"));
    QCOMPARE(sockets, 1);
    QCOMPARE(rooms->socketCount(), 1);
    QCOMPARE(rooms->sockets(), room->sockets());
    QCOMPARE(rooms->socket(room->sockets().first()->id()), room->sockets().first());
}

void tst_DynamicNamespaces::aParentReachesAllChildren()
{
    ParentNamespace *rooms = m_server->of(Rooms);
    connect(rooms, &Namespace::socketConnected, this, [](ServerSocket *socket) {
        if (socket->nsp()->name() == u"/room-2")
            socket->join(u"red"_s);
    });
    WireClient client(m_server->serverPort());
    client.sendTogether({"40/room-1,", "40/room-2,"});
    QVERIFY(client.waitFor("40/room-2,{"));
    rooms->emitEvent("all", 1, "bytes"_ba);
    rooms->to(u"red"_s).emitEvent("red");
    rooms->except(u"red"_s).emitEvent("others");
    QVERIFY(client.waitFor(R"(42/room-1,["others"])"));
    QCOMPARE(client.texts().sliced(3),
             (QByteArrayList{R"(451-/room-1,["all",1,{"_placeholder":true,"num":0}])",
                             R"(451-/room-2,["all",1,{"_placeholder":true,"num":0}])",
                             R"(42/room-2,["red"])", R"(42/room-1,["others"])"}));
    QCOMPARE(client.binaries(), (QByteArrayList{"bytes", "bytes"}));
    rooms->disconnectSockets();
    QVERIFY(client.waitFor("41/room-1"));
    QVERIFY(client.waitFor("41/room-2"));
    QCOMPARE(rooms->socketCount(), 0);
}

void tst_DynamicNamespaces::aParentCollectsAnswersOfAllChildren()
{
    ParentNamespace *rooms = m_server->of(Rooms);
    WireClient client(m_server->serverPort());
    client.sendTogether({"40/room-1,", "40/room-2,"});
    QVERIFY(client.waitFor("40/room-2,{"));
    // The children count their acks on their own.
    m_server->of(u"/room-1"_s)->sockets().first()->emitWithAck("before");
    const auto replies = rooms->timeout(10s).emitWithAck<int>("who");
    QVERIFY(client.waitFor(R"(42/room-1,1["who"])"));
    QVERIFY(client.waitFor(R"(42/room-2,0["who"])"));
    client.sendTogether({"43/room-1,1[1]", "43/room-2,0[2]"});
    QTRY_VERIFY(replies.isFinished());
    QCOMPARE(replies.result().responses, (QList<int>{1, 2}));
    QVERIFY(replies.result().isComplete());
}

void tst_DynamicNamespaces::emptyChildrenEnd()
{
    Server server({.cleanupEmptyChildNamespaces = true});
    ParentNamespace *rooms = server.of(Rooms);
    Namespace *ordinary = server.of(u"/ordinary"_s);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient client(server.serverPort());
    client.sendTogether({"40/room-1,", "40/ordinary,"});
    QVERIFY(client.waitFor("40/ordinary,{"));
    const QPointer<Namespace> room = server.findNamespace(u"/room-1"_s);
    QVERIFY(room);
    client.sendTogether({"41/room-1,", "41/ordinary,"});
    QTRY_VERIFY(!server.findNamespace(u"/room-1"_s));
    QTRY_VERIFY(!room);
    QCOMPARE(rooms->children().size(), 0);
    QTRY_COMPARE(ordinary->socketCount(), 0);
    QCOMPARE(server.findNamespace(u"/ordinary"_s), ordinary);
    // And it comes back.
    client.send("40/room-1,");
    QTRY_VERIFY(server.findNamespace(u"/room-1"_s));
}

void tst_DynamicNamespaces::emptyChildrenStayWithoutTheOption()
{
    m_server->of(Rooms);
    WireClient client(m_server->serverPort());
    client.sendTogether({"40/room-1,", "41/room-1,", "40"});
    QVERIFY(client.waitFor("40{"));
    QVERIFY(m_server->findNamespace(u"/room-1"_s));
}

void tst_DynamicNamespaces::aRefusedClientLeavesNoNamespace()
{
    Server server({.cleanupEmptyChildNamespaces = true});
    ParentNamespace *rooms = server.of(Rooms);
    rooms->use(this, [](ServerSocket &) { return Verdict::reject(u"no"_s); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient client(server.serverPort());
    client.send("40/room-1,");
    QVERIFY(client.waitFor("44/room-1,"));
    QVERIFY(!server.findNamespace(u"/room-1"_s));
}

void tst_DynamicNamespaces::theServerMayGoRightAfterAChild()
{
    auto server = std::make_unique<Server>(ServerOptions{.cleanupEmptyChildNamespaces = true});
    QPromise<Verdict> never;
    never.start();
    ParentNamespace *rooms = server->of(Rooms);
    rooms->use(this, [&never](ServerSocket &socket) -> Namespace::Decision {
        if (socket.nsp()->name() == u"/room-2")
            return never.future();
        return Verdict::accept();
    });
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    WireClient client(server->serverPort());
    client.sendTogether({"40/room-1,", "40/room-2,"});
    QVERIFY(client.waitFor("40/room-1,{"));
    QTRY_VERIFY(server->findNamespace(u"/room-2"_s));
    const QPointer<Namespace> left = server->findNamespace(u"/room-1"_s);
    left->sockets().first()->close();
    QVERIFY(left);
    QVERIFY(!server->findNamespace(u"/room-1"_s));
    server.reset();
    QVERIFY(!left);
    QVERIFY(client.waitForClose());
}

void tst_DynamicNamespaces::aRuleMayDeleteTheServer()
{
    m_server->of([this](const QString &, const QVariantMap &) {
        m_server.reset();
        return true;
    });
    WireClient client(m_server->serverPort());
    client.sendTogether({"40/x,", "40/y,"});
    QVERIFY(client.waitForClose());
    QVERIFY(!m_server);
}

void tst_DynamicNamespaces::aHandlerMayDeleteTheParent()
{
    ParentNamespace *rooms = m_server->of(Rooms);
    connect(rooms, &Namespace::socketConnected, this, [rooms] { delete rooms; });
    WireClient client(m_server->serverPort());
    client.send("40/room-1,");
    QVERIFY(client.waitFor("40/room-1,{"));
    client.send("40/room-2,");
    QVERIFY(client.waitFor("44/room-2,"));
    QCOMPARE(m_server->of(u"/room-1"_s)->socketCount(), 1);
}

void tst_DynamicNamespaces::aClientMayVanishWhileARuleTakesItsTime()
{
    QPromise<bool> answer;
    answer.start();
    m_server->of([&answer](const QString &, const QVariantMap &) { return answer.future(); });
    auto client = std::make_unique<WireClient>(m_server->serverPort());
    client->send("40/later,");
    QTRY_COMPARE(m_server->clientsCount(), 1);
    client->abort();
    QTRY_COMPARE(m_server->clientsCount(), 0);
    answer.addResult(true);
    answer.finish();
    QCoreApplication::processEvents();
    QVERIFY(!m_server->findNamespace(u"/later"_s));
}

QTEST_GUILESS_MAIN(tst_DynamicNamespaces)
#include "tst_dynamicnamespaces.moc"
