// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/retryqueue_p.h>

#include <QTest>

#include <tests/support/manualclock.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Testing::ManualClock;

namespace {

class Wire final : public RetryQueue::Listener
{
public:
    bool canTransmit() const override { return isOpen; }
    void transmit(const EncodedPacket &packet) override { sent.append(packet.buffer); }
    void giveUp(quint64 ackId, AckError::Reason reason) override
    {
        given.append(QByteArray::number(ackId)
                     + (reason == AckError::Reason::Timeout ? " late" : " gone"));
    }

    bool isOpen = true;
    QByteArrayList sent;
    QByteArrayList given;
};

WaitingPacket packet(quint64 id)
{
    return {.packet = {.buffer = QByteArray::number(id), .attachments = {}}, .ackId = id};
}

} // namespace

// Events that are sent until they are acknowledged, without a connection.
class tst_RetryQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void sendsOneAtATime();
    void triesAgainInTime();
    void givesUp();
    void countsALostConnection();
    void waitsForTheConnection();
    void forgetsOnesThatAreNotWanted();
};

void tst_RetryQueue::sendsOneAtATime()
{
    Wire wire;
    RetryQueue queue(wire);
    for (const quint64 id : {1, 2, 3})
        queue.add(packet(id), 1s);
    queue.drain();
    queue.drain();
    QCOMPARE(wire.sent, QByteArrayList{"1"});
    queue.remove(1);
    queue.drain();
    QCOMPARE(wire.sent, (QByteArrayList{"1", "2"}));
    QCOMPARE(queue.size(), 2);
    QCOMPARE(queue.bytes(), 2);
    QCOMPARE(queue.ackIds(), (QSet<quint64>{2, 3}));
}

void tst_RetryQueue::triesAgainInTime()
{
    ManualClock clock;
    Wire wire;
    RetryQueue queue(wire);
    queue.setRetries(5);
    queue.add(packet(1), 1s);
    queue.drain();
    clock.advance(999ms);
    QCOMPARE(wire.sent, QByteArrayList{"1"});
    clock.advance(1ms);
    QCOMPARE(wire.sent, (QByteArrayList{"1", "1"}));
    clock.advance(1s);
    QCOMPARE(wire.sent, (QByteArrayList{"1", "1", "1"}));
    queue.remove(1);
    clock.advance(10s);
    QCOMPARE(wire.sent.size(), 3);
    QVERIFY(wire.given.isEmpty());
}

void tst_RetryQueue::givesUp()
{
    ManualClock clock;
    Wire wire;
    RetryQueue queue(wire);
    queue.setRetries(2);
    queue.add(packet(1), 1s);
    queue.add(packet(2), 1s);
    queue.drain();
    clock.advance(10s);
    // Once, and two times again.
    QCOMPARE(wire.sent, (QByteArrayList{"1", "1", "1"}));
    QCOMPARE(wire.given, QByteArrayList{"1 late"});
    queue.drain();
    QCOMPARE(wire.sent.last(), "2"_ba);
}

void tst_RetryQueue::countsALostConnection()
{
    Wire wire;
    RetryQueue queue(wire);
    queue.setRetries(1);
    queue.add(packet(1), 1s);
    queue.drain();
    wire.isOpen = false;
    queue.onDisconnected();
    QVERIFY(wire.given.isEmpty());
    // Nothing is on its way.
    queue.onDisconnected();
    QVERIFY(wire.given.isEmpty());
    wire.isOpen = true;
    queue.drain();
    QCOMPARE(wire.sent, (QByteArrayList{"1", "1"}));
    queue.onDisconnected();
    QCOMPARE(wire.given, QByteArrayList{"1 gone"});
}

void tst_RetryQueue::waitsForTheConnection()
{
    ManualClock clock;
    Wire wire;
    wire.isOpen = false;
    RetryQueue queue(wire);
    queue.add(packet(1), 1s);
    queue.drain();
    clock.advance(1h);
    QVERIFY(wire.sent.isEmpty() && wire.given.isEmpty());
    wire.isOpen = true;
    queue.drain();
    QCOMPARE(wire.sent, QByteArrayList{"1"});
}

void tst_RetryQueue::forgetsOnesThatAreNotWanted()
{
    ManualClock clock;
    Wire wire;
    RetryQueue queue(wire);
    queue.setRetries(9);
    for (const quint64 id : {1, 2, 3})
        queue.add(packet(id), 1s);
    queue.drain();
    queue.remove(2);
    queue.remove(77);
    queue.remove(1);
    queue.drain();
    QCOMPARE(wire.sent, (QByteArrayList{"1", "3"}));
    clock.advance(1s);
    QCOMPARE(wire.sent, (QByteArrayList{"1", "3", "3"}));
}

QTEST_GUILESS_MAIN(tst_RetryQueue)
#include "tst_retryqueue.moc"
