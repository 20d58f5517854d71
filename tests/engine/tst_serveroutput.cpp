// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/maskedtext.h"
#include "../support/rawhttp.h"

#include <qsocketio/engine/server.h>
#include <qsocketio/engine/socket.h>
#include <qsocketio/net/websocketdecoder_p.h>

#include <QMetaMethod>
#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Engine;
using Testing::maskedText;
using Testing::RawHttp;

namespace {

constexpr auto WebSocket = "/engine.io/?EIO=4&transport=websocket";
constexpr auto Polling = "/engine.io/?EIO=4&transport=polling";
constexpr qint64 Mark = 1024 * 1024;

class PacketTrace final : public Trace
{
public:
    void record(const TraceRecord &record) override
    {
        if (record.kind != TraceRecord::Kind::Packet)
            return;
        const bool sent = record.direction == TraceRecord::Direction::Sent;
        const bool polling = record.transport == QSocketIo::Transport::Polling;
        QByteArray line = sent ? "> " : "< ";
        line += polling ? "polling " : "websocket ";
        line += char('0' + record.packetType);
        lines += line.append(record.packetType == 0 ? QByteArrayView() : record.data);
    }

    QByteArrayList lines;
};

} // namespace

// What a server sends, and what it keeps for clients that do not read it.
class tst_ServerOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void closesAClientThatNeverReads_data();
    void closesAClientThatNeverReads();
    void dropsForAClientThatNeverReads();
    void leavesTheMatterToTheApplication();
    void hasAMarkForEachSocket();
    void tellsWhenEverythingHasLeft();
    void tellsWhoeverConnects_data();
    void tellsWhoeverConnects();
    void tellsTheServerWhatHasDrained();
    void tellsTheServerOfEarlierSessions();
    void doesNotAnswerAClientThatNeverReadsForEver();
    void tracesBothTransportsOfAnUpgrade();
    void tellsTheEventsOfASession();
    void endsASessionAtOnce();
    void compressesWhatMayBeCompressed();

private:
    Q_SLOT void countDrained() { ++m_drained; }
    void serve(const ServerOptions &options);
    std::unique_ptr<RawHttp> connectStubborn();

    std::unique_ptr<Server> m_server;
    QPointer<Engine::Socket> m_socket;
    QList<DisconnectReason> m_closed;
    QList<qint64> m_highWater;
    int m_drained = 0;
};

void tst_ServerOutput::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_closed.clear();
    m_highWater.clear();
    m_drained = 0;
}

// What a server that ends tells must still find its place.
void tst_ServerOutput::cleanup()
{
    m_server.reset();
    m_socket.clear();
}

