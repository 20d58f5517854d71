// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <tests/support/clientways.h>
#include <tests/support/manualclock.h>
#include <tests/support/replacedwatch.h>
#include <tests/support/reservedport.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// What the application, the network and a sleep of the machine do to a connection that is lost.
class tst_ReconnectControl : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void tellsTheNextAttempt();
    void takesNewSettings();
    void endsTheWaitWithoutReconnection();
    void hurries();
    void startsOverAfterTheLastAttempt();
    void leavesWhenTheNetworkIsLost_data() { Testing::addWays(); }
    void leavesWhenTheNetworkIsLost();
    void hurriesWhenTheNetworkReturns();
    void keepsWhatIsSentAfterASleep_data() { Testing::addWays(); }
    void keepsWhatIsSentAfterASleep();
    void tellsErrorsOfAnOpenConnection();

private:
    static QUrl url(quint16 port) { return QUrl(u"http://127.0.0.1:%1"_s.arg(port)); }
    // Nobody listens there, until a test does.
    QUrl deadUrl() const { return url(m_port.number()); }

    const Testing::ReservedPort m_port;
};

void tst_ReconnectControl::tellsTheNextAttempt()
{
    Client client(deadUrl(),
                  {.reconnectionDelay = 1h, .reconnectionDelayMax = 1h, .randomizationFactor = 0});
    QVERIFY(!client.nextAttemptAt().isValid());
    client.open();
    QVERIFY(!client.nextAttemptAt().isValid());
    QTRY_COMPARE(client.state(), Client::State::Waiting);
    const qint64 seconds = QDateTime::currentDateTimeUtc().secsTo(client.nextAttemptAt());
    QVERIFY2(seconds > 3500 && seconds <= 3600, QByteArray::number(seconds).constData());
    client.close();
    QVERIFY(!client.nextAttemptAt().isValid());
}

void tst_ReconnectControl::takesNewSettings()
{
    Client client(deadUrl(), {.reconnectionDelay = 1ms, .reconnectionDelayMax = 1ms});
    QSignalSpy failed(&client, &Client::reconnectFailed);
    QSignalSpy errors(&client, &Client::reconnectError);
    client.open();
    QTRY_VERIFY(errors.size() >= 3);
    QVERIFY(failed.isEmpty());
    client.setReconnectionAttempts(int(errors.size()) + 1);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(client.options().reconnectionAttempts, errors.size());

    client.setReconnectionAttempts(-1);
    client.setReconnectionDelay(1h);
    client.setReconnectionDelayMax(2h);
    client.setRandomizationFactor(0);
    client.setTimeout(7s);
    QCOMPARE(client.options().timeout, 7s);
    client.reconnectNow();
    QTRY_COMPARE(client.state(), Client::State::Waiting);
    QVERIFY(QDateTime::currentDateTimeUtc().secsTo(client.nextAttemptAt()) > 3500);
}

void tst_ReconnectControl::endsTheWaitWithoutReconnection()
{
    Client client(deadUrl(), {.reconnectionDelay = 1h, .reconnectionDelayMax = 1h});
    client.open();
    QTRY_COMPARE(client.state(), Client::State::Waiting);
    client.setReconnection(false);
    QCOMPARE(client.state(), Client::State::Closed);
    QVERIFY(client.isActive());
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.reconnectNow();
    QVERIFY(refused.wait());
    QCOMPARE(client.state(), Client::State::Closed);
}

void tst_ReconnectControl::hurries()
{
    Client client(deadUrl(), {.reconnectionDelay = 1h, .reconnectionDelayMax = 1h});
    QSignalSpy attempts(&client, &Client::reconnectAttempt);
    QSignalSpy reconnected(&client, &Client::reconnected);
    client.open();
    QTRY_COMPARE(client.state(), Client::State::Waiting);
    client.reconnectNow();
    QVERIFY(attempts.wait());
    QTRY_COMPARE(client.state(), Client::State::Waiting);

    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, m_port.number()));
    client.reconnectNow();
    QVERIFY(reconnected.wait());
    QCOMPARE(attempts.size(), 2);
    client.reconnectNow();
    QCOMPARE(client.state(), Client::State::Open);
}

