// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/maskedtext.h"
#include "../support/streamkinds.h"
#include "serverfixture.h"

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

// Server, Namespace, ServerSocket and Broadcast as applications use them; the peer is a client that
// shows what is on the wire.
class tst_Server : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startServer(); }
    void cleanup() { stopServer(); }

    void anAckOfTheClientArrives();
    void anAckOfTheClientTimesOut();
    void acksFailWhenTheClientLeaves();
    void reservedEventsAreNotEmitted();
    void middlewareRefusesWithMessageAndData();
    void middlewareMayTakeItsTime();
    void packetMiddlewareStopsAnEvent();
    void broadcastsReachTheSelected();
    void broadcastAcksNameTheMissing();
    void disconnectionHasItsReason();
    void disconnectionHasTheDescriptionOfTheConnection();
    void aClientThatDoesNotReadIsGivenUp_data() { addStreamKinds(); }
    void aClientThatDoesNotReadIsGivenUp();
    void closingTellsTheSockets();
    void whoConnectsHearsThatAllHasLeft();
};

// Also of what was written before it connected.
void tst_Server::whoConnectsHearsThatAllHasLeft()
{
    connectClient();
    QTRY_COMPARE(m_sockets[0]->bytesToWrite(), 0);
    m_sockets[0]->emitEvent("to one");
    const QSignalSpy drained(m_sockets[0], &ServerSocket::drained);
    QTRY_COMPARE(drained.size(), 1);
    m_server->emitEvent("to all");
    QTRY_COMPARE(drained.size(), 2);
}

void tst_Server::anAckOfTheClientArrives()
{
    WireClient &client = connectClient();
    client.answer("42", [](const QByteArray &text) { return "43" + text.mid(2, 1) + "[6,7]"; });
    const QFuture<int> answer = m_sockets[0]->emitWithAck<int>("six?");
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result(), 6);
    const QFuture<Arguments> all = m_sockets[0]->timeout(5s).emitWithAck<Arguments>("six?");
    QTRY_VERIFY(all.isFinished());
    QCOMPARE(all.result().toJson(), "[6,7]"_ba);
}

void tst_Server::anAckOfTheClientTimesOut()
{
    WireClient &client = connectClient();
    std::optional<AckError::Reason> reason;
    m_sockets[0]->timeout(20ms).emitWithCallback(
        "well?", this, [&reason](const AckReply &reply) { reason = reply.error; });
    QTRY_COMPARE(reason, AckError::Reason::Timeout);
    // A late answer is ignored.
    m_sockets[0]->on("end", this, [] { return 0; });
    client.sendTogether({"430[1]", R"(421["end"])"});
    QVERIFY(client.waitFor("431"));
}

void tst_Server::acksFailWhenTheClientLeaves()
{
    WireClient &client = connectClient();
    std::optional<AckError::Reason> reason;
    m_sockets[0]->emitWithCallback("well?", this,
                                   [&reason](const AckReply &reply) { reason = reply.error; });
    client.send("41");
    QTRY_COMPARE(reason, AckError::Reason::Disconnected);
}

void tst_Server::reservedEventsAreNotEmitted()
{
    WireClient &client = connectClient();
    QTest::ignoreMessage(QtWarningMsg, "\"disconnect\" is a reserved event name");
    m_sockets[0]->emitEvent("disconnect");
    m_sockets[0]->emitEvent("end");
    QVERIFY(client.waitFor(R"(42["end"])"));
    QVERIFY(!client.received(R"(42["disconnect"])"));
}

void tst_Server::middlewareRefusesWithMessageAndData()
{
    m_server->use(this, [](ServerSocket &socket) -> Namespace::Decision {
        return socket.handshake().auth.contains(u"token"_s)
            ? Verdict::accept()
            : Verdict::reject(u"no"_s, QVariantMap{{u"code"_s, 401}});
    });
    WireClient client(m_server->serverPort());
    client.send("40");
    QVERIFY(client.waitFor(R"(44{"message":"no","data":{"code":401}})"));
    client.send(R"(40{"token":"x"})");
    QVERIFY(client.waitFor("40{"));
    QCOMPARE(m_server->socketCount(), 1);
}

