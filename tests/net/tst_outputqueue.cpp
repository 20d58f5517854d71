// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/outputqueue_p.h>

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <sys/uio.h>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray bytes(char filling, qsizetype size)
{
    return QByteArray(size, filling);
}

// Sends so much at once; returns what left.
QByteArray send(OutputQueue &queue, qint64 atMost)
{
    std::array<iovec, 4> entries;
    const int count = queue.gather(entries.data(), int(entries.size()));
    QByteArray sent;
    for (const iovec &entry : std::span(entries).first(size_t(count)))
        sent.append(static_cast<const char *>(entry.iov_base), qsizetype(entry.iov_len));
    sent.truncate(atMost);
    queue.consume(sent.size());
    return sent;
}

QByteArray sendAll(OutputQueue &queue, qint64 atOnce)
{
    QByteArray sent;
    while (!queue.isEmpty())
        sent += send(queue, atOnce);
    return sent;
}

const void *placeOf(const OutputQueue &queue)
{
    iovec entry{};
    queue.gather(&entry, 1);
    return entry.iov_base;
}

} // namespace

// What waits for a peer, in whatever pieces it is written and taken.
class tst_OutputQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void sendsInOrder_data();
    void sendsInOrder();
    void aFrameAloneIsNotCopied();
    void framesOfAllAreCopiedOnce();
    void whoIsSentSomethingElseHasItsOwn_data();
    void whoIsSentSomethingElseHasItsOwn();
    void aNewFrameIsNotTakenForAnOldOne();
    void whatAllShareGrowsForAll();
    void aFrameLivesAsLongAsSomebodySendsIt();
    void anIdleQueueHoldsNothing();
    void buffersServeAgain();
};

void tst_OutputQueue::sendsInOrder_data()
{
    QTest::addColumn<QByteArrayList>("writes");
    QTest::addColumn<QList<int>>("frames");
    const QByteArray small = bytes('s', 100);
    const QByteArray medium = bytes('m', 3000);
    const QByteArray large = bytes('l', 5000);
    QTest::newRow("one small write") << QByteArrayList{small} << QList<int>{};
    QTest::newRow("many small writes") << QByteArrayList(500, small) << QList<int>{};
    QTest::newRow("writes that do not fit a buffer") << QByteArrayList(20, medium) << QList<int>{};
    QTest::newRow("a large write alone") << QByteArrayList{large} << QList<int>{};
    QTest::newRow("large writes between small ones")
        << QByteArrayList{small, large, small, large, large, medium} << QList<int>{};
    QTest::newRow("a frame alone") << QByteArrayList{small} << QList<int>{0};
    QTest::newRow("a large frame alone") << QByteArrayList{large} << QList<int>{0};
    QTest::newRow("a frame before a write") << QByteArrayList{small, medium} << QList<int>{0};
    QTest::newRow("a frame before a large write") << QByteArrayList{small, large} << QList<int>{0};
    QTest::newRow("a large frame before a write") << QByteArrayList{large, small} << QList<int>{0};
    QTest::newRow("a frame behind a write") << QByteArrayList{medium, small} << QList<int>{1};
    QTest::newRow("several frames")
        << QByteArrayList{small, medium, large, small} << QList<int>{0, 1, 2, 3};
}

void tst_OutputQueue::sendsInOrder()
{
    QFETCH(const QByteArrayList, writes);
    QFETCH(const QList<int>, frames);
    for (const qint64 atOnce : {1'000'000, 4096, 77, 1}) {
        OutputQueue queue;
        for (int i = 0; i < writes.size(); ++i) {
            if (frames.contains(i))
                queue.appendFrame(SharedBytes(writes[i]));
            else
                queue.appendShared(writes[i]);
        }
        QCOMPARE(queue.size(), writes.join().size());
        QCOMPARE(sendAll(queue, atOnce), writes.join());
        QCOMPARE(queue.size(), 0);
    }
    OutputQueue queue;
    QByteArray sent;
    // Some leaves between the writes.
    for (const QByteArray &write : writes) {
        queue.append(write);
        sent += send(queue, write.size() / 2);
    }
    QCOMPARE(sent + sendAll(queue, 1000), writes.join());
}

void tst_OutputQueue::aFrameAloneIsNotCopied()
{
    const SharedBytes frame(bytes('f', 100));
    std::array<OutputQueue, 3> queues;
    for (OutputQueue &queue : queues) {
        queue.appendFrame(frame);
        QCOMPARE(placeOf(queue), frame.bytes().constData());
    }
    queues[0].append("x");
    QVERIFY(placeOf(queues[0]) != frame.bytes().constData());
    QCOMPARE(placeOf(queues[1]), frame.bytes().constData());
}

void tst_OutputQueue::framesOfAllAreCopiedOnce()
{
    const SharedBytes first(bytes('a', 100));
    const SharedBytes second(bytes('b', 50));
    const SharedBytes third(bytes('c', 70));
    std::array<OutputQueue, 3> queues;
    for (const SharedBytes &frame : {first, second, third}) {
        for (OutputQueue &queue : queues)
            queue.appendFrame(frame);
    }
    QCOMPARE(placeOf(queues[1]), placeOf(queues[0]));
    QCOMPARE(placeOf(queues[2]), placeOf(queues[0]));
    const QByteArray all = bytes('a', 100) + bytes('b', 50) + bytes('c', 70);
    QCOMPARE(send(queues[0], 30), all.first(30));
    QCOMPARE(sendAll(queues[0], 1000), all.sliced(30));
    QCOMPARE(sendAll(queues[1], 1000), all);
    QCOMPARE(sendAll(queues[2], 1000), all);
    // Whoever comes later has the first as it was.
    queues[0].appendFrame(first);
    QCOMPARE(sendAll(queues[0], 1000), bytes('a', 100));
}

