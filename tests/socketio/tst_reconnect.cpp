// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <tests/support/clientways.h>
#include <tests/support/reservedport.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

class tst_Reconnect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void findsTheServerAgain_data() { Testing::addWays(); }
    void findsTheServerAgain();
    void comesBackAfterADrop_data() { Testing::addWays(); }
    void comesBackAfterADrop();
    void givesUp();
    void staysAwayWithoutReconnection();
    void stopsWhenNobodyWantsIt();
    void givesUpASilentServer_data() { Testing::addWays(); }
    void givesUpASilentServer();
    void tellsTheServersRefusal();

private:
    static QUrl url(quint16 port) { return QUrl(u"http://127.0.0.1:%1"_s.arg(port)); }
    static ClientOptions quick(const QList<Transport> &transports = {Transport::Polling})
    {
        return {.transports = transports,
                .reconnectionDelay = 5ms,
                .reconnectionDelayMax = 20ms,
                .randomizationFactor = 0};
    }
};

void tst_Reconnect::findsTheServerAgain()
{
    QFETCH(QList<Transport>, transports);
    const Testing::ReservedPort port;
    auto server = std::make_unique<Server>();
    QVERIFY(server->listen(QHostAddress::LocalHost, port.number()));
    Client client(url(port.number()), quick(transports));
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy disconnected(&client, &Client::disconnected);
    QSignalSpy reconnected(&client, &Client::reconnected);
    QSignalSpy failed(&client, &Client::reconnectError);
    client.open();
    QVERIFY(connected.wait());
    server->close();
    QVERIFY(disconnected.wait());
    server.reset();
    QVERIFY(client.isActive());
    client.emitEvent("while away", 1);
    QTRY_VERIFY(failed.size() >= 2);

    server = std::make_unique<Server>();
    QVariantList heard;
    connect(server.get(), &Server::socketConnected, this, [&](ServerSocket *socket) {
        socket->on("while away", socket, [&](int n) { heard.append(n); });
    });
    QVERIFY(server->listen(QHostAddress::LocalHost, port.number()));
    QTRY_COMPARE(connected.size(), 2);
    QTRY_COMPARE(heard, QVariantList{1});
    QCOMPARE(reconnected.size(), 1);
    QVERIFY(reconnected.first().first().toInt() >= 3);
}

void tst_Reconnect::comesBackAfterADrop()
{
    QFETCH(QList<Transport>, transports);
    // A session of long-polling hangs on no connection. Where the client drops it between two
    // polls (the next GET is with the thread of QNetworkAccessManager, but has not left), the
    // server sees idle connections close, which means nothing: only its heartbeat tells.
    Server server({.pingInterval = 200ms, .pingTimeout = 1s});
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Client client(url(server.serverPort()), quick(transports));
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy disconnected(&client, &Client::disconnected);
    client.open();
    QVERIFY(connected.wait());
    const QString id = client.id();
    client.dropConnection();
    QCOMPARE(disconnected.size(), 1);
    QCOMPARE(disconnected.first().first().value<DisconnectReason>(),
             DisconnectReason::TransportClose);
    QCOMPARE(client.state(), Client::State::Waiting);
    QVERIFY(connected.wait());
    QVERIFY(client.id() != id);
    QTRY_COMPARE(server.clientsCount(), 1);
}

void tst_Reconnect::givesUp()
{
    auto options = quick();
    options.reconnectionAttempts = 2;
    const Testing::ReservedPort port;
    Client client(url(port.number()), options);
    QStringList heard;
    connect(&client, &Client::connectionRefused, this, [&](const Error &error) {
        heard.append(u"refused: "_s + error.message);
        QVERIFY(client.isActive());
    });
    connect(&client, &Client::reconnectAttempt, this,
            [&](int n) { heard.append(u"attempt %1"_s.arg(n)); });
    connect(&client, &Client::reconnectError, this, [&] { heard.append(u"error"_s); });
    connect(&client, &Client::reconnectFailed, this, [&] { heard.append(u"failed"_s); });
    client.open();
    const QString refused = u"refused: xhr poll error"_s;
    // The JavaScript client's order: it gives up before it tells the last error.
    QTRY_COMPARE(heard,
                 (QStringList{refused, u"attempt 1"_s, refused, u"error"_s, u"attempt 2"_s, refused,
                              u"failed"_s, u"error"_s}));
    QCOMPARE(client.state(), Client::State::Closed);
}

void tst_Reconnect::staysAwayWithoutReconnection()
{
    auto options = quick({Transport::WebSocket});
    options.reconnection = false;
    const Testing::ReservedPort port;
    Client client(url(port.number()), options);
    QSignalSpy refused(&client, &Client::connectionRefused);
    QSignalSpy attempts(&client, &Client::reconnectAttempt);
    client.open();
    QVERIFY(refused.wait());
    QCOMPARE(refused.first().first().value<Error>().message, u"websocket error"_s);
    QCOMPARE(client.state(), Client::State::Closed);
    QVERIFY(!attempts.wait(50));
}

void tst_Reconnect::stopsWhenNobodyWantsIt()
{
    const Testing::ReservedPort port;
    Client client(url(port.number()), quick());
    QSignalSpy attempts(&client, &Client::reconnectAttempt);
    client.open();
    QTRY_COMPARE(client.state(), Client::State::Waiting);
    attempts.clear();
    client.close();
    QCOMPARE(client.state(), Client::State::Closed);
    QVERIFY(!attempts.wait(50));
}

void tst_Reconnect::givesUpASilentServer()
{
    QFETCH(QList<Transport>, transports);
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    auto options = quick(transports);
    options.timeout = 50ms;
    Client client(url(silent.serverPort()), options);
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.wait());
    const auto error = refused.first().first().value<Error>();
    QCOMPARE(error.phase, Error::Phase::Timeout);
    QCOMPARE(error.message, u"timeout"_s);
}

void tst_Reconnect::tellsTheServersRefusal()
{
    Server server(
        {.allowRequest = [](const Engine::Request &) { return Verdict::reject(u"not you"_s); }});
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Client client(url(server.serverPort()), quick());
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.wait());
    const auto error = refused.first().first().value<Error>();
    QCOMPARE(error.phase, Error::Phase::Http);
    QCOMPARE(error.httpStatus, 403);
    QCOMPARE(error.code, 4);
    QCOMPARE(error.data.toMap().value(u"message"_s).toString(), u"not you"_s);
}

QTEST_GUILESS_MAIN(tst_Reconnect)
#include "tst_reconnect.moc"