void tst_Server::middlewareMayTakeItsTime()
{
    QPromise<Verdict> verdict;
    verdict.start();
    m_server->use(this, [&](ServerSocket &) -> Namespace::Decision { return verdict.future(); });
    int after = 0;
    m_server->use(this, [&after](ServerSocket &) -> Namespace::Decision {
        ++after;
        return Verdict::accept();
    });
    WireClient client(m_server->serverPort());
    client.send("40");
    QTRY_COMPARE(m_server->clientsCount(), 1);
    QCOMPARE(after, 0);
    verdict.addResult(Verdict::accept());
    verdict.finish();
    QVERIFY(client.waitFor("40{"));
    QCOMPARE(after, 1);
}

void tst_Server::packetMiddlewareStopsAnEvent()
{
    WireClient &client = connectClient();
    int calls = 0;
    QString refused;
    m_sockets[0]->use(this, [](const QString &event, const Arguments &) {
        return event == u"bad" ? Verdict::reject(u"not that"_s) : Verdict::accept();
    });
    m_sockets[0]->on("bad", this, [&calls] { ++calls; });
    m_sockets[0]->on("good", this, [&calls] { return ++calls; });
    connect(m_sockets[0], &ServerSocket::packetRejected, this,
            [&refused](const QString &event, const QString &message) {
                refused = event + u": "_s + message;
            });
    client.sendTogether({R"(42["bad"])", R"(421["good"])"});
    QVERIFY(client.waitFor("431[1]"));
    QCOMPARE(refused, u"bad: not that"_s);
}

void tst_Server::broadcastsReachTheSelected()
{
    for (int i = 0; i < 3; ++i)
        connectClient();
    m_sockets[0]->join(u"red"_s);
    m_sockets[1]->join({u"red"_s, u"blue"_s});
    m_server->to(u"red"_s).emitEvent("to-red");
    m_sockets[0]->to(u"red"_s).emitEvent("to-others-in-red");
    m_server->except(u"blue"_s).emitEvent("not-blue");
    m_sockets[2]->broadcast().emitEvent("to-others");
    m_server->emitEvent("end", "all"_ba);
    const QList<QByteArrayList> expected{
        {R"(42["to-red"])", R"(42["not-blue"])", R"(42["to-others"])"},
        {R"(42["to-red"])", R"(42["to-others-in-red"])", R"(42["to-others"])"},
        {R"(42["not-blue"])"},
    };
    for (size_t i = 0; i < 3; ++i) {
        WireClient &client = *m_clients[i];
        QVERIFY(client.waitFor(R"(451-["end")"));
        const QByteArrayList events = client.texts().sliced(2, client.texts().size() - 3);
        QCOMPARE(events, expected[qsizetype(i)]);
        QTRY_COMPARE(client.binaries(), QByteArrayList{"all"});
    }
}

void tst_Server::broadcastAcksNameTheMissing()
{
    for (int i = 0; i < 3; ++i)
        connectClient();
    for (size_t i = 0; i < 2; ++i) {
        m_clients[i]->answer(R"(420["who)", [i](const QByteArray &) {
            return "430[" + QByteArray::number(int(i)) + "]";
        });
    }
    const auto reply = m_server->timeout(100ms).emitWithAck("who");
    QTRY_VERIFY(reply.isFinished());
    QCOMPARE(reply.result().responses.size(), 2);
    QCOMPARE(reply.result().missing, QStringList{m_sockets[2]->id()});
    QVERIFY(!reply.result().isComplete());
    // Who leaves is not waited for; nobody at all is complete at once.
    m_clients[2]->answer(R"(421["again)", [](const QByteArray &) { return "41"_ba; });
    for (size_t i = 0; i < 2; ++i)
        m_clients[i]->answer(R"(421["again)", [](const QByteArray &) { return "431[0]"_ba; });
    const auto complete = m_server->timeout(10s).emitWithAck("again");
    QTRY_VERIFY(complete.isFinished());
    QVERIFY(complete.result().isComplete());
    QVERIFY(m_server->to(u"nowhere"_s).emitWithAck("x").isFinished());
}

