// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/protocol/msgpackparser.h>
#include <qsocketio/protocol/recoveryoffset_p.h>
#include <qsocketio/server.h>

#include <QSignalSpy>
#include <QTest>

#include <tests/support/clientways.h>
#include <tests/support/scriptedserver.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Testing::ScriptedServer;

// How a client finds its session again.
class tst_ClientRecovery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void recoversEachNamespace();
    void findsItsSession_data() { Testing::addWays(); }
    void findsItsSession();
    void findsItsSessionInMessagePack();
    void showsWhatItKnows();
    void hidesOffsets_data();
    void hidesOffsets();
    void forgetsASessionThatIsOver();
    void keepsNoOffsetOfWhatItDidNotDeliver();

private:
    static QString currentOffset()
    {
        return QString::fromLatin1(
            RecoveryOffset::after({}, QDateTime::currentMSecsSinceEpoch()).text());
    }

    std::unique_ptr<Server> m_server;
    QPointer<ServerSocket> m_socket;
};

void tst_ClientRecovery::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<Server>(
        ServerOptions{.connectionStateRecovery = ConnectionStateRecovery()});
    connect(m_server.get(), &Server::socketConnected, this,
            [this](ServerSocket *socket) { m_socket = socket; });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_ClientRecovery::cleanup()
{
    m_server.reset();
}

void tst_ClientRecovery::recoversEachNamespace()
{
    Namespace *chat = m_server->of(u"/chat"_s);
    Client client(QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->serverPort())),
                  {.reconnectionDelay = 5ms, .reconnectionDelayMax = 5ms});
    ClientSocket *room = client.of(u"/chat"_s);
    QStringList heard;
    client.on("event", this, [&](const QString &text) { heard.append(u"main "_s + text); });
    room->on("event", this, [&](const QString &text) { heard.append(u"chat "_s + text); });
    client.open();
    room->open();
    QTRY_VERIFY(client.isConnected() && room->isConnected());
    const QString id = room->id();
    QVERIFY(id != client.id());
    // Whenever the server notices, before the client is back or when it knocks again.
    connect(m_server.get(), &Server::socketDisconnected, m_server.get(),
            [&] { m_server->emitEvent("event", u"1"_s); });
    connect(chat, &Namespace::socketDisconnected, chat,
            [chat] { chat->emitEvent("event", u"2"_s); });
    client.dropConnection();
    QTRY_VERIFY(client.isConnected() && room->isConnected());
    QVERIFY(client.isRecovered() && room->isRecovered());
    QCOMPARE(room->id(), id);
    heard.sort();
    QCOMPARE(heard, (QStringList{u"chat 2"_s, u"main 1"_s}));
}

void tst_ClientRecovery::findsItsSession()
{
    QFETCH(QList<Transport>, transports);
    Client client(QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->serverPort())),
                  {.transports = transports,
                   .reconnectionDelay = 5ms,
                   .reconnectionDelayMax = 5ms,
                   .randomizationFactor = 0});
    QStringList heard;
    connect(&client, &Client::connected, this,
            [&] { heard.append(client.isRecovered() ? u"recovered"_s : u"connected"_s); });
    client.on("n", this, [&](const Arguments &arguments) {
        heard.append(QString::fromUtf8(arguments.toJson()));
    });
    client.open();
    QTRY_COMPARE(heard, QStringList{u"connected"_s});
    const QString id = client.id();
    m_server->emitEvent("n", 1);
    QTRY_COMPARE(heard.size(), 2);
    m_socket->closeConnection();
    m_server->emitEvent("n", 2, u"text"_s);
    m_server->emitEvent("n");
    QTRY_COMPARE(
        heard,
        (QStringList{u"connected"_s, u"[1]"_s, uR"([2,"text"])"_s, u"[]"_s, u"recovered"_s}));
    QCOMPARE(client.id(), id);
    QVERIFY(client.property("recovered").toBool());
}

void tst_ClientRecovery::findsItsSessionInMessagePack()
{
    Server server(
        {.parser = msgPackParser(), .connectionStateRecovery = ConnectionStateRecovery()});
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Client client(
        QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())),
        {.reconnectionDelay = 5ms, .reconnectionDelayMax = 5ms, .parser = msgPackParser()});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy received(&client, &Client::eventReceived);
    client.open();
    QVERIFY(connected.wait());
    const QString id = client.id();
    connect(&server, &Server::socketDisconnected, &server,
            [&server] { server.emitEvent("missed", 1, "binary"_ba); });
    client.dropConnection();
    QVERIFY(connected.wait());
    QVERIFY(client.isRecovered());
    QCOMPARE(client.id(), id);
    QCOMPARE(received.size(), 1);
    QCOMPARE(received.first().at(1).toList(), (QVariantList{1, "binary"_ba}));
}

