// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/manualclock.h"
#include "../support/rawclient.h"
#include "../support/streamkinds.h"
#include "../support/wireclient.h"

#include <qsocketio/engine/server.h>
#include <qsocketio/server.h>

#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

class tst_Closing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void endsAtOnceWithoutADeadline();
    void tellsClientsAndWaitsForThem_data() { addStreamKinds(); }
    void tellsClientsAndWaitsForThem();
    void sendsWhatIsOnItsWay_data() { addStreamKinds(); }
    void sendsWhatIsOnItsWay();
    void servesTheLastPollOfAClient();
    void refusesNewSessionsMeanwhile();
    void cutsOffWhoDoesNotReadAtTheDeadline_data() { addStreamKinds(); }
    void cutsOffWhoDoesNotReadAtTheDeadline();
    void endsAtOnceWhenClosedAgain();
    void isClosedSoonWithoutClients();
    void maybeDeletedInItsLastSignal();
    void maybeDeletedWhileItCloses();
    void closesAnEngineServer();

private:
    QByteArray sidOf(const RawTcpClient &client);

    std::unique_ptr<Server> m_server;
    QList<DisconnectReason> m_reasons;
};

void tst_Closing::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_reasons.clear();
    m_server = std::make_unique<Server>(ServerOptions{.maxBufferedBytes = 100'000'000});
    connect(m_server.get(), &Server::socketConnected, this, [this](ServerSocket *socket) {
        connect(socket, &ServerSocket::disconnected, this,
                [this](DisconnectReason reason) { m_reasons.append(reason); });
    });
}

void tst_Closing::cleanup()
{
    m_server.reset();
}

QByteArray tst_Closing::sidOf(const RawTcpClient &client)
{
    const QByteArray &text = client.received();
    const qsizetype begin = text.indexOf("\"sid\":\"") + 7;
    return text.sliced(begin, text.indexOf('"', begin) - begin);
}

void tst_Closing::endsAtOnceWithoutADeadline()
{
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    WireClient client(m_server->serverPort());
    QVERIFY(client.join());
    QSignalSpy closed(m_server.get(), &Server::closed);
    m_server->close();
    QCOMPARE(closed.size(), 1);
    QCOMPARE(m_server->clientsCount(), 0);
    QVERIFY(!m_server->isListening());
    QCOMPARE(m_reasons, QList{DisconnectReason::ServerShuttingDown});
    QVERIFY(client.waitForClose());
    m_server->close();
    m_server->close(1s);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_Closing::tellsClientsAndWaitsForThem()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    WireClient first(m_server->serverPort());
    WireClient second(m_server->serverPort());
    RawTcpClient idle(m_server->serverPort());
    QVERIFY(first.join());
    QVERIFY(second.join());
    QTRY_COMPARE(m_server->metrics().openConnections, 3);
    QSignalSpy closed(m_server.get(), &Server::closed);
    m_server->close(1h);
    QCOMPARE(closed.size(), 0);
    QCOMPARE(m_reasons.size(), 2);
    QVERIFY(first.waitForClose());
    QVERIFY(second.waitForClose());
    QVERIFY(idle.waitForClose());
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(m_server->metrics().openConnections, 0);
}

void tst_Closing::sendsWhatIsOnItsWay()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    WireClient client(m_server->serverPort());
    QVERIFY(client.join());
    const QString big(9'000'000, u'x');
    m_server->emitEvent("big", big);
    m_server->emitEvent("last");
    QSignalSpy closed(m_server.get(), &Server::closed);
    m_server->close(1h);
    QVERIFY(client.waitFor("42[\"last\"]"));
    QVERIFY(client.received("42[\"big\",\"xxx"));
    QTRY_COMPARE(closed.size(), 1);
}

