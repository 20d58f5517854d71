// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clienthandshake_p.h>

#include <QTest>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class tst_ClientHandshake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void tst_ClientHandshake::reads_data()
{
    using Engine::ClientHandshake;
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ClientHandshake>("expected");

    QTest::newRow("everything")
        << R"({"sid":"ab","upgrades":["x","websocket"],"pingInterval":25000,"pingTimeout":20000,)"
           R"("maxPayload":100})"_ba
        << ClientHandshake{"ab"_ba, true, 25s, 20s, 100};
    QTest::newRow("upgrades and maxPayload may be missing")
        << R"({"sid":"ab","pingInterval":1,"pingTimeout":2})"_ba
        << ClientHandshake{"ab"_ba, false, 1ms, 2ms, 0};
    QTest::newRow("a limit that is none is ignored")
        << R"({"sid":"ab","pingInterval":1,"pingTimeout":2,"maxPayload":-7,"upgrades":7})"_ba
        << ClientHandshake{"ab"_ba, false, 1ms, 2ms, 0};
    QTest::newRow("a limit of nothing is none")
        << R"({"sid":"ab","pingInterval":1,"pingTimeout":2,"maxPayload":0})"_ba
        << ClientHandshake{"ab"_ba, false, 1ms, 2ms, 0};
    QTest::newRow("upgrades that nobody knows are ignored")
        << R"({"sid":"ab","pingInterval":1,"pingTimeout":2,"upgrades":["x",7,null,{}]})"_ba
        << ClientHandshake{"ab"_ba, false, 1ms, 2ms, 0};
    QTest::newRow("fractions are cut off")
        << R"({"sid":"ab","pingInterval":1.9,"pingTimeout":2.5})"_ba
        << ClientHandshake{"ab"_ba, false, 1ms, 2ms, 0};
    QTest::newRow("a limit beyond all sizes is none")
        << R"({"sid":"ab","pingInterval":1,"pingTimeout":2,"maxPayload":1e300})"_ba
        << ClientHandshake{"ab"_ba, false, 1ms, 2ms, 0};
}

void tst_ClientHandshake::reads()
{
    QFETCH(QByteArray, json);
    QFETCH(Engine::ClientHandshake, expected);
    const auto handshake = Engine::readHandshake(json);
    QVERIFY(handshake.hasValue());
    QCOMPARE(*handshake, expected);
}

void tst_ClientHandshake::refuses_data()
{
    QTest::addColumn<QByteArray>("json");

    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("no JSON") << "{"_ba;
    QTest::newRow("an array") << "[]"_ba;
    QTest::newRow("nesting without end") << QByteArray(100'000, '[');
    QTest::newRow("no id") << R"({"pingInterval":1,"pingTimeout":2})"_ba;
    QTest::newRow("an empty id") << R"({"sid":"","pingInterval":1,"pingTimeout":2})"_ba;
    QTest::newRow("an id that is a number") << R"({"sid":1,"pingInterval":1,"pingTimeout":2})"_ba;
    QTest::newRow("an id with a line break")
        << R"({"sid":"a\r\nX: y","pingInterval":1,"pingTimeout":2})"_ba;
    QTest::newRow("an id with a zero")
        << R"({"sid":"a\u0000b","pingInterval":1,"pingTimeout":2})"_ba;
    QTest::newRow("an id that fills a request line")
        << R"({"pingInterval":1,"pingTimeout":2,"sid":")"_ba + QByteArray(10'000, 'x') + "\"}";
    QTest::newRow("no interval") << R"({"sid":"ab","pingTimeout":2})"_ba;
    QTest::newRow("an interval of nothing")
        << R"({"sid":"ab","pingInterval":0,"pingTimeout":2})"_ba;
    QTest::newRow("a negative interval") << R"({"sid":"ab","pingInterval":-1,"pingTimeout":2})"_ba;
    QTest::newRow("an interval of ages")
        << R"({"sid":"ab","pingInterval":1e18,"pingTimeout":2})"_ba;
    QTest::newRow("an interval of less than a millisecond")
        << R"({"sid":"ab","pingInterval":0.5,"pingTimeout":2})"_ba;
    QTest::newRow("an interval that is text")
        << R"({"sid":"ab","pingInterval":"1","pingTimeout":2})"_ba;
    QTest::newRow("no timeout") << R"({"sid":"ab","pingInterval":1})"_ba;
    QTest::newRow("a timeout of nothing") << R"({"sid":"ab","pingInterval":1,"pingTimeout":0})"_ba;
    QTest::newRow("a negative timeout") << R"({"sid":"ab","pingInterval":1,"pingTimeout":-1})"_ba;
    QTest::newRow("a timeout of ages") << R"({"sid":"ab","pingInterval":1,"pingTimeout":1e18})"_ba;
    QTest::newRow("a timeout that is text")
        << R"({"sid":"ab","pingInterval":1,"pingTimeout":"2"})"_ba;
}

void tst_ClientHandshake::refuses()
{
    QFETCH(QByteArray, json);
    const auto handshake = Engine::readHandshake(json);
    QVERIFY(!handshake.hasValue());
    QCOMPARE(handshake.error().phase, Error::Phase::Handshake);
    QVERIFY(!handshake.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(tst_ClientHandshake)
#include "tst_clienthandshake.moc"
