// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/clock_p.h>

#include <QEventLoop>
#include <QRegularExpression>
#include <QTest>

#include <optional>
#include <string>
#include <tests/support/manualclock.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using QSocketIo::Testing::ManualClock;

class tst_Clock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void firesOnceAtItsDeadline();
    void firesInOrderOfDeadlines();
    void firesEqualDeadlinesInOrderOfStart();
    void showsEachTimerItsOwnTime();
    void restartMovesTheDeadline();
    void stopForgetsTheDeadline();
    void negativeDelayIsNone();
    void callbackRestartsItsTimer();
    void callbackStopsAnother();
    void callbackStartsAnother();
    void callbackDestroysItsTimer();
    void destroyedTimerNeverFires();
    void nestedAdvance();
    void replacedClockComesBack();
    void systemClockFires();
    void systemClockFiresInANestedLoop();
    void systemClockForgetsStoppedTimer();
    void systemClockTakesAnEarlierDeadline();
};

void tst_Clock::firesOnceAtItsDeadline()
{
    ManualClock clock;
    int fired = 0;
    Timer timer([&] { ++fired; });
    QVERIFY(!timer.isActive());

    timer.start(10ms);
    QVERIFY(timer.isActive());
    clock.advance(9ms);
    QCOMPARE(fired, 0);
    clock.advance(1ms);
    QCOMPARE(fired, 1);
    QVERIFY(!timer.isActive());
    clock.advance(1h);
    QCOMPARE(fired, 1);
}

void tst_Clock::firesInOrderOfDeadlines()
{
    ManualClock clock;
    std::string order;
    Timer late([&] { order += "late "; });
    Timer early([&] { order += "early "; });
    late.start(20ms);
    early.start(10ms);
    clock.advance(20ms);
    QCOMPARE(order, std::string("early late "));
}

void tst_Clock::firesEqualDeadlinesInOrderOfStart()
{
    ManualClock clock;
    std::string order;
    Timer first([&] { order += '1'; });
    Timer second([&] { order += '2'; });
    Timer third([&] { order += '3'; });
    second.start(5ms);
    third.start(5ms);
    first.start(5ms);
    clock.advance(5ms);
    QCOMPARE(order, std::string("231"));
}

void tst_Clock::showsEachTimerItsOwnTime()
{
    ManualClock clock;
    const Clock::Time start = clock.now();
    std::vector<Clock::Time> times;
    Timer a([&] { times.push_back(clock.now() - start); });
    Timer b([&] { times.push_back(clock.now() - start); });
    a.start(3ms);
    b.start(7ms);
    clock.advance(1s);
    QCOMPARE(times, (std::vector<Clock::Time>{3ms, 7ms}));
    QCOMPARE(clock.now() - start, Clock::Time(1s));
}

void tst_Clock::restartMovesTheDeadline()
{
    ManualClock clock;
    int fired = 0;
    Timer timer([&] { ++fired; });
    timer.start(10ms);
    clock.advance(9ms);
    timer.start(10ms);
    clock.advance(9ms);
    QCOMPARE(fired, 0);
    clock.advance(1ms);
    QCOMPARE(fired, 1);
}

void tst_Clock::stopForgetsTheDeadline()
{
    ManualClock clock;
    int fired = 0;
    Timer timer([&] { ++fired; });
    timer.start(1ms);
    timer.stop();
    QVERIFY(!timer.isActive());
    timer.stop();
    clock.advance(1s);
    QCOMPARE(fired, 0);
}

void tst_Clock::negativeDelayIsNone()
{
    ManualClock clock;
    int fired = 0;
    Timer timer([&] { ++fired; });
    timer.start(-5ms);
    QCOMPARE(fired, 0);
    clock.advance(0ms);
    QCOMPARE(fired, 1);
}

