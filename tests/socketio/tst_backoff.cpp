// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/reconnector_p.h>

#include <QTest>

#include <tests/support/manualclock.h>

using namespace QSocketIo;

class tst_Backoff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void delay_data();
    void delay();
    void staysWithinTheJitter();
    void countsAttempts();
    void resetStopsWaiting();
};

void tst_Backoff::delay_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<double>("random");
    QTest::addColumn<int>("expected");

    QTest::newRow("an even tenth comes sooner") << 0 << 0.8 << 600;
    QTest::newRow("an odd tenth comes later") << 0 << 0.9 << 1450;
    QTest::newRow("zero changes nothing") << 0 << 0.0 << 1000;
    QTest::newRow("a deviation is cut to whole milliseconds") << 0 << 0.3333 << 1166;
    QTest::newRow("the second attempt waits twice as long") << 1 << 0.0 << 2000;
    QTest::newRow("the limit holds after the jitter") << 2 << 0.9 << 5000;
    QTest::newRow("sooner than the limit") << 2 << 0.4 << 3200;
    QTest::newRow("far beyond the limit") << 40 << 0.8 << 5000;
    QTest::newRow("further than a double can count") << 2000 << 0.0 << 5000;
}

void tst_Backoff::delay()
{
    QFETCH(int, attempt);
    QFETCH(double, random);
    QFETCH(int, expected);
    const Backoff backoff;
    QCOMPARE(backoff.delay(attempt, random).count(), expected);
}

void tst_Backoff::staysWithinTheJitter()
{
    const Backoff backoff;
    for (int i = 0; i < 1000; ++i) {
        const double random = i / 1000.0;
        QVERIFY(backoff.delay(0, random) >= 500ms && backoff.delay(0, random) <= 1500ms);
        QVERIFY(backoff.delay(1, random) >= 1s && backoff.delay(1, random) <= 3s);
        QVERIFY(backoff.delay(2, random) >= 2s && backoff.delay(2, random) <= 5s);
        QVERIFY(backoff.delay(3, random) >= 4s && backoff.delay(3, random) <= 5s);
        QCOMPARE(backoff.delay(4, random), 5s);
    }
    QCOMPARE((Backoff{100ms, 1s, 0}.delay(2, 0.9)), 400ms);
    QCOMPARE((Backoff{0ms, 0ms, 0.5}.delay(7, 0.9)), 0ms);
}

void tst_Backoff::countsAttempts()
{
    Testing::ManualClock clock;
    int attempts = 0;
    Reconnector reconnector({100ms, 1s, 0}, 2, [&] { ++attempts; });
    QVERIFY(reconnector.schedule());
    QVERIFY(reconnector.isReconnecting());
    clock.advance(99ms);
    QCOMPARE(attempts, 0);
    clock.advance(1ms);
    QCOMPARE(attempts, 1);
    reconnector.attemptFailed();
    QVERIFY(reconnector.schedule());
    QCOMPARE(reconnector.attempts(), 2);
    clock.advance(200ms);
    QCOMPARE(attempts, 2);
    reconnector.attemptFailed();
    QVERIFY(!reconnector.schedule());
    QCOMPARE(reconnector.attempts(), 0);
    QVERIFY(!reconnector.isReconnecting());
}

void tst_Backoff::resetStopsWaiting()
{
    Testing::ManualClock clock;
    int attempts = 0;
    Reconnector reconnector({}, -1, [&] { ++attempts; });
    QVERIFY(reconnector.schedule());
    reconnector.reset();
    clock.advance(10s);
    QCOMPARE(attempts, 0);
    QVERIFY(!reconnector.isReconnecting());
}

QTEST_GUILESS_MAIN(tst_Backoff)
#include "tst_backoff.moc"
