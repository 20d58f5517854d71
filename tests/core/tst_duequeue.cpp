// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/duequeue_p.h>

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <tests/support/manualclock.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using QSocketIo::Testing::ManualClock;

namespace {

struct Numbered : DueQueue::Item
{
    int number = 0;
};

} // namespace

class tst_DueQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void firesEachAtItsTime();
    void firesInTheOrderOfTheirTimes();
    void oneThatLeftIsNotDue();
    void oneThatIsDestroyedIsNotDue();
    void addedAgainItStartsOver();
    void periodsDoNotDrift();
    void oneThatIsDueMayEndOthers();
    void goesOnInsideOfACall();
    void endsBeforeItsItems();

private:
    DueQueue::OnDue noting()
    {
        return [this](DueQueue::Item &item) { m_due.append(static_cast<Numbered &>(item).number); };
    }

    ManualClock m_clock;
    std::array<Numbered, 3> m_items;
    QList<int> m_due;
};

void tst_DueQueue::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_due.clear();
    for (size_t i = 0; i < m_items.size(); ++i) {
        m_items[i].leaveQueue();
        m_items[i].number = int(i);
    }
}

void tst_DueQueue::firesEachAtItsTime()
{
    DueQueue queue(100ms, noting());
    queue.add(m_items[0]);
    m_clock.advance(60ms);
    queue.add(m_items[1]);
    m_clock.advance(39ms);
    QCOMPARE(m_due, QList<int>());
    m_clock.advance(1ms);
    QCOMPARE(m_due, QList<int>({0}));
    m_clock.advance(59ms);
    QCOMPARE(m_due, QList<int>({0}));
    m_clock.advance(1ms);
    QCOMPARE(m_due, QList<int>({0, 1}));
    m_clock.advance(1h);
    QCOMPARE(m_due, QList<int>({0, 1}));
}

void tst_DueQueue::firesInTheOrderOfTheirTimes()
{
    DueQueue other(100ms, [](DueQueue::Item &) {});
    DueQueue queue(50ms, noting());
    other.add(m_items[0]);
    m_clock.advance(110ms);
    queue.add(m_items[1]);
    queue.add(m_items[2]);
    // Counted from 100 ms, when it was due, it comes before the others.
    queue.addAgain(m_items[0]);
    m_clock.advance(40ms);
    QCOMPARE(m_due, QList<int>({0}));
    m_clock.advance(10ms);
    QCOMPARE(m_due, QList<int>({0, 1, 2}));
}

void tst_DueQueue::oneThatLeftIsNotDue()
{
    DueQueue queue(100ms, noting());
    for (Numbered &item : m_items)
        queue.add(item);
    m_items[1].leaveQueue();
    m_items[1].leaveQueue();
    m_clock.advance(100ms);
    QCOMPARE(m_due, QList<int>({0, 2}));
}

void tst_DueQueue::oneThatIsDestroyedIsNotDue()
{
    DueQueue queue(100ms, noting());
    {
        Numbered gone;
        queue.add(gone);
        m_clock.advance(10ms);
        queue.add(m_items[0]);
    }
    m_clock.advance(99ms);
    QCOMPARE(m_due, QList<int>());
    m_clock.advance(1ms);
    QCOMPARE(m_due, QList<int>({0}));
}

void tst_DueQueue::addedAgainItStartsOver()
{
    DueQueue queue(100ms, noting());
    queue.add(m_items[0]);
    m_clock.advance(99ms);
    queue.add(m_items[0]);
    m_clock.advance(99ms);
    QCOMPARE(m_due, QList<int>());
    m_clock.advance(1ms);
    QCOMPARE(m_due, QList<int>({0}));
}

void tst_DueQueue::periodsDoNotDrift()
{
    DueQueue *periodic = nullptr;
    DueQueue queue(100ms, [&](DueQueue::Item &item) {
        m_due.append(0);
        periodic->addAgain(item);
    });
    periodic = &queue;
    queue.add(m_items[0]);
    m_clock.sleep(130ms);
    m_clock.advance(0ms);
    QCOMPARE(m_due.size(), 1);
    m_clock.advance(69ms);
    QCOMPARE(m_due.size(), 1);
    m_clock.advance(1ms);
    QCOMPARE(m_due.size(), 2);
}

void tst_DueQueue::oneThatIsDueMayEndOthers()
{
    DueQueue queue(100ms, [&](DueQueue::Item &item) {
        m_due.append(static_cast<Numbered &>(item).number);
        m_items[1].leaveQueue();
    });
    for (Numbered &item : m_items)
        queue.add(item);
    m_clock.advance(100ms);
    QCOMPARE(m_due, QList<int>({0, 2}));
}

// As in an event loop that a handler runs.
void tst_DueQueue::goesOnInsideOfACall()
{
    DueQueue queue(100ms, [&](DueQueue::Item &item) {
        m_due.append(static_cast<Numbered &>(item).number);
        if (m_due.size() == 1)
            m_clock.advance(50ms);
        m_due.append(-1);
    });
    queue.add(m_items[0]);
    queue.add(m_items[1]);
    m_clock.advance(40ms);
    queue.add(m_items[2]);
    m_clock.advance(60ms);
    QCOMPARE(m_due, QList<int>({0, 1, -1, 2, -1, -1}));
}

void tst_DueQueue::endsBeforeItsItems()
{
    {
        DueQueue queue(100ms, noting());
        for (Numbered &item : m_items)
            queue.add(item);
    }
    m_clock.advance(1h);
    QCOMPARE(m_due, QList<int>());
    m_items[1].leaveQueue();
}

QTEST_GUILESS_MAIN(tst_DueQueue)
#include "tst_duequeue.moc"
