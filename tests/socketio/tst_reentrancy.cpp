// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/streamkinds.h"
#include "../support/wireclient.h"

#include <qsocketio/server.h>

#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

// A server with one client in its main namespace.
struct Pair
{
    explicit Pair(std::function<void(ServerSocket *)> connected = {})
        : server(std::make_unique<Server>())
    {
        QObject::connect(server.get(), &Server::socketConnected, server.get(),
                         [this, connected](ServerSocket *s) {
                             socket = s;
                             if (connected)
                                 connected(s);
                         });
        listening = server->listen(QHostAddress::LocalHost, 0);
        client = std::make_unique<WireClient>(server->serverPort());
    }
    bool join() { return listening && client->join() && socket; }

    std::unique_ptr<Server> server;
    std::unique_ptr<WireClient> client;
    QPointer<ServerSocket> socket;
    bool listening = false;
};

// A nested event loop that ends when the condition holds, or after a while.
bool nestUntil(std::function<bool()> condition)
{
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (condition())
            loop.quit();
    });
    poll.start(1);
    QTimer::singleShot(5000, &loop, &QEventLoop::quit);
    loop.exec();
    return condition();
}

} // namespace

class tst_Reentrancy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aNestedLoopGetsTheAnswerOfTheClient_data() { addStreamKinds(); }
    void aNestedLoopGetsTheAnswerOfTheClient();
    void aNestedLoopGetsTheRestOfTheSegment_data() { addStreamKinds(); }
    void aNestedLoopGetsTheRestOfTheSegment();
    void withoutANestedLoopTheNextPacketWaits_data() { addStreamKinds(); }
    void withoutANestedLoopTheNextPacketWaits();
    void whatIsEmittedBeforeANestedLoopLeavesAtOnce_data() { addStreamKinds(); }
    void whatIsEmittedBeforeANestedLoopLeavesAtOnce();
    void aHandlerMayDeleteItsSocket_data() { addStreamKinds(); }
    void aHandlerMayDeleteItsSocket();
    void aHandlerMayDeleteItsNamespace_data() { addStreamKinds(); }
    void aHandlerMayDeleteItsNamespace();
    void aHandlerMayDeleteItsServer_data() { addStreamKinds(); }
    void aHandlerMayDeleteItsServer();
    void aNestedLoopMayDeleteTheServer_data() { addStreamKinds(); }
    void aNestedLoopMayDeleteTheServer();
    void aClientMayVanishDuringANestedLoop_data() { addStreamKinds(); }
    void aClientMayVanishDuringANestedLoop();
    void aMiddlewareMayDeleteTheServer_data() { addStreamKinds(); }
    void aMiddlewareMayDeleteTheServer();
};

void tst_Reentrancy::aNestedLoopGetsTheAnswerOfTheClient()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QString answer;
    Pair pair([&answer](ServerSocket *socket) {
        socket->on("ask", socket, [socket, &answer] {
            const QFuture<QString> reply = socket->emitWithAck<QString>("question");
            nestUntil([&] { return reply.isFinished(); });
            answer = reply.resultCount() ? reply.result() : u"none"_s;
            return answer;
        });
    });
    pair.client->answer("42", [](const QByteArray &text) {
        return text.contains("question") ? "43" + text.mid(2, 1) + R"(["forty-two"])" : "3"_ba;
    });
    QVERIFY(pair.join());
    pair.client->send(R"(427["ask"])");
    QVERIFY(pair.client->waitFor(R"(437["forty-two"])"));
    QCOMPARE(answer, u"forty-two"_s);
}

void tst_Reentrancy::aNestedLoopGetsTheRestOfTheSegment()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QStringList order;
    Pair pair([&order](ServerSocket *socket) {
        socket->on("first", socket, [&order] {
            order.append(u"first begins"_s);
            nestUntil([&] { return order.contains(u"third"_s); });
            order.append(u"first ends"_s);
        });
        socket->on("second", socket, [&order] { order.append(u"second"_s); });
        socket->on("third", socket, [&order] { order.append(u"third"_s); });
    });
    QVERIFY(pair.join());
    pair.client->sendTogether({R"(42["first"])", R"(42["second"])", R"(42["third"])"});
    QTRY_COMPARE(order.size(), 4);
    QCOMPARE(order, (QStringList{u"first begins"_s, u"second"_s, u"third"_s, u"first ends"_s}));
}

void tst_Reentrancy::withoutANestedLoopTheNextPacketWaits()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QStringList order;
    Pair pair([&order](ServerSocket *socket) {
        socket->on("event", socket, [socket, &order](int number) {
            order.append(u"%1 begins"_s.arg(number));
            socket->emitEvent("news", number);
            order.append(u"%1 ends"_s.arg(number));
        });
    });
    QVERIFY(pair.join());
    pair.client->sendTogether({R"(42["event",1])", R"(42["event",2])"});
    QVERIFY(pair.client->waitFor(R"(42["news",2])"));
    QCOMPARE(order, (QStringList{u"1 begins"_s, u"1 ends"_s, u"2 begins"_s, u"2 ends"_s}));
}