void tst_ServerOutput::serve(const ServerOptions &options)
{
    m_server = std::make_unique<Server>(options);
    connect(m_server.get(), &Server::socketOpened, this, [this](Engine::Socket *socket) {
        m_socket = socket;
        connect(socket, &Engine::Socket::closed, this,
                [this](DisconnectReason reason) { m_closed.append(reason); });
        connect(socket, &Engine::Socket::highWaterReached, this,
                [this](qint64 waiting) { m_highWater.append(waiting); });
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

// A WebSocket client that reads nothing beyond its handshake.
std::unique_ptr<RawHttp> tst_ServerOutput::connectStubborn()
{
    auto client = std::make_unique<RawHttp>(m_server->serverPort());
    client->socket().setReadBufferSize(4096);
    client->upgrade(WebSocket);
    if (!QTest::qWaitFor([this] { return !m_socket.isNull(); }))
        qCritical("no session");
    return client;
}

void tst_ServerOutput::closesAClientThatNeverReads_data()
{
    QTest::addColumn<bool>("polling");
    QTest::newRow("over a WebSocket") << false;
    QTest::newRow("over polls that do not come") << true;
}

void tst_ServerOutput::closesAClientThatNeverReads()
{
    QFETCH(const bool, polling);
    serve({.maxBufferedBytes = Mark});
    std::unique_ptr<RawHttp> client;
    if (polling) {
        client = std::make_unique<RawHttp>(m_server->serverPort());
        client->get(Polling);
        client->head();
    } else {
        client = connectStubborn();
    }
    QTRY_VERIFY(m_socket);
    const QByteArray message(100'000, 'x');
    for (int i = 0; i < 1000 && m_closed.isEmpty(); ++i) {
        m_socket->sendBinary(message);
        QVERIFY(m_socket->bytesToWrite() <= Mark + 2 * message.size());
        if (i % 50 == 0)
            QTest::qWait(0);
    }
    QTRY_COMPARE(m_closed, QList{DisconnectReason::TransportError});
    QCOMPARE(m_highWater.size(), 1);
    QVERIFY(m_highWater[0] > Mark);
    QCOMPARE(m_server->clientsCount(), 0);
}

void tst_ServerOutput::dropsForAClientThatNeverReads()
{
    serve({.maxBufferedBytes = Mark, .slowClientPolicy = SlowClientPolicy::Drop});
    const auto client = connectStubborn();
    const QByteArray message(100'000, 'x');
    for (int i = 0; i < 500; ++i) {
        m_socket->sendBinary(message);
        QVERIFY(m_socket->bytesToWrite() <= Mark + 2 * message.size());
        if (i % 50 == 0)
            QTest::qWait(0);
    }
    QVERIFY(m_closed.isEmpty());
    QCOMPARE(m_highWater.size(), 1);
    // Once it reads it gets what is new.
    client->socket().setReadBufferSize(0);
    QTRY_VERIFY((client->bytes() += client->socket().readAll(), m_socket->bytesToWrite() == 0));
    m_socket->sendText(u"again");
    QTRY_VERIFY(
        (client->bytes() += client->socket().readAll(), client->bytes().endsWith("4again")));
}

void tst_ServerOutput::leavesTheMatterToTheApplication()
{
    serve({.maxBufferedBytes = Mark, .slowClientPolicy = SlowClientPolicy::Signal});
    const auto client = connectStubborn();
    const QByteArray message(100'000, 'x');
    for (int i = 0; i < 200; ++i)
        m_socket->sendBinary(message);
    QTRY_COMPARE(m_highWater.size(), 1);
    QVERIFY(m_socket->bytesToWrite() > Mark);
    QVERIFY(m_closed.isEmpty());
}

void tst_ServerOutput::hasAMarkForEachSocket()
{
    serve({.maxBufferedBytes = Mark});
    const auto client = connectStubborn();
    m_socket->setMaxBufferedBytes(100 * Mark);
    const QByteArray message(100'000, 'x');
    for (int i = 0; i < 200; ++i)
        m_socket->sendBinary(message);
    QTest::qWait(0);
    QVERIFY(m_highWater.isEmpty());
    m_socket->setMaxBufferedBytes(Mark);
    m_socket->setSlowClientPolicy(SlowClientPolicy::Drop);
    m_socket->sendBinary(message);
    QTRY_COMPARE(m_highWater.size(), 1);
    QVERIFY(m_closed.isEmpty());
}

void tst_ServerOutput::tellsWhenEverythingHasLeft()
{
    serve({});
    RawHttp client(m_server->serverPort());
    client.upgrade(WebSocket);
    QTRY_VERIFY(m_socket);
    QTRY_COMPARE(m_socket->bytesToWrite(), 0);
    bool drained = false;
    connect(m_socket, &Engine::Socket::drained, this, [&drained] { drained = true; });
    m_socket->sendBinary(QByteArray(5'000'000, 'x'));
    QVERIFY(!drained);
    QTRY_VERIFY((client.socket().readAll(), m_socket->bytesToWrite() == 0));
    QTRY_VERIFY(drained);
    QCOMPARE(m_socket->bytesToWrite(), 0);
}

void tst_ServerOutput::tellsTheServerWhatHasDrained()
{
    serve({});
    QStringList drained;
    const auto connection = connect(m_server.get(), &Server::drained, this,
                                    [&](const QString &sessionId) { drained.append(sessionId); });
    RawHttp client(m_server->serverPort());
    client.upgrade(WebSocket);
    QTRY_VERIFY(!drained.isEmpty());
    QCOMPARE(drained, QStringList{m_socket->id()});
    disconnect(connection);
    bool sent = false;
    connect(m_socket, &Engine::Socket::drained, this, [&sent] { sent = true; });
    m_socket->sendText(u"more");
    QTRY_VERIFY(sent);
    QCOMPARE(drained.size(), 1);
}

void tst_ServerOutput::tellsWhoeverConnects_data()
{
    QTest::addColumn<QString>("way");
    for (const QString &way : {u"a function"_s, u"a slot by its name"_s, u"a spy"_s})
        QTest::newRow(qPrintable(way)) << way;
}

// Connected after the write, and before it leaves.
void tst_ServerOutput::tellsWhoeverConnects()
{
    QFETCH(const QString, way);
    serve({});
    RawHttp client(m_server->serverPort());
    client.upgrade(WebSocket);
    QTRY_VERIFY(m_socket);
    QTRY_COMPARE(m_socket->bytesToWrite(), 0);
    m_socket->sendText(u"text");
    std::optional<QSignalSpy> spy;
    if (way == u"a function")
        connect(m_socket, &Engine::Socket::drained, this, &tst_ServerOutput::countDrained);
    else if (way == u"a slot by its name")
        connect(m_socket, QMetaMethod::fromSignal(&Engine::Socket::drained), this,
                metaObject()->method(metaObject()->indexOfSlot("countDrained()")));
    else
        spy.emplace(m_socket, &Engine::Socket::drained);
    const auto count = [&] { return spy ? int(spy->size()) : m_drained; };
    QTRY_COMPARE(count(), 1);
    m_socket->sendText(u"text");
    QTRY_COMPARE(count(), 2);
}

void tst_ServerOutput::tellsTheServerOfEarlierSessions()
{
    serve({});
    RawHttp client(m_server->serverPort());
    client.upgrade(WebSocket);
    QTRY_VERIFY(m_socket);
    QTRY_COMPARE(m_socket->bytesToWrite(), 0);
    m_socket->sendText(u"text");
    const QSignalSpy drained(m_server.get(), &Server::drained);
    QTRY_COMPARE(drained.size(), 1);
    QCOMPARE(drained[0], QVariantList{m_socket->id()});
}

// Requests one after the other, no answer ever read: the server stops reading as well.
void tst_ServerOutput::doesNotAnswerAClientThatNeverReadsForEver()
{
    serve({});
    QByteArray page(100'000, 'x');
    int asked = 0;
    m_server->setRequestHandler([&](const Request &) {
        ++asked;
        return Response{.body = page};
    });
    RawHttp client(m_server->serverPort());
    client.socket().setReadBufferSize(4096);
    QByteArray requests;
    for (int i = 0; i < 2000; ++i)
        requests += "GET /page HTTP/1.1\r\nHost: h\r\n\r\n";
    client.write(requests);
    int before = -1;
    QTRY_VERIFY(asked > 0 && std::exchange(before, asked) == asked);
    QVERIFY2(asked < 500, qPrintable(QString::number(asked)));
    client.socket().setReadBufferSize(0);
    qsizetype received = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        (received += client.socket().readAll().size(), received > 2000 * page.size()), 30'000);
    QCOMPARE(asked, 2000);
}

void tst_ServerOutput::tracesBothTransportsOfAnUpgrade()
{
    serve({});
    PacketTrace trace;
    m_server->setTrace(&trace);
    RawHttp polling(m_server->serverPort());
    polling.get(Polling);
    polling.head();
    const QByteArray sid = polling.body().mid(9, 20);
    polling.get(QByteArray(Polling) + "&sid=" + sid);
    RawHttp webSocket(m_server->serverPort());
    webSocket.upgrade(QByteArray(WebSocket) + "&sid=" + sid);
    QVERIFY(webSocket.head().startsWith("HTTP/1.1 101 "));
    webSocket.write(maskedText("2probe"));
    QVERIFY(webSocket.waitForBytes(8));
    QCOMPARE(webSocket.bytes(),
             "\x81\x06"
             "3probe");
    QVERIFY(polling.head().startsWith("HTTP/1.1 200 "));
    QCOMPARE(polling.body(), "6");
    webSocket.write(maskedText("5"));
    QTRY_COMPARE(m_socket->transport(), QSocketIo::Transport::WebSocket);
    m_socket->sendText(u"hello");
    QCOMPARE(trace.lines,
             (QByteArrayList{"> polling 0", "< websocket 2probe", "> websocket 3probe",
                             "> polling 6", "< websocket 5", "> websocket 4hello"}));
    m_server->setTrace(nullptr);
}

void tst_ServerOutput::tellsTheEventsOfASession()
{
    serve({});
    RawHttp polling(m_server->serverPort());
    polling.get(Polling);
    polling.head();
    const QByteArray sid = polling.body().mid(9, 20);
    QTRY_VERIFY(m_socket);
    QCOMPARE(m_socket->id().toLatin1(), sid);
    QCOMPARE(m_socket->protocol(), 4);
    QStringList events;
    connect(m_socket, &Engine::Socket::upgrading, this, [&events] { events += u"upgrading"_s; });
    connect(m_socket, &Engine::Socket::upgraded, this, [&events] { events += u"upgraded"_s; });
    connect(m_socket, &Engine::Socket::heartbeat, this, [&events] { events += u"heartbeat"_s; });
    connect(m_socket, &Engine::Socket::textReceived, this,
            [&events](const QString &text) { events += text; });
    connect(m_socket, &Engine::Socket::closed, this,
            [&events](DisconnectReason reason) { events += name(reason); });
    RawHttp webSocket(m_server->serverPort());
    webSocket.upgrade(QByteArray(WebSocket) + "&sid=" + sid);
    webSocket.head();
    webSocket.write(maskedText("2probe") + maskedText("5") + maskedText("4hello") + maskedText("3")
                    + maskedText("1"));
    const QStringList expected{u"upgrading"_s, u"upgraded"_s, u"hello"_s, u"heartbeat"_s,
                               u"transport close"_s};
    QTRY_COMPARE(events, expected);
}

void tst_ServerOutput::endsASessionAtOnce()
{
    serve({});
    const auto client = connectStubborn();
    m_socket->sendBinary(QByteArray(7'000'000, 'x'));
    m_socket->abort();
    QCOMPARE(m_closed, QList{DisconnectReason::ForcedClose});
    QCOMPARE(m_server->clientsCount(), 0);
}

void tst_ServerOutput::compressesWhatMayBeCompressed()
{
    serve({.perMessageDeflate = PerMessageDeflate()});
    RawHttp client(m_server->serverPort());
    client.upgrade(WebSocket, "Sec-WebSocket-Extensions: permessage-deflate\r\n");
    QVERIFY(client.head().contains("\r\nSec-WebSocket-Extensions: permessage-deflate; "));
    QTRY_VERIFY(m_socket);
    QVERIFY(client.waitForBytes(20));
    client.bytes().clear();
    const QByteArray text(2000, 'x');
    m_socket->sendUtf8(text);
    QVERIFY(client.waitForBytes(2));
    QCOMPARE(quint8(client.bytes()[0]), quint8(0xc1));
    QVERIFY(client.bytes().size() < 100);
    client.bytes().clear();
    m_socket->send({.data = text, .compress = false});
    QVERIFY(client.waitForBytes(2005));
    QCOMPARE(quint8(client.bytes()[0]), quint8(0x81));
    client.bytes().clear();
    m_socket->sendUtf8(text.first(1000));
    QVERIFY(client.waitForBytes(1005));
    QCOMPARE(quint8(client.bytes()[0]), quint8(0x81));
}

QTEST_GUILESS_MAIN(tst_ServerOutput)
#include "tst_serveroutput.moc"
