// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/manualclock.h"
#include "../support/rawclient.h"
#include "../support/streamkinds.h"
#include "../support/wireclient.h"

#include <qsocketio/server.h>

#include <QPromise>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

class tst_Limits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanup() { m_server.reset(); }
    void refusesHeads_data();
    void refusesHeads();
    void endsSlowRequests_data();
    void endsSlowRequests();
    void turnsConnectionsAway_data() { addStreamKinds(); }
    void turnsConnectionsAway();
    void countsWebSocketsAsConnections();
    void turnsConnectionsOfOneAddressAway();
    void cutsOffWhoFloodsIt();
    void limitsTheSessionsOfAClient();
    void knowsClientsBehindATrustedProxy();
    void believesNobodyByDefault();
    void countsClientsBehindAProxyApart();
    void limitsRooms();
    void readsNoMoreWhileAnAnswerIsDue_data() { addStreamKinds(); }
    void readsNoMoreWhileAnAnswerIsDue();

private:
    bool start(const ServerOptions &options)
    {
        m_server = std::make_unique<Server>(options);
        return m_server->listen(QHostAddress::LocalHost, 0);
    }

    std::unique_ptr<Server> m_server;
};

void tst_Limits::refusesHeads_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray fits = getRequest("/", "A: 1\r\nB: 2\r\n");
    QTest::newRow("what fits") << fits << QByteArray("HTTP/1.1 404 ");
    QTest::newRow("a request line that is too long")
        << getRequest('/' + QByteArray(100, 'x')) << QByteArray("HTTP/1.1 414 ");
    QTest::newRow("fields that are too long")
        << getRequest("/", "A: " + QByteArray(200, 'x') + "\r\n") << QByteArray("HTTP/1.1 431 ");
    QTest::newRow("too many fields")
        << getRequest("/", "A: 1\r\nB: 2\r\nC: 3\r\n") << QByteArray("HTTP/1.1 431 ");
}

void tst_Limits::refusesHeads()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, answer);
    QVERIFY(start({.limits = {.requestLine = 100, .headerBytes = 200, .headerCount = 3}}));
    RawTcpClient client(m_server->serverPort(), request);
    QVERIFY(client.waitFor("\r\n\r\n"));
    QVERIFY2(client.received().startsWith(answer), client.received().constData());
}

void tst_Limits::endsSlowRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::chrono::milliseconds>("limit");
    const QByteArray post = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx";
    QTest::newRow("nothing at all") << QByteArray() << std::chrono::milliseconds(2s);
    QTest::newRow("half a head") << QByteArray("GET / HTTP") << std::chrono::milliseconds(2s);
    QTest::newRow("half a body") << post << std::chrono::milliseconds(5s);
    QTest::newRow("no second request") << getRequest("/") << std::chrono::milliseconds(9s);
}

void tst_Limits::endsSlowRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::chrono::milliseconds, limit);
    ManualClock clock;
    QVERIFY(start({.limits = {.headerTimeout = 2s, .bodyTimeout = 5s, .idleTimeout = 9s}}));
    RawTcpClient client(m_server->serverPort(), bytes);
    QTRY_COMPARE(m_server->metrics().openConnections, 1);
    if (bytes.contains("\r\n\r\n"))
        QTRY_COMPARE(m_server->metrics().httpRequests, 1);
    if (bytes == getRequest("/"))
        QVERIFY(client.waitFor("404"));
    clock.advance(limit - 1ms);
    QCoreApplication::processEvents();
    QVERIFY(!client.isClosed());
    // The time of a request begins when the server has seen its first byte.
    QTRY_VERIFY((clock.advance(100ms), client.isClosed()));
    QTRY_COMPARE(m_server->metrics().openConnections, 0);
}

void tst_Limits::turnsConnectionsAway()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QVERIFY(start({.limits = {.connections = 2}}));
    RawTcpClient first(m_server->serverPort());
    RawTcpClient second(m_server->serverPort());
    QTRY_COMPARE(m_server->metrics().openConnections, 2);
    QTest::ignoreMessage(QtWarningMsg, "connections are turned away: there are 2");
    RawTcpClient third(m_server->serverPort(), pollingHandshake);
    QVERIFY(third.waitFor("HTTP/1.1 503 "));
    QVERIFY(third.received().contains("Retry-After: "));
    QVERIFY(third.waitForClose());
    QCOMPARE(m_server->metrics().refusedConnections, 1);
    // It warns once, not for each.
    RawTcpClient fourth(m_server->serverPort(), pollingHandshake);
    QVERIFY(fourth.waitFor("HTTP/1.1 503 "));
    // There is room again when one goes.
    first.socket().disconnectFromHost();
    QTRY_COMPARE(m_server->metrics().openConnections, 1);
    RawTcpClient fifth(m_server->serverPort(), pollingHandshake);
    QVERIFY(fifth.waitFor("\"sid\""));
}

