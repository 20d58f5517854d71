// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>

#include <tests/support/clientways.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// A client and a server of the library, over each transport.
class tst_Client : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void connects_data() { Testing::addWays(); }
    void connects();
    void exchangesEventsAndAcks_data() { Testing::addWays(); }
    void exchangesEventsAndAcks();
    void sendsWhatWaitedInOrder_data() { Testing::addWays(); }
    void sendsWhatWaitedInOrder();
    void deliversInANestedLoop_data() { Testing::addWays(); }
    void deliversInANestedLoop();
    void sendsLargeMessages_data() { Testing::addWays(); }
    void sendsLargeMessages();
    void mayBeDeletedInItsSignals_data();
    void mayBeDeletedInItsSignals();
    void opensByItself();
    void readsItsUrl();
    void joinsNamespaces();
    void closesBehindTheLastNamespace();
    void refusesAnotherKindOfUrl();
    void needsATransport();

private:
    QUrl url(const QString &path = {}) const
    {
        return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_server->serverPort()).arg(path));
    }
    std::unique_ptr<Client> connectedClient(const QList<Transport> &transports);

    std::unique_ptr<Server> m_server;
    QList<ServerSocket *> m_sockets;
};

void tst_Client::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_sockets.clear();
    m_server = std::make_unique<Server>();
    connect(m_server.get(), &Server::socketConnected, this,
            [this](ServerSocket *socket) { m_sockets.append(socket); });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

std::unique_ptr<Client> tst_Client::connectedClient(const QList<Transport> &transports)
{
    auto client = std::make_unique<Client>(url(), ClientOptions{.transports = transports});
    QSignalSpy connected(client.get(), &Client::connected);
    client->open();
    if (connected.isEmpty())
        connected.wait();
    return client;
}

void tst_Client::connects()
{
    QFETCH(QList<Transport>, transports);
    Client client(url(), {.transports = transports});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy changed(&client, &Client::transportChanged);
    QCOMPARE(client.state(), Client::State::Closed);
    client.open();
    QCOMPARE(client.state(), Client::State::Opening);
    QVERIFY(client.isActive());
    QVERIFY(connected.wait());
    QCOMPARE(client.state(), Client::State::Open);
    QVERIFY(client.isConnected());
    QCOMPARE(m_sockets.size(), 1);
    QCOMPARE(client.id(), m_sockets.first()->id());
    if (transports.size() == 2)
        QTRY_COMPARE(changed.size(), 1);
    QVERIFY(client.transport() == transports.last());

    QSignalSpy disconnected(&client, &Client::disconnected);
    QSignalSpy left(m_sockets.first(), &ServerSocket::disconnected);
    client.close();
    QCOMPARE(disconnected.size(), 1);
    QCOMPARE(disconnected.first().first().value<DisconnectReason>(),
             DisconnectReason::IoClientDisconnect);
    QVERIFY(client.id().isEmpty());
    QVERIFY(left.wait());
    QCOMPARE(left.first().first().value<DisconnectReason>(),
             DisconnectReason::ClientNamespaceDisconnect);
    QTRY_COMPARE(client.state(), Client::State::Closed);
}

void tst_Client::exchangesEventsAndAcks()
{
    QFETCH(QList<Transport>, transports);
    const auto client = connectedClient(transports);
    QVERIFY(client->isConnected());
    ServerSocket &peer = *m_sockets.first();
    peer.on("sum", &peer, [](int a, int b) { return a + b; });
    client->on("twice", client.get(), [](const QByteArray &bytes) { return bytes + bytes; });

    const auto sum = client->emitWithAck<int>("sum", 1, 2);
    const auto twice = peer.emitWithAck<QByteArray>("twice", "\0\xff"_ba);
    const auto wrong = client->emitWithAck<QByteArray>("sum", 3, 4);
    QTRY_VERIFY(sum.isFinished() && twice.isFinished() && wrong.isFinished());
    QCOMPARE(sum.result(), 3);
    QCOMPARE(twice.result(), "\0\xff\0\xff"_ba);
    QVERIFY_EXCEPTION_THROWN(wrong.result(), AckError);
}