void tst_Closing::servesTheLastPollOfAClient()
{
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    RawTcpClient client(m_server->serverPort(), pollingHandshake);
    QVERIFY(client.waitFor("\"sid\""));
    const QByteArray sid = sidOf(client);
    QSignalSpy closed(m_server.get(), &Server::closed);
    m_server->close(1h);
    QCOMPARE(m_server->clientsCount(), 1);
    // On a connection of its own, as browsers may do it.
    RawTcpClient poll(m_server->serverPort(),
                      getRequest("/socket.io/?EIO=4&transport=polling&sid=" + sid));
    QVERIFY(poll.waitFor("\r\n\r\n1"));
    QTRY_COMPARE(closed.size(), 1);
    QVERIFY(client.waitForClose());
    QVERIFY(poll.waitForClose());
}

void tst_Closing::refusesNewSessionsMeanwhile()
{
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    RawTcpClient client(m_server->serverPort(), pollingHandshake);
    QVERIFY(client.waitFor("\"sid\""));
    m_server->close(1h);
    RawTcpClient late(m_server->serverPort(), pollingHandshake);
    QVERIFY(late.waitFor("HTTP/1.1 503 "));
    QVERIFY(late.waitFor("Server shutting down"));
    QCOMPARE(m_server->clientsCount(), 1);
}

void tst_Closing::cutsOffWhoDoesNotReadAtTheDeadline()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    ManualClock clock;
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    RawTcpClient client(m_server->serverPort());
    client.socket().setReadBufferSize(1);
    client.send("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: h\r\n"
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    client.send(QByteArray("\x81\x82\0\0\0\0", 6) + "40");
    QTRY_COMPARE(m_server->sockets().size(), 1);
    client.socket().disconnect();
    m_server->emitEvent("big", QString(50'000'000, u'x'));
    QSignalSpy closed(m_server.get(), &Server::closed);
    m_server->close(4s);
    QCoreApplication::processEvents();
    clock.advance(3999ms);
    QCoreApplication::processEvents();
    QCOMPARE(closed.size(), 0);
    QVERIFY(m_server->metrics().openConnections > 0);
    clock.advance(1ms);
    QCOMPARE(closed.size(), 1);
    QTRY_COMPARE(m_server->metrics().openConnections, 0);
}

void tst_Closing::endsAtOnceWhenClosedAgain()
{
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    RawTcpClient client(m_server->serverPort(), pollingHandshake);
    QVERIFY(client.waitFor("\"sid\""));
    QSignalSpy closed(m_server.get(), &Server::closed);
    m_server->close(1h);
    QCOMPARE(closed.size(), 0);
    m_server->close(1h);
    QCOMPARE(closed.size(), 1);
    QCOMPARE(m_server->clientsCount(), 0);
    QVERIFY(client.waitForClose());
}

void tst_Closing::isClosedSoonWithoutClients()
{
    QSignalSpy closed(m_server.get(), &Server::closed);
    m_server->close(1h);
    QTRY_COMPARE(closed.size(), 1);
}

void tst_Closing::maybeDeletedInItsLastSignal()
{
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    WireClient client(m_server->serverPort());
    QVERIFY(client.join());
    connect(m_server.get(), &Server::closed, this, [this] { m_server.reset(); });
    m_server->close(1h);
    QVERIFY(client.waitForClose());
    QTRY_VERIFY(!m_server);
}

void tst_Closing::maybeDeletedWhileItCloses()
{
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    WireClient client(m_server->serverPort());
    QVERIFY(client.join());
    RawTcpClient polling(m_server->serverPort(), pollingHandshake);
    QVERIFY(polling.waitFor("\"sid\""));
    m_server->close(1h);
    m_server.reset();
    QVERIFY(client.waitForClose());
    QVERIFY(polling.waitForClose());
}

void tst_Closing::closesAnEngineServer()
{
    Engine::Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient client(server.serverPort(), "/engine.io/");
    QVERIFY(client.waitFor("0{"));
    QSignalSpy closed(&server, &Engine::Server::closed);
    server.close(1h);
    QVERIFY(client.waitForClose());
    QTRY_COMPARE(closed.size(), 1);
}

QTEST_GUILESS_MAIN(tst_Closing)
#include "tst_closing.moc"