void tst_Limits::countsWebSocketsAsConnections()
{
    QVERIFY(start({.limits = {.connections = 1}}));
    WireClient client(m_server->serverPort());
    QVERIFY(client.join());
    QTest::ignoreMessage(QtWarningMsg, "connections are turned away: there are 1");
    RawTcpClient other(m_server->serverPort(), pollingHandshake);
    QVERIFY(other.waitFor("HTTP/1.1 503 "));
    client.abort();
    QTRY_COMPARE(m_server->metrics().openConnections, 0);
    WireClient again(m_server->serverPort());
    QVERIFY(again.join());
}

void tst_Limits::turnsConnectionsOfOneAddressAway()
{
    QVERIFY(start({.limits = {.connectionsPerAddress = 1}}));
    RawTcpClient first(m_server->serverPort());
    QTRY_COMPARE(m_server->metrics().openConnections, 1);
    RawTcpClient second(m_server->serverPort(), pollingHandshake);
    QVERIFY(second.waitFor("HTTP/1.1 429 "));
    // Another host, as 127.0.0.2 is one.
    RawClient<QTcpSocket> other;
    QVERIFY(other.socket().bind(QHostAddress(u"127.0.0.2"_s)));
    other.socket().connectToHost(QHostAddress(QHostAddress::LocalHost), m_server->serverPort());
    other.send(pollingHandshake);
    QVERIFY(other.waitFor("\"sid\""));
}

void tst_Limits::cutsOffWhoFloodsIt()
{
    QVERIFY(start({.limits = {.connectionsPerAddress = 1}}));
    RawTcpClient first(m_server->serverPort());
    QTRY_COMPARE(m_server->metrics().openConnections, 1);
    // They keep their side open, so that each that is told off would cost a descriptor.
    std::vector<std::unique_ptr<RawTcpClient>> flood;
    for (int i = 0; i < 200; ++i)
        flood.push_back(std::make_unique<RawTcpClient>(m_server->serverPort(), "x"));
    QTRY_COMPARE(m_server->metrics().refusedConnections, 200);
    QTRY_VERIFY(std::ranges::all_of(flood, [](const auto &client) { return client->isClosed(); }));
    first.send(pollingHandshake);
    QVERIFY(first.waitFor("\"sid\""));
}

void tst_Limits::limitsTheSessionsOfAClient()
{
    QVERIFY(start({.limits = {.sessionsPerAddress = 2}}));
    RawTcpClient polling(m_server->serverPort(), pollingHandshake);
    QVERIFY(polling.waitFor("\"sid\""));
    WireClient webSocket(m_server->serverPort());
    QVERIFY(webSocket.join());
    RawTcpClient third(m_server->serverPort(), pollingHandshake);
    QVERIFY(third.waitFor("HTTP/1.1 429 "));
    QVERIFY(third.waitFor("{\"code\":4,\"message\":\"Too many sessions\"}"));
    QCOMPARE(m_server->metrics().refusedRequests.value(4), 1);
    webSocket.abort();
    QTRY_COMPARE(m_server->clientsCount(), 1);
    third.clear();
    third.send(pollingHandshake);
    QVERIFY(third.waitFor("\"sid\""));
}

void tst_Limits::knowsClientsBehindATrustedProxy()
{
    QVERIFY(start({.trustedProxies = {.addresses = {u"127.0.0.0/8"_s}}}));
    QString address;
    bool secure = false;
    m_server->setRequestHandler([&](const Engine::Request &request) -> Engine::Reply {
        address = request.address().toString();
        secure = request.isSecure();
        return Engine::Response{.body = "seen"};
    });
    RawTcpClient client(m_server->serverPort(),
                        getRequest("/",
                                   "X-Forwarded-For: 1.1.1.1, 192.0.2.7\r\n"
                                   "X-Forwarded-Proto: https\r\n"));
    QVERIFY(client.waitFor("seen"));
    QCOMPARE(address, u"192.0.2.7"_s);
    QVERIFY(secure);
}