void tst_Client::sendsWhatWaitedInOrder()
{
    QFETCH(QList<Transport>, transports);
    QVariantList heard;
    connect(m_server.get(), &Server::socketConnected, this, [&](ServerSocket *socket) {
        socket->on("n", socket, [&](int n) { heard.append(n); });
        socket->on("bytes", socket, [&](const QByteArray &bytes) { heard.append(bytes); });
    });
    Client client(url(), {.transports = transports});
    connect(&client, &Client::connected, this, [&] { client.emitEvent("n", 100); });
    for (int i = 0; i < 50; ++i)
        client.emitEvent("n", i);
    client.emitEvent("bytes", "b"_ba);
    client.asVolatile().emitEvent("n", -1);
    auto canceled = client.emitWithAck<int>("n", -2);
    canceled.cancel();
    auto late = client.timeout(1ms).emitWithAck<int>("n", -3);
    QTRY_VERIFY(late.isFinished());
    QVERIFY_EXCEPTION_THROWN(late.result(), AckError);

    client.open();
    QVariantList expected;
    for (int i = 0; i < 50; ++i)
        expected.append(i);
    expected << "b"_ba << 100;
    QTRY_COMPARE(heard.size(), expected.size());
    QCOMPARE(heard, expected);
}

void tst_Client::deliversInANestedLoop()
{
    QFETCH(QList<Transport>, transports);
    const auto client = connectedClient(transports);
    QVERIFY(client->isConnected());
    ServerSocket &peer = *m_sockets.first();
    peer.on("ask", &peer, [] { return u"answer"_s; });
    QStringList heard;
    QEventLoop outer;
    client->on("wait", client.get(), [&] {
        // The rest of what came with this packet, and the server's answer to a question of now.
        heard.append(u"waiting"_s);
        QEventLoop loop;
        client->emitWithCallback("ask", client.get(), [&](const AckReply &reply) {
            heard.append(reply.arguments.at<QString>(0).value_or(u"none"_s));
            loop.quit();
        });
        loop.exec();
        heard.append(u"done"_s);
        outer.quit();
    });
    client->on("next", client.get(), [&](int n) { heard.append(QString::number(n)); });
    peer.emitEvent("wait");
    peer.emitEvent("next", 1);
    peer.emitEvent("next", 2);
    outer.exec();
    QCOMPARE(heard, (QStringList{u"waiting"_s, u"1"_s, u"2"_s, u"answer"_s, u"done"_s}));
}