void tst_ClientRecovery::showsWhatItKnows()
{
    ScriptedServer server;
    const QString offset = currentOffset();
    Client client(server.url(),
                  {.transports = {Transport::WebSocket},
                   .auth = {{u"token"_s, 1}},
                   .reconnectionDelay = 5ms,
                   .reconnectionDelayMax = 5ms});
    client.open();
    QTRY_COMPARE(server.heard, QStringList{uR"(40{"token":1})"_s});
    server.send(uR"(40{"sid":"a","pid":"secret"})"_s);
    QTRY_VERIFY(client.isConnected());
    server.heard.clear();
    client.dropConnection();
    QTRY_COMPARE(server.heard, QStringList{uR"(40{"pid":"secret","token":1})"_s});
    server.send(uR"(40{"sid":"a","pid":"secret"})"_s);
    server.send(uR"(42["x","%1"])"_s.arg(offset));
    QSignalSpy received(&client, &Client::eventReceived);
    QVERIFY(received.wait());
    QVERIFY(client.isRecovered());
    server.heard.clear();
    client.dropConnection();
    QTRY_COMPARE(server.heard,
                 QStringList{uR"(40{"offset":"%1","pid":"secret","token":1})"_s.arg(offset)});
}

void tst_ClientRecovery::hidesOffsets_data()
{
    const QString offset = currentOffset();
    QTest::addColumn<QString>("connectPayload");
    QTest::addColumn<QString>("packet");
    QTest::addColumn<QVariantList>("arguments");

    const QString recovering = uR"({"sid":"a","pid":"b"})"_s;
    QTest::newRow("behind arguments")
        << recovering << uR"(42["x",1,"%1"])"_s.arg(offset) << QVariantList{1};
    QTest::newRow("alone") << recovering << uR"(42["x","%1"])"_s.arg(offset) << QVariantList();
    QTest::newRow("not where the server recovers nothing")
        << uR"({"sid":"a"})"_s << uR"(42["x","%1"])"_s.arg(offset) << QVariantList{offset};
    QTest::newRow("not of an event that wants an answer")
        << recovering << uR"(423["x","%1"])"_s.arg(offset) << QVariantList{offset};
    QTest::newRow("not another text")
        << recovering << uR"(42["x","volatile"])"_s << QVariantList{u"volatile"_s};
    QTest::newRow("no arguments") << recovering << uR"(42["x"])"_s << QVariantList();
}

void tst_ClientRecovery::hidesOffsets()
{
    QFETCH(QString, connectPayload);
    QFETCH(QString, packet);
    QFETCH(QVariantList, arguments);
    ScriptedServer server;
    server.greeting = QStringList{u"40"_s + connectPayload, packet};
    Client client(server.url(), {.transports = {Transport::WebSocket}, .reconnection = false});
    QSignalSpy received(&client, &Client::eventReceived);
    client.open();
    QVERIFY(received.wait());
    QCOMPARE(received.first().at(1).toList(), arguments);
}

void tst_ClientRecovery::forgetsASessionThatIsOver()
{
    ScriptedServer server;
    Client client(server.url(), {.transports = {Transport::WebSocket}, .reconnection = false});
    client.open();
    QTRY_COMPARE(server.heard.size(), 1);
    server.send(uR"(40{"sid":"a","pid":"secret"})"_s);
    QTRY_VERIFY(client.isConnected());
    client.close();
    QTRY_COMPARE(client.state(), Client::State::Closed);
    server.heard.clear();
    client.open();
    QTRY_COMPARE(server.heard, QStringList{u"40"_s});
}

void tst_ClientRecovery::keepsNoOffsetOfWhatItDidNotDeliver()
{
    // The connection breaks in the middle of what is sent again: it must be asked for again.
    ScriptedServer server;
    const QString offset = currentOffset();
    Client client(server.url(),
                  {.transports = {Transport::WebSocket},
                   .reconnectionDelay = 5ms,
                   .reconnectionDelayMax = 5ms});
    QSignalSpy received(&client, &Client::eventReceived);
    client.open();
    QTRY_COMPARE(server.heard.size(), 1);
    server.send(uR"(40{"sid":"a","pid":"secret"})"_s);
    QTRY_VERIFY(client.isConnected());
    server.greeting = QStringList{uR"(42["missed","%1"])"_s.arg(offset)};
    server.heard.clear();
    client.dropConnection();
    QTRY_COMPARE(server.heard, QStringList{uR"(40{"pid":"secret"})"_s});
    server.heard.clear();
    server.breakDown();
    QTRY_COMPARE(server.heard, QStringList{uR"(40{"pid":"secret"})"_s});
    server.send(uR"(40{"sid":"a","pid":"secret"})"_s);
    QVERIFY(received.wait());
    QCOMPARE(received.size(), 1);
    QVERIFY(client.isConnected());
}

QTEST_GUILESS_MAIN(tst_ClientRecovery)
#include "tst_clientrecovery.moc"
