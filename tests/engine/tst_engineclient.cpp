// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/client.h>
#include <qsocketio/engine/server.h>
#include <qsocketio/engine/socket.h>

#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <tests/support/clientways.h>
#include <tests/support/reservedport.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// The engine's client alone, with the engine's server.
class tst_EngineClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void exchangesMessages_data() { Testing::addWays(); }
    void exchangesMessages();
    void sendsBinaryAsText_data() { Testing::addWays(); }
    void sendsBinaryAsText();
    void sendsAtOnce();
    void sendsAByteOrderMark();
    void tellsItsPackets();
    void tellsTheUpgrade();
    void tellsTheHandshake();
    void opensAgain_data() { Testing::addWays(); }
    void opensAgain();
    void remembersThatWebSocketWorked();
    void triesTheNextTransport();
    void tellsWhyItFailed_data();
    void tellsWhyItFailed();
    void refusesToSendWhileClosed();
    void asksItsProvidersEachTime();
    void mayBeDeletedInItsSignals_data();
    void mayBeDeletedInItsSignals();

private:
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->serverPort())); }
    void restart(const Engine::ServerOptions &options);
    static bool open(Engine::Client &client)
    {
        QSignalSpy opened(&client, &Engine::Client::opened);
        client.open();
        return opened.wait();
    }

    // Nobody listens there.
    const Testing::ReservedPort m_port;
    std::unique_ptr<Engine::Server> m_server;
    QList<Engine::Request> m_requests;
};

void tst_EngineClient::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    restart({});
}

