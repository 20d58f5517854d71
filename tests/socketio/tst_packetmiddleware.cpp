// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "serverfixture.h"

#include <QPromise>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

// What stands between events and handlers, and who looks on.
class tst_PacketMiddleware : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startServer(); }
    void cleanup() { stopServer(); }

    void aVerdictMayTakeItsTimeAndKeepsTheOrder();
    void aRejectionIsTold();
    void aMiddlewareThatFailsRejects();
    void acksPass();
    void whatWaitsIsDroppedAtTheEnd();
    void whatWaitsIsBounded();
    void aMiddlewareMayDeleteTheSocket();
    void aNamespaceMayGoWhileItsMiddlewareTakesItsTime();

    void catchAllComesFirstAndMayAnswer();
    void catchAllsEnd();
    void outgoingEventsAreShown();
    void outgoingBroadcastsAreShown();
    void anOutgoingListenerMayDeleteItsSocket();
};

void tst_PacketMiddleware::aVerdictMayTakeItsTimeAndKeepsTheOrder()
{
    WireClient &client = connectClient();
    ServerSocket *socket = m_sockets[0];
    std::vector<QPromise<Verdict>> verdicts(2);
    for (auto &verdict : verdicts)
        verdict.start();
    QStringList order;
    socket->use(this, [&](const QString &event, const Arguments &) -> Namespace::Decision {
        order.append(u"asked "_s + event);
        return event == u"a" ? Namespace::Decision(verdicts[0].future()) : Verdict::accept();
    });
    socket->use(this, [&](const QString &event, const Arguments &) -> Namespace::Decision {
        return event == u"a" ? Namespace::Decision(verdicts[1].future()) : Verdict::accept();
    });
    for (const QString &event : {u"a"_s, u"b"_s, u"c"_s}) {
        socket->on(event, this, [&order, event](const QString &text) {
            order.append(event + u' ' + text);
            return text;
        });
    }
    client.sendTogether({R"(42["a","1"])", R"(42["b","2"])", R"(427["c","3"])"});
    QTRY_COMPARE(order, QStringList{u"asked a"_s});
    for (auto &verdict : verdicts) {
        QVERIFY(!client.received("43"));
        verdict.addResult(Verdict::accept());
        verdict.finish();
        QCoreApplication::processEvents();
    }
    QVERIFY(client.waitFor(R"(437["3"])"));
    QCOMPARE(order,
             (QStringList{u"asked a"_s, u"a 1"_s, u"asked b"_s, u"b 2"_s, u"asked c"_s, u"c 3"_s}));
}

void tst_PacketMiddleware::aRejectionIsTold()
{
    WireClient &client = connectClient();
    QPromise<Verdict> verdict;
    verdict.start();
    m_sockets[0]->use(this, [&](const QString &event, const Arguments &) -> Namespace::Decision {
        return event == u"bad" ? Namespace::Decision(verdict.future()) : Verdict::accept();
    });
    QVariantList rejected;
    connect(m_sockets[0], &ServerSocket::packetRejected, this,
            [&](const QString &event, const QString &message, const QVariant &data) {
                rejected = {event, message, data};
            });
    int calls = 0;
    m_sockets[0]->on("bad", this, [&calls] { ++calls; });
    m_sockets[0]->on("good", this, [] { return 1; });
    client.sendTogether({R"(42["bad"])", R"(420["good"])"});
    verdict.addResult(Verdict::reject(u"no"_s, 5));
    verdict.finish();
    QVERIFY(client.waitFor("430[1]"));
    QCOMPARE(calls, 0);
    QCOMPARE(rejected, (QVariantList{u"bad"_s, u"no"_s, 5}));
}

void tst_PacketMiddleware::aMiddlewareThatFailsRejects()
{
    const auto fails = [](auto &&...) -> Namespace::Decision {
        QPromise<Verdict> promise;
        promise.start();
        promise.setException(AckError(AckError::Reason::Timeout));
        promise.finish();
        return promise.future();
    };
    WireClient &client = connectClient();
    m_sockets[0]->use(this, [&](const QString &event, const Arguments &) { return fails(event); });
    QString message;
    connect(m_sockets[0], &ServerSocket::packetRejected, this,
            [&message](const QString &, const QString &text) { message = text; });
    client.send(R"(42["x"])");
    QTRY_COMPARE(message, u"the middleware failed"_s);
    m_server->use(this, [&](ServerSocket &socket) { return fails(socket); });
    WireClient other(m_server->serverPort());
    other.send("40");
    QVERIFY(other.waitFor(R"(44{"message":"the middleware failed"})"));
}