void tst_ReconnectControl::startsOverAfterTheLastAttempt()
{
    Client client(deadUrl(), {.reconnectionAttempts = 1, .reconnectionDelay = 1ms});
    QSignalSpy failed(&client, &Client::reconnectFailed);
    QSignalSpy connected(&client, &Client::connected);
    client.open();
    QVERIFY(failed.wait());
    QVERIFY(client.isActive());
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, m_port.number()));
    client.reconnectNow();
    QVERIFY(connected.wait());
}

void tst_ReconnectControl::leavesWhenTheNetworkIsLost()
{
    QFETCH(QList<Transport>, transports);
    Testing::ReplacedWatch watch;
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Client client(url(server.serverPort()),
                  {.transports = transports, .reconnectionDelay = 1h, .reconnectionDelayMax = 1h});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy disconnected(&client, &Client::disconnected);
    QSignalSpy errors(&client, &Client::errorOccurred);
    client.open();
    QVERIFY(connected.wait());
    Q_EMIT watch.lost();
    QCOMPARE(disconnected.size(), 1);
    QCOMPARE(disconnected.first().first().value<DisconnectReason>(),
             DisconnectReason::TransportClose);
    QCOMPARE(errors.first().first().value<Error>().message, u"network connection lost"_s);
    QCOMPARE(client.state(), Client::State::Waiting);
    Q_EMIT watch.returned();
    QVERIFY(connected.wait());
}

void tst_ReconnectControl::hurriesWhenTheNetworkReturns()
{
    Testing::ReplacedWatch watch;
    Client client(deadUrl(), {.reconnectionDelay = 1h, .reconnectionDelayMax = 1h});
    QSignalSpy attempts(&client, &Client::reconnectAttempt);
    client.open();
    QTRY_COMPARE(client.state(), Client::State::Waiting);
    Q_EMIT watch.lost();
    QCOMPARE(client.state(), Client::State::Waiting);
    Q_EMIT watch.returned();
    QVERIFY(attempts.wait());
}

// After the sleep the server is gone. What is emitted then waits for the next connection, although
// no timer has told yet that this one is dead.
void tst_ReconnectControl::keepsWhatIsSentAfterASleep()
{
    QFETCH(QList<Transport>, transports);
    Testing::ManualClock clock;
    // What lingers has timers of that clock.
    const auto linger = qScopeGuard([&] {
        QCoreApplication::processEvents();
        clock.advance(1h);
    });
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QVariantList heard;
    connect(&server, &Server::socketConnected, this, [&](ServerSocket *socket) {
        socket->on("n", socket, [&](int n) { heard.append(n); });
    });
    Client client(url(server.serverPort()),
                  {.transports = transports, .reconnectionDelay = 1s, .randomizationFactor = 0});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy disconnected(&client, &Client::disconnected);
    client.open();
    QVERIFY(connected.wait());
    // The server releases polls of who upgrades again and again, by that clock as well.
    QTRY_VERIFY((clock.advance(100ms), client.transport() == transports.last()));
    client.emitEvent("n", 1);
    QTRY_COMPARE(heard, QVariantList{1});

    clock.sleep(10h);
    client.emitEvent("n", 2);
    client.asVolatile().emitEvent("n", 3);
    QVERIFY(!disconnected.wait(20));
    QCOMPARE(heard, QVariantList{1});
    clock.advance(5s);
    QCOMPARE(disconnected.size(), 1);
    QCOMPARE(disconnected.first().first().value<DisconnectReason>(), DisconnectReason::PingTimeout);
    clock.advance(1s);
    QVERIFY(connected.wait());
    QTRY_VERIFY((clock.advance(100ms), heard.size() > 1));
    QCOMPARE(heard, (QVariantList{1, 2}));
}

void tst_ReconnectControl::tellsErrorsOfAnOpenConnection()
{
    auto server = std::make_unique<Server>();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    Client client(url(server->serverPort()),
                  {.transports = {Transport::WebSocket}, .reconnection = false});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy errors(&client, &Client::errorOccurred);
    client.open();
    QVERIFY(connected.wait());
    server.reset();
    QVERIFY(errors.wait());
    QVERIFY(!errors.first().first().value<Error>().message.isEmpty());
}

QTEST_GUILESS_MAIN(tst_ReconnectControl)
#include "tst_reconnectcontrol.moc"