void tst_OutputQueue::whoIsSentSomethingElseHasItsOwn_data()
{
    QTest::addColumn<QList<int>>("sequence");
    QTest::newRow("another second") << QList<int>{0, 2};
    QTest::newRow("one less") << QList<int>{0, 2, 3};
    QTest::newRow("one less, and the rest") << QList<int>{0, 1, 3};
    QTest::newRow("another order") << QList<int>{0, 2, 1, 3};
    QTest::newRow("one twice") << QList<int>{0, 0, 1};
    QTest::newRow("the same twice in a row") << QList<int>{0, 1, 1};
    QTest::newRow("begun later") << QList<int>{1, 2, 3};
    QTest::newRow("too many to share") << QList<int>(400, 3);
}

void tst_OutputQueue::whoIsSentSomethingElseHasItsOwn()
{
    QFETCH(const QList<int>, sequence);
    // As large as each other: sizes alone tell nothing.
    std::vector<SharedBytes> frames;
    for (const char letter : {'a', 'b', 'c', 'd'})
        frames.emplace_back(bytes(letter, 50));
    OutputQueue usual;
    OutputQueue other;
    QByteArray wanted;
    for (qsizetype i = 0; i < std::max<qsizetype>(sequence.size(), 4); ++i) {
        if (i < 4)
            usual.appendFrame(frames[size_t(i)]);
        if (i < sequence.size()) {
            other.appendFrame(frames[size_t(sequence[i])]);
            wanted += frames[size_t(sequence[i])].bytes();
        }
    }
    QCOMPARE(other.size(), wanted.size());
    QCOMPARE(sendAll(other, 1'000'000), wanted);
    QCOMPARE(sendAll(usual, 1'000'000),
             bytes('a', 50) + bytes('b', 50) + bytes('c', 50) + bytes('d', 50));
}

// Memory comes back: a new frame may stand where an old one stood.
void tst_OutputQueue::aNewFrameIsNotTakenForAnOldOne()
{
    const SharedBytes first(bytes('a', 100));
    OutputQueue early;
    OutputQueue late;
    early.appendFrame(first);
    late.appendFrame(first);
    early.appendFrame(SharedBytes(bytes('b', 50)));
    late.appendFrame(SharedBytes(bytes('c', 50)));
    QCOMPARE(sendAll(early, 1000), bytes('a', 100) + bytes('b', 50));
    QCOMPARE(sendAll(late, 1000), bytes('a', 100) + bytes('c', 50));
}

void tst_OutputQueue::whatAllShareGrowsForAll()
{
    SharedBytes first(bytes('a', 100));
    const SharedBytes second(bytes('b', 50));
    std::array<OutputQueue, 3> queues;
    for (OutputQueue &queue : queues)
        queue.appendFrame(first);
    QVERIFY(!first.appendForAll(second, 2));
    QVERIFY(first.appendForAll(second, 3));
    for (const OutputQueue &queue : queues)
        QCOMPARE(queue.size(), 150);
    // One goes on with something else: the others have their own.
    queues[0].append("end");
    QVERIFY(!first.appendForAll(second, 3));
    QVERIFY(first.appendForAll(second, 2));
    const QByteArray both = bytes('a', 100) + bytes('b', 50);
    QCOMPARE(sendAll(queues[0], 1000), both + "end");
    QCOMPARE(send(queues[1], 10), both.first(10));
    QVERIFY(!first.appendForAll(second, 2));
    QCOMPARE(sendAll(queues[1], 1000), both.sliced(10) + second.bytes());
    QCOMPARE(sendAll(queues[2], 1000), both + second.bytes());
}

void tst_OutputQueue::aFrameLivesAsLongAsSomebodySendsIt()
{
    const QByteArray text = bytes('f', 100);
    std::array<OutputQueue, 3> queues;
    {
        const SharedBytes frame{QByteArray(text)};
        for (OutputQueue &queue : queues)
            queue.appendFrame(frame);
    }
    queues[0].clear();
    QVERIFY(queues[0].isEmpty());
    QCOMPARE(send(queues[1], 10), text.first(10));
    QCOMPARE(sendAll(queues[1], 1000), text.sliced(10));
    QCOMPARE(sendAll(queues[2], 1000), text);
}

void tst_OutputQueue::anIdleQueueHoldsNothing()
{
    OutputQueue queue;
    QVERIFY(queue.isEmpty());
    queue.append({});
    QVERIFY(queue.isEmpty());
    queue.append("text");
    QVERIFY(!queue.isEmpty());
    queue.clear();
    QVERIFY(queue.isEmpty());
    QCOMPARE(sizeof queue, 2 * sizeof(void *));
}

void tst_OutputQueue::buffersServeAgain()
{
    OutputQueue first;
    first.append(bytes('a', 1000));
    const void *const place = placeOf(first);
    first.consume(first.size());
    OutputQueue second;
    second.append(bytes('b', 2000));
    QCOMPARE(placeOf(second), place);
    // What begins with a large write has no use for it.
    second.clear();
    second.appendShared(bytes('l', 10'000));
    QCOMPARE(sendAll(second, 1'000'000), bytes('l', 10'000));
}

QTEST_GUILESS_MAIN(tst_OutputQueue)
#include "tst_outputqueue.moc"