void tst_Reentrancy::whatIsEmittedBeforeANestedLoopLeavesAtOnce()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    bool leftAtOnce = false;
    Pair pair;
    connect(pair.server.get(), &Server::socketConnected, this, [&](ServerSocket *socket) {
        socket->on("go", socket, [&, socket] {
            socket->emitEvent("progress", 50);
            leftAtOnce = nestUntil([&] { return pair.client->received(R"(42["progress",50])"); });
        });
    });
    QVERIFY(pair.join());
    pair.client->send(R"(42["go"])");
    QTRY_VERIFY(leftAtOnce);
}

void tst_Reentrancy::aHandlerMayDeleteItsSocket()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    int calls = 0;
    Pair pair([&calls](ServerSocket *socket) {
        socket->on("die", socket, [socket, &calls] {
            ++calls;
            delete socket;
            return calls;
        });
    });
    QVERIFY(pair.join());
    pair.client->sendTogether({R"(421["die"])", R"(422["die"])"});
    QVERIFY(pair.client->waitFor("41"));
    QCOMPARE(calls, 1);
    QVERIFY(!pair.socket);
    QCOMPARE(pair.server->socketCount(), 0);
    QVERIFY(!pair.client->isClosed());
}

void tst_Reentrancy::aHandlerMayDeleteItsNamespace()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    Pair pair;
    Namespace *chat = pair.server->of(u"/chat"_s);
    connect(chat, &Namespace::socketConnected, this,
            [chat](ServerSocket *socket) { socket->on("die", socket, [chat] { delete chat; }); });
    QVERIFY(pair.join());
    pair.client->send("40/chat,");
    QVERIFY(pair.client->waitFor("40/chat,{"));
    pair.client->sendTogether({R"(42/chat,["die"])", R"(42/chat,["die"])"});
    QVERIFY(pair.client->waitFor("41/chat"));
    QVERIFY(!pair.server->findNamespace(u"/chat"_s));
    // It may be made anew.
    QVERIFY(pair.server->of(u"/chat"_s));
}

void tst_Reentrancy::aHandlerMayDeleteItsServer()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    Pair pair;
    connect(pair.server.get(), &Server::socketConnected, this, [&pair](ServerSocket *socket) {
        socket->on("die", socket, [&pair] {
            pair.server.reset();
            return 1;
        });
    });
    QVERIFY(pair.join());
    pair.client->sendTogether({R"(421["die"])", R"(422["die"])"});
    QVERIFY(pair.client->waitForClose());
    QVERIFY(!pair.socket);
}

void tst_Reentrancy::aNestedLoopMayDeleteTheServer()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    bool returned = false;
    Pair pair;
    connect(pair.server.get(), &Server::socketConnected, this, [&](ServerSocket *socket) {
        socket->on("wait", socket, [&] {
            nestUntil([&] { return pair.server == nullptr; });
            returned = true;
        });
        socket->on("die", socket, [&] { pair.server.reset(); });
    });
    QVERIFY(pair.join());
    pair.client->sendTogether({R"(42["wait"])", R"(42["die"])", R"(42["wait"])"});
    QVERIFY(pair.client->waitForClose());
    QTRY_VERIFY(returned);
}

void tst_Reentrancy::aClientMayVanishDuringANestedLoop()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    std::optional<DisconnectReason> reason;
    bool returned = false;
    Pair pair;
    connect(pair.server.get(), &Server::socketConnected, this, [&](ServerSocket *socket) {
        connect(socket, &ServerSocket::disconnected, this, [&](DisconnectReason r) { reason = r; });
        socket->on("wait", socket, [&] {
            pair.client->abort();
            nestUntil([&] { return reason.has_value(); });
            returned = true;
            return 1;
        });
    });
    QVERIFY(pair.join());
    pair.client->send(R"(421["wait"])");
    QTRY_VERIFY(returned);
    QVERIFY(reason.has_value());
    QTRY_VERIFY(!pair.socket);
    QCOMPARE(pair.server->clientsCount(), 0);
}

void tst_Reentrancy::aMiddlewareMayDeleteTheServer()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    Pair pair;
    pair.server->use(this, [&pair](ServerSocket &) -> Namespace::Decision {
        pair.server.reset();
        return Verdict::accept();
    });
    pair.client->sendTogether({"40", R"(42["more"])"});
    QVERIFY(pair.client->waitForClose());
    QVERIFY(!pair.server);
}

QTEST_GUILESS_MAIN(tst_Reentrancy)
#include "tst_reentrancy.moc"
