// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "serverfixture.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

// Reaching many sockets at once, and what comes back.
class tst_Broadcast : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startServer(); }
    void cleanup() { stopServer(); }

    void aSelectionIsAValue();
    void answersHaveTheirType();
    void theCallbackFormEndsWithItsContext();
    void whoLeavesIsNotWaitedFor();
    void aDeletedSocketIsNotWaitedFor();
    void reservedNamesAreRefused();
    void fetchedSocketsTellAndAct();
    void aFetchedSocketAnswersAlone();
    void aFetchedSocketThatIsGone();
    void socketsJoinAndLeaveTogether();
    void sendIsTheEventMessage();
    void roomEventsComeInTheirOrder();
    void roomsAreThereUntilDisconnected();
    void anEmitToADisconnectedSocketIsIgnored();
    void acksOfADeletedSocketFail();
    void aServerAloneHasNoOthers();
};

void tst_Broadcast::aSelectionIsAValue()
{
    for (int i = 0; i < 2; ++i)
        connectClient();
    m_sockets[0]->join(u"a"_s);
    const Broadcast all(m_server.get());
    const Broadcast a = all.to(u"a"_s);
    QCOMPARE(all.localSockets().size(), 2);
    QCOMPARE(a.localSockets(), QList<ServerSocket *>{m_sockets[0]});
    QCOMPARE(a.except(m_sockets[0]->id()).localSockets().size(), 0);
    QCOMPARE(a.localSockets().size(), 1);
    m_server.reset();
    QCOMPARE(all.localSockets().size(), 0);
    all.emitEvent("nowhere");
    QVERIFY(all.emitWithAck("nowhere").isFinished());
    QVERIFY(all.fetchSockets().result().isEmpty());
}

void tst_Broadcast::answersHaveTheirType()
{
    for (int i = 0; i < 3; ++i)
        connectClient();
    const auto replies = m_server->timeout(10s).emitWithAck<int>("n");
    const auto whole = m_server->timeout(10s).emitWithAck<Arguments>("all");
    for (auto &client : m_clients)
        QVERIFY(client->waitFor(R"(421["all"])"));
    m_clients[0]->sendTogether({"430[1]", R"(431[1,2])"});
    m_clients[1]->sendTogether({R"(430["x"])", "431[]"});
    m_clients[2]->sendTogether({"430[3]", "431[3]"});
    QTRY_VERIFY(replies.isFinished() && whole.isFinished());
    QList<int> numbers = replies.result().responses;
    std::ranges::sort(numbers);
    QCOMPARE(numbers, (QList<int>{1, 3}));
    QCOMPARE(replies.result().missing, QStringList{m_sockets[1]->id()});
    QCOMPARE(whole.result().responses.size(), 3);
    QVERIFY(whole.result().isComplete());
}

void tst_Broadcast::theCallbackFormEndsWithItsContext()
{
    WireClient &client = connectClient();
    auto context = std::make_unique<QObject>();
    int calls = 0;
    QVariantList responses;
    const Broadcast all = m_server->timeout(10s);
    all.emitWithCallback("a", context.get(), [&calls](const BroadcastReply &) { ++calls; });
    all.emitWithCallback(
        "b", this, [&responses](const BroadcastReply &reply) { responses = reply.responses; }, 1);
    context.reset();
    QVERIFY(client.waitFor(R"(421["b",1])"));
    client.sendTogether({"430[1]", "431[2]"});
    QTRY_COMPARE(responses, QVariantList{2});
    QCOMPARE(calls, 0);
}

void tst_Broadcast::whoLeavesIsNotWaitedFor()
{
    for (int i = 0; i < 2; ++i)
        connectClient();
    const auto replies = m_server->timeout(1h).emitWithAck("who");
    QVERIFY(m_clients[1]->waitFor(R"(420["who"])"));
    m_clients[0]->send("430[0]");
    m_clients[1]->abort();
    QTRY_VERIFY(replies.isFinished());
    QCOMPARE(replies.result().responses.size(), 1);
    QVERIFY(replies.result().isComplete());
}

void tst_Broadcast::aDeletedSocketIsNotWaitedFor()
{
    connectClient();
    const auto replies = m_server->timeout(1h).emitWithAck("who");
    const auto endless = m_server->timeout(1h).emitWithAck("who");
    delete m_sockets.takeFirst();
    QVERIFY(replies.isFinished());
    QVERIFY(replies.result().responses.isEmpty());
    QVERIFY(endless.isFinished() && !endless.isCanceled());
}

