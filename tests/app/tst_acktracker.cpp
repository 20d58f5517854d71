// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/acktracker.h>

#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

class tst_AckTracker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void pairsAnAckWithItsEvent();
    void tellsConnectionsAndDirectionsApart();
    void takesTheLatestEventOfAnId();
    void namesWhatACloseLeavesOpen();
    void forgetsTheOldest();

private:
    static PacketHeader header(Direction direction, quint64 id, quint32 connection = 1,
                               qint64 time = 0)
    {
        PacketHeader header;
        header.direction = direction;
        header.ackId = id;
        header.connection = connection;
        header.time = time;
        return header;
    }
};

void tst_AckTracker::pairsAnAckWithItsEvent()
{
    AckTracker tracker;
    tracker.addEvent(header(Direction::ToServer, 5, 1, 1'000'000), 42);
    const auto pair = tracker.addAck(header(Direction::ToClient, 5, 1, 3'500'000));
    QVERIFY(pair);
    QCOMPARE(pair->event, 42u);
    QCOMPARE(pair->latency, 2500u);
    QVERIFY(!tracker.addAck(header(Direction::ToClient, 5)));
}

void tst_AckTracker::tellsConnectionsAndDirectionsApart()
{
    AckTracker tracker;
    tracker.addEvent(header(Direction::ToServer, 5, 1), 1);
    tracker.addEvent(header(Direction::ToClient, 5, 1), 2);
    tracker.addEvent(header(Direction::ToServer, 5, 2), 3);
    QCOMPARE(tracker.addAck(header(Direction::ToServer, 5, 1))->event, 2u);
    QCOMPARE(tracker.addAck(header(Direction::ToClient, 5, 2))->event, 3u);
    QCOMPARE(tracker.addAck(header(Direction::ToClient, 5, 1))->event, 1u);
}

void tst_AckTracker::takesTheLatestEventOfAnId()
{
    AckTracker tracker;
    tracker.addEvent(header(Direction::ToServer, 5), 1);
    tracker.addEvent(header(Direction::ToServer, 5), 2);
    QCOMPARE(tracker.addAck(header(Direction::ToClient, 5))->event, 2u);
    QCOMPARE(tracker.openCount(), size_t(0));
}

void tst_AckTracker::namesWhatACloseLeavesOpen()
{
    AckTracker tracker;
    tracker.addEvent(header(Direction::ToServer, 1, 1), 10);
    tracker.addEvent(header(Direction::ToClient, 2, 1), 11);
    tracker.addEvent(header(Direction::ToServer, 1, 2), 12);
    QList<quint64> open = tracker.closeConnection(1);
    std::ranges::sort(open);
    QCOMPARE(open, QList<quint64>({10, 11}));
    QCOMPARE(tracker.openCount(), size_t(1));
}

void tst_AckTracker::forgetsTheOldest()
{
    AckTracker tracker;
    for (quint64 id = 0; id < AckTracker::Limit + 10; ++id)
        tracker.addEvent(header(Direction::ToServer, id), id + 1);
    QCOMPARE(tracker.openCount(), AckTracker::Limit);
    QVERIFY(!tracker.addAck(header(Direction::ToClient, 5)));
    QVERIFY(tracker.addAck(header(Direction::ToClient, 15)));
}

QTEST_GUILESS_MAIN(tst_AckTracker)
#include "tst_acktracker.moc"
