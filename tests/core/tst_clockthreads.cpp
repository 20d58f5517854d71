// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/clock_p.h>

#include <QEventLoop>
#include <QRegularExpression>
#include <QTest>

#include <tests/support/manualclock.h>
#include <thread>
#include <vector>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using QSocketIo::Testing::ManualClock;

class tst_ClockThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void eachThreadHasItsClock();
    void timersOfManyThreads();
    void manualClockIsOfItsThread();
};

void tst_ClockThreads::eachThreadHasItsClock()
{
    const Clock *mine = &Clock::current();
    const Clock *other = nullptr;
    std::thread([&] { other = &Clock::current(); }).join();
    QVERIFY(other);
    QVERIFY(other != mine);
}

void tst_ClockThreads::timersOfManyThreads()
{
    constexpr int rounds = 50;
    std::vector<int> fired(4);
    std::vector<std::thread> threads;
    for (int &count : fired) {
        threads.emplace_back([&count] {
            QEventLoop loop;
            std::vector<std::unique_ptr<Timer>> timers;
            for (int i = 0; i < rounds; ++i) {
                timers.push_back(std::make_unique<Timer>([&] {
                    if (++count == rounds)
                        loop.quit();
                }));
                timers.back()->start(std::chrono::milliseconds(i % 7));
            }
            loop.exec();
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(fired, std::vector<int>(4, rounds));
}

void tst_ClockThreads::manualClockIsOfItsThread()
{
    ManualClock mine;
    std::vector<std::thread> threads;
    std::vector<int> fired(2);
    for (int &count : fired) {
        threads.emplace_back([&count] {
            ManualClock clock;
            Timer timer([&] { ++count; });
            timer.start(1s);
            clock.advance(1s);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(fired, std::vector<int>(2, 1));
    QCOMPARE(&Clock::current(), &mine);
    QCOMPARE(mine.now(), Clock::Time(1h));
}

QTEST_GUILESS_MAIN(tst_ClockThreads)
#include "tst_clockthreads.moc"