void tst_Broadcast::reservedNamesAreRefused()
{
    WireClient &client = connectClient();
    for (const char *name : {"connect", "connect_error", "disconnect", "disconnecting",
                             "newListener", "removeListener"}) {
        const QByteArray message = "\"" + QByteArray(name) + "\" is a reserved event name";
        QTest::ignoreMessage(QtWarningMsg, message.constData());
        m_server->to(m_sockets[0]->id()).emitEvent(QLatin1StringView(name));
    }
    for (const char *name : {"connect", "connection", "new_namespace"}) {
        const QByteArray message = "\"" + QByteArray(name) + "\" is a reserved event name";
        QTest::ignoreMessage(QtWarningMsg, message.constData());
        m_server->serverSideEmit(QLatin1StringView(name));
    }
    m_server->emitEvent("end");
    QVERIFY(client.waitFor(R"(42["end"])"));
    QCOMPARE(client.texts().size(), 3);
}

void tst_Broadcast::fetchedSocketsTellAndAct()
{
    for (int i = 0; i < 2; ++i)
        connectClient();
    m_sockets[1]->setData(u"n"_s, 1);
    m_sockets[1]->join({u"x"_s, u"y"_s});
    const QList<RemoteSocket> found = m_server->to(u"x"_s).fetchSockets().result();
    QCOMPARE(found.size(), 1);
    const RemoteSocket &remote = found.first();
    QCOMPARE(remote.id(), m_sockets[1]->id());
    QCOMPARE(remote.data(), (QVariantMap{{u"n"_s, 1}}));
    QCOMPARE(remote.rooms(), (QStringList{remote.id(), u"x"_s, u"y"_s}));
    QVERIFY(!remote.handshake().address().isEmpty());
    remote.leave(u"x"_s);
    remote.join(u"z"_s);
    QCOMPARE(m_sockets[1]->rooms(), (QStringList{remote.id(), u"y"_s, u"z"_s}));
    QCOMPARE(remote.rooms().size(), 3);
    remote.emitEvent("news", 1);
    QVERIFY(m_clients[1]->waitFor(R"(42["news",1])"));
    remote.close();
    QVERIFY(m_clients[1]->waitFor("41"));
    QVERIFY(!m_clients[0]->received("42"));
    QCOMPARE(m_server->socketCount(), 1);
}

void tst_Broadcast::aFetchedSocketAnswersAlone()
{
    WireClient &client = connectClient();
    const RemoteSocket remote = m_server->fetchSockets().result().first();
    const QFuture<int> answer = remote.timeout(10s).emitWithAck<int>("six?");
    QVERIFY(client.waitFor(R"(420["six?"])"));
    client.send("430[6]");
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result(), 6);
    std::optional<AckError::Reason> error;
    remote.timeout(1ms).emitWithCallback("never", this,
                                         [&error](const AckReply &reply) { error = reply.error; });
    QTRY_COMPARE(error, AckError::Reason::Timeout);
}

void tst_Broadcast::aFetchedSocketThatIsGone()
{
    connectClient();
    const RemoteSocket remote = m_server->fetchSockets().result().first();
    delete m_sockets.takeFirst();
    std::optional<AckError::Reason> error;
    remote.emitWithCallback("x", this, [&error](const AckReply &reply) { error = reply.error; });
    QCOMPARE(error, AckError::Reason::Disconnected);
    remote.emitEvent("nowhere");
    m_server.reset();
    remote.join(u"nowhere"_s);
    remote.emitEvent("nowhere");
}

void tst_Broadcast::socketsJoinAndLeaveTogether()
{
    for (int i = 0; i < 2; ++i)
        connectClient();
    m_server->socketsJoin(u"one"_s);
    m_server->except(m_sockets[0]->id()).socketsJoin({u"two"_s, u"three"_s});
    QCOMPARE(m_sockets[0]->rooms(), (QStringList{m_sockets[0]->id(), u"one"_s}));
    QCOMPARE(m_server->roomSize(u"one"_s), 2);
    QStringList rooms = m_server->rooms();
    rooms.sort();
    QCOMPARE(rooms, (QStringList{u"one"_s, u"three"_s, u"two"_s}));
    m_server->to(u"two"_s).socketsLeave({u"one"_s, u"three"_s});
    QCOMPARE(m_sockets[1]->rooms(), (QStringList{m_sockets[1]->id(), u"two"_s}));
    m_sockets[1]->leave(QStringList{u"two"_s, u"never"_s});
    QCOMPARE(m_sockets[1]->rooms(), QStringList{m_sockets[1]->id()});
}