void tst_Client::sendsLargeMessages()
{
    QFETCH(QList<Transport>, transports);
    const auto client = connectedClient(transports);
    QVERIFY(client->isConnected());
    ServerSocket &peer = *m_sockets.first();
    peer.on("echo", &peer, [](const QString &text) { return text; });
    // Characters of several bytes, more than one frame of Qt's usual size, more than one POST.
    const QString text = QString(300'000, u'é');
    const auto one = client->emitWithAck<QString>("echo", text);
    const auto two = client->emitWithAck<QString>("echo", text);
    QTRY_VERIFY(one.isFinished() && two.isFinished());
    QCOMPARE(one.result(), text);
    QCOMPARE(two.result(), text);
}

void tst_Client::mayBeDeletedInItsSignals_data()
{
    QTest::addColumn<QByteArray>("moment");
    for (const char *moment : {"opening", "open", "connected", "event", "ack", "failed ack",
                               "disconnected", "closed", "upgraded", "attempt", "refused"})
        QTest::newRow(moment) << QByteArray(moment);
}

void tst_Client::mayBeDeletedInItsSignals()
{
    QFETCH(QByteArray, moment);
    connect(m_server.get(), &Server::socketConnected, this, [](ServerSocket *socket) {
        socket->on("ask", socket, [] { return 1; });
        socket->on("drop me", socket, [socket] { socket->closeConnection(); });
        socket->emitEvent("hello");
        socket->emitEvent("hello");
    });
    const bool refused = moment == "refused";
    QPointer<Client> client(new Client(refused ? url(u"/unknown"_s) : url(),
                                       {.reconnectionDelay = 1ms, .randomizationFactor = 0}));
    const auto end = [&](const char *what) {
        if (moment == what)
            delete client;
    };
    connect(client, &Client::stateChanged, this, [&](Client::State state) {
        end(state == Client::State::Opening ? "opening" : "open");
    });
    connect(client, &Client::connected, this, [&] { end("connected"); });
    connect(client, &Client::disconnected, this, [&] { end("disconnected"); });
    connect(client, &Client::closed, this, [&] { end("closed"); });
    connect(client, &Client::transportChanged, this, [&] {
        if (moment == "upgraded")
            return end("upgraded");
        client->emitWithCallback("drop me", this, [&](const AckReply &) { end("failed ack"); });
    });
    connect(client, &Client::reconnectAttempt, this, [&] { end("attempt"); });
    connect(client, &Client::connectionRefused, this, [&] { end("refused"); });
    client->on("hello", this, [&] { end("event"); });
    client->emitWithCallback("ask", this, [&](const AckReply &) { end("ack"); });
    client->open();
    QTRY_VERIFY(!client);
}

void tst_Client::joinsNamespaces()
{
    m_server->of(u"/admin"_s);
    Client client(url(u"/admin"_s), {.auth = {{u"n"_s, 1}}});
    QCOMPARE(client.nsp(), u"/admin"_s);
    QCOMPARE(client.of(u"/admin"_s), &client);
    ClientSocket *main = client.of(u"/"_s);
    QCOMPARE(client.of(u"/"_s), main);
    QCOMPARE(main->client(), &client);
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy mainConnected(main, &ClientSocket::connected);
    client.open();
    QVERIFY(connected.wait());
    QVERIFY(!main->isConnected());
    main->open();
    QVERIFY(mainConnected.wait());
    QCOMPARE(m_sockets.size(), 1);
    QVERIFY(m_sockets.first()->handshake().auth.isEmpty());

    QSignalSpy left(m_sockets.first(), &ServerSocket::disconnected);
    delete main;
    QVERIFY(left.wait());
    QVERIFY(client.isConnected());
}

void tst_Client::closesBehindTheLastNamespace()
{
    m_server->of(u"/admin"_s);
    Client client(url());
    ClientSocket *admin = client.of(u"/admin"_s);
    QSignalSpy connected(admin, &ClientSocket::connected);
    client.open();
    admin->open();
    QVERIFY(connected.wait());
    QTRY_VERIFY(client.isConnected());
    client.close();
    QCOMPARE(client.state(), Client::State::Open);
    QSignalSpy closed(&client, &Client::closed);
    admin->close();
    QCOMPARE(closed.size(), 1);
    QTRY_COMPARE(client.state(), Client::State::Closed);
    QTRY_COMPARE(m_server->clientsCount(), 0);

    connected.clear();
    admin->open();
    QVERIFY(connected.wait());
    QVERIFY(!client.isConnected());
    client.closeAll();
    QTRY_COMPARE(client.state(), Client::State::Closed);
}

void tst_Client::opensByItself()
{
    m_server->of(u"/chat"_s);
    Client client(url(), {.autoConnect = true});
    QVERIFY(client.isActive());
    QSignalSpy connected(&client, &Client::connected);
    ClientSocket *chat = client.of(u"/chat"_s);
    QSignalSpy joined(chat, &ClientSocket::connected);
    QVERIFY(connected.wait());
    QVERIFY(joined.count() == 1 || joined.wait());

    // Asking for it again opens it again, as in JavaScript.
    chat->close();
    QVERIFY(!chat->isActive());
    QCOMPARE(client.of(u"/chat"_s), chat);
    QVERIFY(joined.wait());

    // Closing comes first where nothing was sent yet.
    Client another(url(), {.autoConnect = true});
    another.close();
    QVERIFY(!another.isActive());
}

void tst_Client::readsItsUrl()
{
    QVariantMap query;
    connect(m_server->of(u"/chat"_s), &Namespace::socketConnected, this,
            [&query](ServerSocket *socket) { query = socket->handshake().query(); });
    Client client(url(u"/chat?token=a%20b"_s));
    QCOMPARE(client.nsp(), u"/chat"_s);
    QSignalSpy connected(&client, &Client::connected);
    client.open();
    QVERIFY(connected.wait());
    QCOMPARE(query.value(u"token"_s), u"a b"_s);
}

void tst_Client::refusesAnotherKindOfUrl()
{
    Client client(QUrl(u"ftp://127.0.0.1/"_s));
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.wait());
    QVERIFY(!client.isActive());
    QCOMPARE(client.state(), Client::State::Closed);
}

void tst_Client::needsATransport()
{
    Client client(url(), {.transports = {}});
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.wait());
    QCOMPARE(refused.first().first().value<Error>().message, u"No transports available"_s);
}

QTEST_GUILESS_MAIN(tst_Client)
#include "tst_client.moc"