void tst_Limits::believesNobodyByDefault()
{
    QVERIFY(start({}));
    QString address;
    m_server->setRequestHandler([&](const Engine::Request &request) -> Engine::Reply {
        address = request.address().toString();
        return Engine::Response{.body = "seen"};
    });
    RawTcpClient client(m_server->serverPort(),
                        getRequest("/",
                                   "X-Forwarded-For: 192.0.2.7\r\n"
                                   "Forwarded: for=192.0.2.7\r\n"));
    QVERIFY(client.waitFor("seen"));
    QCOMPARE(address, u"127.0.0.1"_s);
}

void tst_Limits::countsClientsBehindAProxyApart()
{
    QVERIFY(start({.limits = {.connectionsPerAddress = 1, .sessionsPerAddress = 1},
                   .trustedProxies = {.addresses = {u"127.0.0.1"_s},
                                      .header = TrustedProxies::Header::Forwarded}}));
    const auto handshake = [](const QByteArray &client) {
        return getRequest("/socket.io/?EIO=4&transport=polling",
                          "Forwarded: for=" + client + "\r\n");
    };
    RawTcpClient first(m_server->serverPort(), handshake("192.0.2.1"));
    QVERIFY(first.waitFor("\"sid\""));
    RawTcpClient second(m_server->serverPort(), handshake("192.0.2.2"));
    QVERIFY(second.waitFor("\"sid\""));
    RawTcpClient again(m_server->serverPort(), handshake("192.0.2.2"));
    QVERIFY(again.waitFor("HTTP/1.1 429 "));
    // All of one /64 are one.
    RawTcpClient third(m_server->serverPort(), handshake("\"[2001:db8::1]\""));
    QVERIFY(third.waitFor("\"sid\""));
    RawTcpClient neighbour(m_server->serverPort(), handshake("\"[2001:db8::ffff:1]\""));
    QVERIFY(neighbour.waitFor("HTTP/1.1 429 "));
    RawTcpClient stranger(m_server->serverPort(), handshake("\"[2001:db8:0:1::1]\""));
    QVERIFY(stranger.waitFor("\"sid\""));
}

void tst_Limits::limitsRooms()
{
    QVERIFY(start({.maxRoomsPerSocket = 3}));
    QPointer<ServerSocket> socket;
    connect(m_server.get(), &Server::socketConnected, this, [&](ServerSocket *s) { socket = s; });
    WireClient client(m_server->serverPort());
    QVERIFY(client.join());
    socket->join({u"a"_s, u"b"_s, u"c"_s});
    socket->join(u"d"_s);
    QVERIFY(!socket->rooms().contains(u"d"_s));
    // It is in there already; and its own does not count.
    socket->join(u"a"_s);
    QCOMPARE(socket->rooms().size(), 4);
    socket->leave(u"b"_s);
    socket->join(u"d"_s);
    QVERIFY(socket->rooms().contains(u"d"_s));
}

void tst_Limits::readsNoMoreWhileAnAnswerIsDue()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QVERIFY(start({}));
    QPromise<Engine::Response> promise;
    promise.start();
    m_server->setRequestHandler([&promise](const Engine::Request &) { return promise.future(); });
    RawTcpClient client(m_server->serverPort(), getRequest("/first"));
    QTRY_COMPARE(m_server->metrics().httpRequests, 1);
    // More than the system keeps for a socket: it stays here, not in the server.
    constexpr qint64 Sent = 32 * 1024 * 1024;
    const QByteArray requests =
        getRequest("/x", "A: " + QByteArray(900, 'x') + "\r\n").repeated(1000);
    for (qint64 sent = 0; sent < Sent; sent += requests.size())
        client.send(requests);
    qint64 left = -1;
    QTRY_VERIFY(std::exchange(left, client.socket().bytesToWrite())
                == client.socket().bytesToWrite());
    QVERIFY(client.socket().bytesToWrite() > Sent / 4);
    QCOMPARE(m_server->metrics().httpRequests, 1);
}

QTEST_GUILESS_MAIN(tst_Limits)
#include "tst_limits.moc"