void tst_Broadcast::sendIsTheEventMessage()
{
    WireClient &client = connectClient();
    m_sockets[0]->send(1, u"a"_s);
    m_server->send(2);
    m_server->to(m_sockets[0]->id()).send(3);
    m_sockets[0]->compress(false).send();
    QVERIFY(client.waitFor(R"(42["message"])"));
    QCOMPARE(client.texts().sliced(2),
             (QByteArrayList{R"(42["message",1,"a"])", R"(42["message",2])", R"(42["message",3])",
                             R"(42["message"])"}));
}

void tst_Broadcast::roomEventsComeInTheirOrder()
{
    QStringList events;
    Server *server = m_server.get();
    connect(server, &Namespace::roomCreated, this,
            [&](const QString &room) { events.append(u"created "_s + room); });
    connect(server, &Namespace::roomJoined, this,
            [&](const QString &room, const QString &) { events.append(u"joined "_s + room); });
    connect(server, &Namespace::roomLeft, this,
            [&](const QString &room, const QString &) { events.append(u"left "_s + room); });
    connect(server, &Namespace::roomDeleted, this,
            [&](const QString &room) { events.append(u"deleted "_s + room); });
    connectClient();
    const QString id = m_sockets[0]->id();
    m_sockets[0]->join(u"a"_s);
    m_sockets[0]->join(u"a"_s);
    m_sockets[0]->leave(u"a"_s);
    m_sockets[0]->close();
    QCOMPARE(events,
             (QStringList{u"created "_s + id, u"joined "_s + id, u"created a"_s, u"joined a"_s,
                          u"left a"_s, u"deleted a"_s, u"left "_s + id, u"deleted "_s + id}));
}

void tst_Broadcast::roomsAreThereUntilDisconnected()
{
    WireClient &client = connectClient();
    ServerSocket *socket = m_sockets[0];
    const QString id = socket->id();
    socket->join(u"a"_s);
    QStringList before;
    std::optional<QStringList> after;
    connect(socket, &ServerSocket::disconnecting, this, [&] { before = socket->rooms(); });
    connect(socket, &ServerSocket::disconnected, this, [&] { after = socket->rooms(); });
    client.send("41");
    QTRY_VERIFY(after);
    QCOMPARE(before, (QStringList{id, u"a"_s}));
    QCOMPARE(*after, QStringList());
}

void tst_Broadcast::anEmitToADisconnectedSocketIsIgnored()
{
    connectClient();
    ServerSocket *socket = m_sockets[0];
    std::optional<AckError::Reason> error;
    connect(socket, &ServerSocket::disconnected, this, [&] {
        socket->emitEvent("late");
        socket->join(u"late"_s);
        socket->emitWithCallback("late", this,
                                 [&error](const AckReply &reply) { error = reply.error; });
    });
    socket->close();
    QCOMPARE(error, AckError::Reason::Disconnected);
    QCOMPARE(m_server->rooms(), QStringList());
}

void tst_Broadcast::acksOfADeletedSocketFail()
{
    connectClient();
    std::optional<AckError::Reason> error;
    m_sockets[0]->emitWithCallback("x", this,
                                   [&error](const AckReply &reply) { error = reply.error; });
    delete m_sockets.takeFirst();
    QCOMPARE(error, AckError::Reason::Disconnected);
}

void tst_Broadcast::aServerAloneHasNoOthers()
{
    int calls = 0;
    m_server->onServerSide("x", this, [&calls] { ++calls; });
    m_server->serverSideEmit("x", 1);
    const auto replies = m_server->serverSideEmitWithAck("x", 1);
    QVERIFY(replies.isFinished());
    QVERIFY(replies.result().responses.isEmpty());
    QVERIFY(replies.result().isComplete());
    QCOMPARE(calls, 0);
}

QTEST_GUILESS_MAIN(tst_Broadcast)
#include "tst_broadcast.moc"
