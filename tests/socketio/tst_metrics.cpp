// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/rawclient.h"
#include "../support/wireclient.h"

#include <qsocketio/server.h>

#include <numeric>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

class tst_Metrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void countsWhatHappens();
    void countsWhatWaits();
    void countsRefusals();
    void isAProperty();
    void isAnsweredAsText();
    void isNotAnsweredUnlessAskedFor();
};

void tst_Metrics::countsWhatHappens()
{
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QCOMPARE(server.metrics(),
             (ServerMetrics{.namespaces = 1,
                            .refusedRequests = QList<qint64>(6),
                            .closedSessions = QList<qint64>(11)}));
    server.of(u"/other"_s);
    RawTcpClient polling(server.serverPort(), pollingHandshake);
    QVERIFY(polling.waitFor("\"sid\""));
    WireClient client(server.serverPort());
    QVERIFY(client.join());
    client.send("40/other,");
    QVERIFY(client.waitFor("40/other,{"));
    client.send("42[\"x\"]");
    QTRY_COMPARE(server.metrics().messagesReceived, 3);

    ServerMetrics metrics = server.metrics();
    QCOMPARE(metrics.openConnections, 2);
    QCOMPARE(metrics.pollingSessions, 1);
    QCOMPARE(metrics.webSocketSessions, 1);
    QCOMPARE(metrics.namespaces, 2);
    QCOMPARE(metrics.sockets, 2);
    QCOMPARE(metrics.httpRequests, 2);
    QCOMPARE(metrics.openedSessions, 2);
    QCOMPARE(metrics.packetsReceived, 3);
    QCOMPARE(metrics.bytesReceived,
             qint64(sizeof "0"
                           "0/other,"
                           "2[\"x\"]")
                 - 1);
    // Two handshakes, two answers to CONNECT.
    QCOMPARE(metrics.packetsSent, 4);
    QCOMPARE(metrics.messagesSent, 2);
    QVERIFY(metrics.bytesSent > 100);

    client.abort();
    QTRY_COMPARE(server.metrics().webSocketSessions, 0);
    metrics = server.metrics();
    QCOMPARE(metrics.sockets, 0);
    QCOMPARE(std::accumulate(metrics.closedSessions.begin(), metrics.closedSessions.end(), 0), 1);
    QCOMPARE(metrics.openedSessions, 2);
}

void tst_Metrics::countsWhatWaits()
{
    Server server({.maxBufferedBytes = 100'000'000});
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient client(server.serverPort());
    QVERIFY(client.join());
    // More than the system takes at once.
    server.emitEvent("big", QString(30'000'000, u'x'));
    QVERIFY(server.metrics().bufferedBytes > 0);
    QTRY_COMPARE(server.metrics().bufferedBytes, 0);
}

void tst_Metrics::countsRefusals()
{
    Server server({.allowRequest = [](const Engine::Request &) { return Verdict::reject({}); }});
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawTcpClient client(server.serverPort(), pollingHandshake);
    QVERIFY(client.waitFor("403"));
    client.send(getRequest("/socket.io/?EIO=4&transport=smoke"));
    QVERIFY(client.waitFor("Transport unknown"));
    client.send(getRequest("/socket.io/?EIO=4&transport=polling&sid=nobody"));
    QVERIFY(client.waitFor("Session ID unknown"));
    QCOMPARE(server.metrics().refusedRequests, (QList<qint64>{1, 1, 0, 0, 1, 0}));
}

void tst_Metrics::isAProperty()
{
    Server server;
    const QVariant value = server.property("metrics");
    QCOMPARE(value.value<ServerMetrics>(), server.metrics());
    const QMetaObject &meta = ServerMetrics::staticMetaObject;
    const ServerMetrics metrics = server.metrics();
    QCOMPARE(meta.property(meta.indexOfProperty("namespaces")).readOnGadget(&metrics), QVariant(1));
}

void tst_Metrics::isAnsweredAsText()
{
    Server server({.metricsPath = u"/metrics"_s});
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    WireClient client(server.serverPort());
    QVERIFY(client.join());
    RawTcpClient scraper(server.serverPort(), getRequest("/metrics?x=1"));
    QVERIFY(scraper.waitFor("qsocketio_sent_bytes_total "));
    const QByteArray text = scraper.received();
    QVERIFY(text.contains("Content-Type: text/plain; version=0.0.4"));
    QVERIFY(text.contains("\n# TYPE qsocketio_sessions gauge\n"));
    QVERIFY(text.contains("\nqsocketio_sessions{transport=\"websocket\"} 1\n"));
    QVERIFY(text.contains("\nqsocketio_sockets 1\n"));
    QVERIFY(text.contains("\nqsocketio_refused_requests_total{code=\"5\"} 0\n"));
    QVERIFY(text.contains("\nqsocketio_sessions_closed_total{reason=\"ping timeout\"} 0\n"));
    QVERIFY(text.endsWith('\n'));
}

void tst_Metrics::isNotAnsweredUnlessAskedFor()
{
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawTcpClient scraper(server.serverPort(), getRequest("/metrics"));
    QVERIFY(scraper.waitFor("404"));
}

QTEST_GUILESS_MAIN(tst_Metrics)
#include "tst_metrics.moc"
