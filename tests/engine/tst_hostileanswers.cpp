// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/client.h>

#include <QSignalSpy>
#include <QTest>

#include <tests/support/answeringserver.h>
#include <zlib.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Testing::AnsweringServer;

namespace {

const QByteArray Opening =
    R"(0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000})"_ba;

QByteArray gzipped(QByteArray bytes)
{
    constexpr int Gzip = 16 + MAX_WBITS;
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, Gzip, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(bytes.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

} // namespace

// A client whose first request is answered by something else than one handshake.
class tst_HostileAnswers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void endTheConnection_data();
    void endTheConnection();
    void leadNowhereElse();
    void countWhenTheyAreWhole();
};

void tst_HostileAnswers::endTheConnection_data()
{
    QTest::addColumn<QByteArray>("answer");
    const QByteArray large(20'000'000, '4');

    QTest::newRow("a body without end") << "HTTP/1.1 200 OK\r\n\r\n" + large;
    QTest::newRow("a length beyond all sizes")
        << "HTTP/1.1 200 OK\r\nContent-Length: 999999999999999\r\n\r\n" + large;
    QTest::newRow("a small body that becomes large")
        << AnsweringServer::http(200, gzipped(large), "Content-Encoding: gzip\r\n");
    QTest::newRow("no content") << AnsweringServer::http(204, {});
    QTest::newRow("nothing") << AnsweringServer::http(200, {});
    QTest::newRow("two handshakes") << AnsweringServer::http(200, Opening + '\x1e' + Opening);
    QTest::newRow("a message in front of the handshake")
        << AnsweringServer::http(200, "4early\x1e" + Opening);
}

void tst_HostileAnswers::endTheConnection()
{
    QFETCH(QByteArray, answer);
    AnsweringServer server({answer});
    Engine::Client client(server.url(),
                          {.transports = {Transport::Polling}, .maxReceivedBytes = 1'000'000});
    QSignalSpy failed(&client, &Engine::Client::errorOccurred);
    QSignalSpy received(&client, &Engine::Client::textReceived);
    client.open();
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!failed.first().first().value<Error>().message.isEmpty());
    QCOMPARE(client.state(), Engine::Client::State::Closed);
    QCOMPARE(received.size(), 0);
}

void tst_HostileAnswers::leadNowhereElse()
{
    AnsweringServer elsewhere({AnsweringServer::http(200, Opening), std::nullopt});
    AnsweringServer server({AnsweringServer::http(
        302, {}, "Location: " + elsewhere.url().toEncoded() + "/engine.io/\r\n")});
    Engine::Client client(server.url(), {.transports = {Transport::Polling}});
    QSignalSpy failed(&client, &Engine::Client::errorOccurred);
    client.open();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().httpStatus, 302);
}

// However the end of the connection and the last bytes of it reach the client.
void tst_HostileAnswers::countWhenTheyAreWhole()
{
    const QByteArray head =
        "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(Opening.size()) + "\r\n\r\n";
    for (qsizetype size = 0; size < Opening.size(); ++size) {
        AnsweringServer server({head + Opening.first(size)});
        Engine::Client client(server.url(), {.transports = {Transport::Polling}});
        QSignalSpy failed(&client, &Engine::Client::errorOccurred);
        client.open();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().message, u"xhr poll error"_s);
    }
}

QTEST_GUILESS_MAIN(tst_HostileAnswers)
#include "tst_hostileanswers.moc"