void tst_PacketMiddleware::acksPass()
{
    WireClient &client = connectClient();
    int asked = 0;
    m_sockets[0]->use(this, [&asked](const QString &, const Arguments &) {
        ++asked;
        return Verdict::reject(u"no"_s);
    });
    client.answer("42", [](const QByteArray &) { return "430[7]"_ba; });
    const QFuture<int> answer = m_sockets[0]->emitWithAck<int>("seven?");
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result(), 7);
    QCOMPARE(asked, 0);
}

void tst_PacketMiddleware::whatWaitsIsDroppedAtTheEnd()
{
    WireClient &client = connectClient();
    QPromise<Verdict> verdict;
    verdict.start();
    bool asked = false;
    m_sockets[0]->use(this, [&](const QString &, const Arguments &) {
        asked = true;
        return verdict.future();
    });
    int calls = 0;
    m_sockets[0]->on("x", this, [&calls] { ++calls; });
    client.sendTogether({R"(42["x"])", R"(42["x"])", "41"});
    QTRY_COMPARE(m_server->socketCount(), 0);
    QVERIFY(asked);
    verdict.addResult(Verdict::accept());
    verdict.finish();
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

void tst_PacketMiddleware::whatWaitsIsBounded()
{
    Server server({.maxBufferedBytes = 100'000});
    QPromise<Verdict> never;
    never.start();
    std::optional<DisconnectReason> reason;
    connect(&server, &Server::socketDisconnected, this,
            [&reason](const QString &, DisconnectReason r) { reason = r; });
    connect(&server, &Server::socketConnected, this, [&](ServerSocket *socket) {
        socket->use(this, [&never](const QString &, const Arguments &) { return never.future(); });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient client(server.serverPort());
    QVERIFY(client.join());
    const QByteArray event = R"(42["x",")" + QByteArray(10'000, 'x') + R"("])";
    for (int i = 0; i < 15; ++i)
        client.send(event);
    QTRY_VERIFY(reason);
    QCOMPARE(*reason, DisconnectReason::ForcedClose);
}

void tst_PacketMiddleware::aMiddlewareMayDeleteTheSocket()
{
    WireClient &client = connectClient();
    ServerSocket *socket = m_sockets[0];
    QPromise<Verdict> verdict;
    verdict.start();
    socket->use(this, [&](const QString &event, const Arguments &) -> Namespace::Decision {
        if (event == u"wait")
            return verdict.future();
        delete socket;
        return Verdict::accept();
    });
    client.sendTogether({R"(42["wait"])", R"(42["die"])", R"(42["more"])"});
    verdict.addResult(Verdict::accept());
    verdict.finish();
    QVERIFY(client.waitFor("41"));
    QCOMPARE(m_server->socketCount(), 0);
}

void tst_PacketMiddleware::aNamespaceMayGoWhileItsMiddlewareTakesItsTime()
{
    QPointer<Namespace> chat = m_server->of(u"/chat"_s);
    QPromise<Verdict> verdict;
    verdict.start();
    bool asked = false;
    chat->use(this, [&](ServerSocket &) {
        asked = true;
        return verdict.future();
    });
    WireClient client(m_server->serverPort());
    client.send("40/chat,");
    QTRY_VERIFY(asked);
    delete chat;
    verdict.addResult(Verdict::accept());
    verdict.finish();
    QVERIFY(client.waitFor(R"(44/chat,{"message":"Invalid namespace"})"));
}

void tst_PacketMiddleware::catchAllComesFirstAndMayAnswer()
{
    WireClient &client = connectClient();
    QStringList order;
    m_sockets[0]->on("x", this, [&order] { order.append(u"handler"_s); });
    m_sockets[0]->onAny(this, [&order](const QString &event, const Arguments &, const Ack &ack) {
        order.append(u"any "_s + event);
        ack(u"of the catch-all"_s);
    });
    m_sockets[0]->prependAny(
        this, [&order](const QString &, const Arguments &) { order.append(u"prepended"_s); });
    client.send(R"(423["x"])");
    QVERIFY(client.waitFor(R"(433["of the catch-all"])"));
    QTRY_COMPARE(order, (QStringList{u"prepended"_s, u"any x"_s, u"handler"_s}));
}

void tst_PacketMiddleware::catchAllsEnd()
{
    WireClient &client = connectClient();
    int calls = 0;
    const auto count = [&calls](const QString &, const Arguments &) { ++calls; };
    Subscription one = m_sockets[0]->onAny(this, count);
    m_sockets[0]->onAny(this, count);
    m_sockets[0]->on("end", this, [] { return 0; });
    one.cancel();
    client.sendTogether({R"(42["x"])", R"(421["end"])"});
    QVERIFY(client.waitFor("431"));
    QCOMPARE(calls, 2);
    m_sockets[0]->offAny();
    client.send(R"(422["end"])");
    QVERIFY(client.waitFor("432"));
    QCOMPARE(calls, 2);
}

void tst_PacketMiddleware::outgoingEventsAreShown()
{
    WireClient &client = connectClient();
    QStringList shown;
    const auto show = [&shown](const QString &event, const Arguments &arguments) {
        shown.append(event + QString::fromUtf8(arguments.toJson()));
    };
    m_sockets[0]->onAnyOutgoing(this, show);
    m_sockets[0]->prependAnyOutgoing(
        this, [&shown](const QString &, const Arguments &) { shown.append(u"first"_s); });
    m_sockets[0]->emitEvent("news", 1, u"ä"_s);
    QCOMPARE(shown, (QStringList{u"first"_s, u"news[1,\"ä\"]"_s}));
    QByteArray bytes;
    m_sockets[0]->onAnyOutgoing(this, [&bytes](const QString &, const Arguments &arguments) {
        bytes = arguments.at<QByteArray>(0).value_or("none");
    });
    m_sockets[0]->emitWithAck("bytes", "binary"_ba);
    QCOMPARE(bytes, "binary"_ba);
    // An ack is no event.
    shown.clear();
    m_sockets[0]->on("ask", this, [] { return 1; });
    client.send(R"(425["ask"])");
    QVERIFY(client.waitFor("435[1]"));
    QCOMPARE(shown, QStringList());
    m_sockets[0]->offAnyOutgoing();
    m_sockets[0]->emitEvent("quiet");
    QCOMPARE(shown, QStringList());
}

void tst_PacketMiddleware::outgoingBroadcastsAreShown()
{
    for (int i = 0; i < 3; ++i)
        connectClient();
    QStringList shown;
    for (qsizetype i = 0; i < 2; ++i) {
        m_sockets[i]->onAnyOutgoing(this, [&shown, i](const QString &event, const Arguments &) {
            shown.append(event + QString::number(i));
        });
    }
    m_server->emitEvent("all");
    m_sockets[0]->broadcast().emitEvent("others");
    m_sockets[1]->join(u"room"_s);
    // Rooms may change in a listener.
    m_sockets[1]->onAnyOutgoing(
        this, [this](const QString &, const Arguments &) { m_sockets[1]->leave(u"room"_s); });
    m_server->to(u"room"_s).emitEvent("room");
    m_server->to(u"room"_s).emitEvent("nobody");
    shown.sort();
    QCOMPARE(shown, (QStringList{u"all0"_s, u"all1"_s, u"others1"_s, u"room1"_s}));
}

void tst_PacketMiddleware::anOutgoingListenerMayDeleteItsSocket()
{
    WireClient &client = connectClient();
    WireClient &other = connectClient();
    ServerSocket *socket = m_sockets[0];
    socket->onAnyOutgoing(this, [socket](const QString &, const Arguments &) { delete socket; });
    m_server->emitEvent("news");
    QVERIFY(client.waitFor("41"));
    QVERIFY(other.waitFor(R"(42["news"])"));
    ServerSocket *second = m_sockets[1];
    second->onAnyOutgoing(this, [second](const QString &, const Arguments &) { delete second; });
    second->emitEvent("last");
    QVERIFY(other.waitFor("41"));
    QCOMPARE(m_server->socketCount(), 0);
}

QTEST_GUILESS_MAIN(tst_PacketMiddleware)
#include "tst_packetmiddleware.moc"