void tst_EngineClient::restart(const Engine::ServerOptions &options)
{
    m_requests.clear();
    m_server = std::make_unique<Engine::Server>(options);
    connect(m_server.get(), &Engine::Server::socketOpened, this, [this](Engine::Socket *socket) {
        m_requests.append(socket->request());
        connect(socket, &Engine::Socket::utf8Received, socket,
                [socket](const QByteArray &text) { socket->sendUtf8(text); });
        connect(socket, &Engine::Socket::binaryReceived, socket,
                [socket](const QByteArray &data) { socket->sendBinary(data); });
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_EngineClient::exchangesMessages()
{
    QFETCH(QList<Transport>, transports);
    Engine::Client client(url(), {.transports = transports});
    QStringList texts;
    QByteArrayList data;
    connect(&client, &Engine::Client::textReceived, this,
            [&](const QString &text) { texts.append(text); });
    connect(&client, &Engine::Client::binaryReceived, this,
            [&](const QByteArray &bytes) { data.append(bytes); });
    QSignalSpy drained(&client, &Engine::Client::drained);
    QVERIFY(open(client));
    QStringList expected;
    for (int i = 0; i < 200; ++i) {
        expected.append(u"žluť %1"_s.arg(i));
        QVERIFY(client.sendText(expected.last()));
    }
    QVERIFY(client.sendBinary("\0\xff\x1e"_ba));
    QTRY_COMPARE(data, QByteArrayList{"\0\xff\x1e"_ba});
    QCOMPARE(texts, expected);
    QTRY_VERIFY(!drained.isEmpty());
    QTRY_COMPARE(client.bytesToWrite(), 0);
    if (transports.size() == 2)
        QTRY_VERIFY(client.transport() == Transport::WebSocket);

    QSignalSpy closed(&client, &Engine::Client::closed);
    client.close();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.first().first().value<DisconnectReason>(), DisconnectReason::ForcedClose);
    QCOMPARE(client.state(), Engine::Client::State::Closed);
    QTRY_COMPARE(m_server->clientsCount(), 0);
}

void tst_EngineClient::sendsBinaryAsText()
{
    QFETCH(QList<Transport>, transports);
    Engine::Client client(url(), {.transports = transports, .forceBase64 = true});
    QSignalSpy received(&client, &Engine::Client::binaryReceived);
    QVERIFY(open(client));
    QCOMPARE(m_requests.first().queryValue("b64"), u"1"_s);
    client.sendBinary("\0\xff\x1e"_ba);
    QTRY_COMPARE(received.size(), 1);
    QCOMPARE(received.first().first().toByteArray(), "\0\xff\x1e"_ba);
}

// What was sent does not wait for another turn of the event loop.
void tst_EngineClient::sendsAtOnce()
{
    Engine::Client client(url(), {.transports = {Transport::WebSocket}});
    QVERIFY(open(client));
    QVERIFY(client.sendText(u"text"_s));
    QCOMPARE(client.bytesToWrite(), 0);
    QVERIFY(client.sendBinary("\0\xff"_ba));
    QCOMPARE(client.bytesToWrite(), 0);
}

void tst_EngineClient::sendsAByteOrderMark()
{
    Engine::Client client(url(), {.transports = {Transport::WebSocket}});
    QByteArrayList received;
    connect(m_server.get(), &Engine::Server::socketOpened, this, [&](Engine::Socket *socket) {
        connect(socket, &Engine::Socket::utf8Received, this,
                [&](const QByteArray &text) { received.append(text); });
    });
    QVERIFY(open(client));
    QVERIFY(client.sendText(u"\uFEFFtext"_s));
    QTRY_COMPARE(received, QByteArrayList{u"\uFEFFtext"_s.toUtf8()});
}

void tst_EngineClient::tellsItsPackets()
{
    restart({.pingInterval = 50ms});
    Engine::Client client(url(), {.transports = {Transport::WebSocket}});
    QByteArrayList packets;
    connect(&client, &Engine::Client::packetReceived, this, [&](quint8 type, const QByteArray &) {
        packets.append("<" + QByteArray::number(type));
    });
    connect(&client, &Engine::Client::packetSent, this, [&](quint8 type, const QByteArray &data) {
        packets.append(">" + QByteArray::number(type) + data);
    });
    QSignalSpy pinged(&client, &Engine::Client::pinged);
    QVERIFY(open(client));
    client.sendText(u"a");
    QTRY_VERIFY(!pinged.isEmpty());
    QCOMPARE(packets.first(), "<0"_ba);
    QVERIFY(packets.contains("<2"));
    QVERIFY(packets.contains(">3"));
    QVERIFY(packets.contains(">4a"));
    QTRY_VERIFY(packets.contains("<4"));
}

void tst_EngineClient::tellsTheUpgrade()
{
    Engine::Client client(url());
    QStringList heard;
    connect(&client, &Engine::Client::opened, this, [&] { heard.append(u"opened"_s); });
    connect(&client, &Engine::Client::upgrading, this, [&] { heard.append(u"upgrading"_s); });
    connect(&client, &Engine::Client::upgraded, this, [&] { heard.append(u"upgraded"_s); });
    client.open();
    QTRY_COMPARE(heard, (QStringList{u"opened"_s, u"upgrading"_s, u"upgraded"_s}));
}

void tst_EngineClient::tellsTheHandshake()
{
    restart({.pingInterval = 7s, .pingTimeout = 3s, .maxHttpBufferSize = 12345});
    Engine::Client client(url());
    QCOMPARE(client.id(), QString());
    QVERIFY(open(client));
    QCOMPARE(client.pingInterval(), 7s);
    QCOMPARE(client.pingTimeout(), 3s);
    QCOMPARE(client.maxPayload(), 12345);
    QVERIFY(!client.id().isEmpty());
}

void tst_EngineClient::opensAgain()
{
    QFETCH(QList<Transport>, transports);
    Engine::Client client(url(), {.transports = transports});
    QSignalSpy closed(&client, &Engine::Client::closed);
    for (int round = 1; round <= 3; ++round) {
        QVERIFY(open(client));
        client.abort();
        QCOMPARE(closed.size(), round);
        QCOMPARE(client.state(), Engine::Client::State::Closed);
    }
    client.open();
    client.close();
    QCOMPARE(closed.size(), 4);
}

void tst_EngineClient::remembersThatWebSocketWorked()
{
    Engine::Client client(url(), {.rememberUpgrade = true});
    QVERIFY(open(client));
    QVERIFY(client.transport() == Transport::Polling);
    QTRY_VERIFY(client.transport() == Transport::WebSocket);
    client.abort();
    QVERIFY(open(client));
    QVERIFY(client.transport() == Transport::WebSocket);
    QCOMPARE(m_requests.last().queryValue("transport"), u"websocket"_s);
}

void tst_EngineClient::triesTheNextTransport()
{
    restart({.transports = Transport::Polling});
    const QList<Transport> transports{Transport::WebSocket, Transport::Polling};
    Engine::Client stubborn(url(), {.transports = transports});
    QSignalSpy failed(&stubborn, &Engine::Client::errorOccurred);
    stubborn.open();
    QVERIFY(failed.wait());

    Engine::Client client(url(), {.transports = transports, .tryAllTransports = true});
    QSignalSpy none(&client, &Engine::Client::errorOccurred);
    QVERIFY(open(client));
    QVERIFY(client.transport() == Transport::Polling);
    QCOMPARE(none.size(), 0);
}

void tst_EngineClient::tellsWhyItFailed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<Error::Phase>("phase");
    QTest::addColumn<int>("code");

    QTest::newRow("nobody listens")
        << u"http://127.0.0.1:%1"_s.arg(m_port.number()) << Error::Phase::Network << 1;
    QTest::newRow("no URL of a server") << u"ftp://127.0.0.1"_s << Error::Phase::Network << 0;
    QTest::newRow("no host") << u"http:///path"_s << Error::Phase::Network << 0;
}

void tst_EngineClient::tellsWhyItFailed()
{
    QFETCH(QString, url);
    QFETCH(Error::Phase, phase);
    QFETCH(int, code);
    for (const Transport transport : {Transport::Polling, Transport::WebSocket}) {
        Engine::Client client(QUrl(url), {.transports = {transport}});
        QSignalSpy failed(&client, &Engine::Client::errorOccurred);
        QSignalSpy closed(&client, &Engine::Client::closed);
        client.open();
        QVERIFY(failed.isEmpty());
        QTRY_COMPARE(closed.size(), 1);
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(error.phase, phase);
        QCOMPARE(error.code, code);
    }
}

void tst_EngineClient::refusesToSendWhileClosed()
{
    Engine::Client client(url());
    QVERIFY(!client.sendText(u"lost"));
    QVERIFY(!client.sendBinary("lost"_ba));
    client.open();
    QVERIFY(!client.sendText(u"lost"));
}

void tst_EngineClient::asksItsProvidersEachTime()
{
    int asked = 0;
    Engine::Client client(url(),
                          {.transports = {Transport::WebSocket},
                           .query = QUrlQuery(u"n=0&kept=1&sid=forged&EIO=9"_s),
                           .queryProvider = [&] { return QUrlQuery(u"n=%1"_s.arg(++asked)); },
                           .extraHeaders = {{"X-Token"_ba, "old"_ba}},
                           .headersProvider =
                               [&] {
                                   return ClientHeaders{{"x-token"_ba, QByteArray::number(asked)}};
                               }});
    for (int round = 1; round <= 2; ++round) {
        QVERIFY(open(client));
        client.abort();
        const Engine::Request &request = m_requests.last();
        QCOMPARE(request.queryValue("n"), QString::number(round));
        QCOMPARE(request.queryValue("kept"), u"1"_s);
        QCOMPARE(request.queryValue("EIO"), u"4"_s);
        QCOMPARE(request.header("x-token"), QByteArray::number(round));
    }
    QCOMPARE(asked, 2);
}

void tst_EngineClient::mayBeDeletedInItsSignals_data()
{
    QTest::addColumn<QByteArray>("signal");
    for (const char *signal : {"stateChanged", "opened", "closed", "textReceived", "drained",
                               "pinged", "upgrading", "upgraded", "packetReceived", "packetSent"})
        QTest::newRow(signal) << QByteArray(signal);
}

void tst_EngineClient::mayBeDeletedInItsSignals()
{
    QFETCH(QByteArray, signal);
    restart({.pingInterval = 50ms});
    QPointer<Engine::Client> client = new Engine::Client(url());
    const auto end = [client] { delete client; };
    const auto on = [&](const char *name, auto member) {
        if (signal == name)
            connect(client, member, this, end);
    };
    connect(client, &Engine::Client::opened, client, [client] { client->sendText(u"hello"); });
    on("stateChanged", &Engine::Client::stateChanged);
    on("opened", &Engine::Client::opened);
    on("closed", &Engine::Client::closed);
    on("textReceived", &Engine::Client::textReceived);
    on("drained", &Engine::Client::drained);
    on("pinged", &Engine::Client::pinged);
    on("upgrading", &Engine::Client::upgrading);
    on("upgraded", &Engine::Client::upgraded);
    on("packetReceived", &Engine::Client::packetReceived);
    on("packetSent", &Engine::Client::packetSent);
    if (signal == "closed")
        connect(client, &Engine::Client::upgraded, client, &Engine::Client::close);
    client->open();
    QTRY_VERIFY(!client);
}

QTEST_GUILESS_MAIN(tst_EngineClient)
#include "tst_engineclient.moc"