void tst_Server::disconnectionHasItsReason()
{
    QList<DisconnectReason> reasons;
    connect(m_server.get(), &Server::socketDisconnected, this,
            [&reasons](const QString &, DisconnectReason reason) { reasons.append(reason); });
    connectClient().send("41");
    QTRY_COMPARE(reasons.size(), 1);
    connectClient();
    m_sockets.last()->close();
    connectClient().sendTogether({"2no packet"});
    QTRY_COMPARE(reasons.size(), 3);
    connectClient().abort();
    QTRY_COMPARE(reasons.size(), 4);
    QCOMPARE(reasons,
             (QList<DisconnectReason>{DisconnectReason::ClientNamespaceDisconnect,
                                      DisconnectReason::ServerNamespaceDisconnect,
                                      DisconnectReason::TransportError, reasons.last()}));
    QVERIFY(reasons.last() == DisconnectReason::TransportClose
            || reasons.last() == DisconnectReason::TransportError);
}

void tst_Server::disconnectionHasTheDescriptionOfTheConnection()
{
    WireClient &client = connectClient();
    QStringList told;
    const auto note = [&told](DisconnectReason reason, const QString &description) {
        told.append(QString::fromLatin1(name(reason)) + u": "_s + description);
    };
    connect(m_sockets[0], &ServerSocket::disconnecting, this, note);
    connect(m_sockets[0], &ServerSocket::disconnected, this, note);
    client.send("no packet");
    QTRY_COMPARE(told.size(), 2);
    QCOMPARE(told, QStringList(2, u"parse error: unknown packet type"_s));
}

void tst_Server::aClientThatDoesNotReadIsGivenUp()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    Server server({.maxBufferedBytes = 1'000'000});
    std::optional<DisconnectReason> reason;
    connect(&server, &Server::socketDisconnected, this,
            [&reason](const QString &, DisconnectReason r) { reason = r; });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient reading(server.serverPort());
    QVERIFY(reading.join());
    // It joins and never reads again.
    QTcpSocket silent;
    silent.setReadBufferSize(1);
    silent.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
    silent.write(Net::webSocketUpgradeRequest("127.0.0.1", "/socket.io/?EIO=4&transport=websocket",
                                              "dGhlIHNhbXBsZSBub25jZQ==", {}));
    silent.write(maskedText("40"));
    QTRY_COMPARE(server.socketCount(), 2);
    const QByteArray chunk(100'000, 'x');
    const auto sendMore = [&] {
        server.emitEvent("flood", chunk);
        return reason.has_value();
    };
    QVERIFY(QTest::qWaitFor(sendMore, 30'000));
    QCOMPARE(reason, DisconnectReason::TransportError);
    QCOMPARE(server.socketCount(), 1);
    reading.send(R"(42["still here"])");
    QVERIFY(!reading.isClosed());
}

void tst_Server::closingTellsTheSockets()
{
    WireClient &client = connectClient();
    std::optional<DisconnectReason> reason;
    connect(m_sockets[0], &ServerSocket::disconnected, this,
            [&reason](DisconnectReason r) { reason = r; });
    m_sockets[0]->emitEvent("bye");
    m_server->close();
    QCOMPARE(reason, DisconnectReason::ServerShuttingDown);
    QVERIFY(!m_server->isListening());
    QVERIFY(client.waitForClose());
    QVERIFY(client.received(R"(42["bye"])"));
}

QTEST_GUILESS_MAIN(tst_Server)
#include "tst_server.moc"