void tst_Clock::callbackRestartsItsTimer()
{
    ManualClock clock;
    int fired = 0;
    std::optional<Timer> timer;
    timer.emplace([&] {
        if (++fired < 3)
            timer->start(10ms);
    });
    timer->start(10ms);
    clock.advance(100ms);
    QCOMPARE(fired, 3);
    QVERIFY(!timer->isActive());
}

void tst_Clock::callbackStopsAnother()
{
    ManualClock clock;
    int fired = 0;
    Timer victim([&] { ++fired; });
    Timer timer([&] { victim.stop(); });
    timer.start(5ms);
    victim.start(5ms);
    clock.advance(10ms);
    QCOMPARE(fired, 0);
}

void tst_Clock::callbackStartsAnother()
{
    ManualClock clock;
    int fired = 0;
    Timer other([&] { ++fired; });
    Timer timer([&] { other.start(5ms); });
    timer.start(5ms);
    clock.advance(9ms);
    QCOMPARE(fired, 0);
    clock.advance(1ms);
    QCOMPARE(fired, 1);
}

void tst_Clock::callbackDestroysItsTimer()
{
    ManualClock clock;
    // The callback's own captures must stay alive while it runs.
    const std::string text(100, 'x');
    std::string seen;
    auto timer = std::make_unique<std::optional<Timer>>();
    timer->emplace([&timer, &seen, text] {
        timer.reset();
        seen = text;
    });
    (*timer)->start(1ms);
    clock.advance(1ms);
    QVERIFY(!timer);
    QCOMPARE(seen, text);
}

void tst_Clock::destroyedTimerNeverFires()
{
    ManualClock clock;
    int fired = 0;
    {
        Timer timer([&] { ++fired; });
        timer.start(1ms);
    }
    clock.advance(1s);
    QCOMPARE(fired, 0);
}

void tst_Clock::nestedAdvance()
{
    ManualClock clock;
    std::string order;
    Timer inner([&] { order += "inner "; });
    Timer outer([&] {
        order += "begin ";
        clock.advance(10ms);
        order += "end ";
    });
    inner.start(15ms);
    outer.start(10ms);
    clock.advance(30ms);
    QCOMPARE(order, std::string("begin inner end "));
}

void tst_Clock::replacedClockComesBack()
{
    Clock &system = Clock::current();
    {
        ManualClock outer;
        QCOMPARE(&Clock::current(), &outer);
        {
            ManualClock inner;
            QCOMPARE(&Clock::current(), &inner);
        }
        QCOMPARE(&Clock::current(), &outer);
    }
    QCOMPARE(&Clock::current(), &system);
}

void tst_Clock::systemClockFires()
{
    const Clock::Time start = Clock::current().now();
    QEventLoop loop;
    Timer timer([&] { loop.quit(); });
    timer.start(5ms);
    loop.exec();
    QVERIFY(Clock::current().now() - start >= 5ms);
}

void tst_Clock::systemClockFiresInANestedLoop()
{
    QEventLoop outer;
    Timer timer([&] {
        QEventLoop loop;
        Timer wake([&] { loop.quit(); });
        wake.start(1ms);
        loop.exec();
        outer.quit();
    });
    timer.start(0ms);
    outer.exec();
}

void tst_Clock::systemClockForgetsStoppedTimer()
{
    int fired = 0;
    Timer stopped([&] { ++fired; });
    QEventLoop loop;
    Timer timer([&] { loop.quit(); });
    stopped.start(1ms);
    timer.start(3ms);
    stopped.stop();
    loop.exec();
    QCOMPARE(fired, 0);
}

void tst_Clock::systemClockTakesAnEarlierDeadline()
{
    bool lateFired = false;
    QEventLoop loop;
    Timer late([&] {
        lateFired = true;
        loop.quit();
    });
    Timer early([&] { loop.quit(); });
    late.start(1h);
    early.start(1ms);
    loop.exec();
    QVERIFY(!lateFired);
}

QTEST_GUILESS_MAIN(tst_Clock)
#include "tst_clock.moc"
