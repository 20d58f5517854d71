// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/largebuffers_p.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTest>

#include <thread>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype Size = 100'000;

QByteArray message(qsizetype size = Size)
{
    return QByteArray(size, 'x');
}

} // namespace

class tst_LargeBuffers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        LargeBuffers::current().release();
    }

    void lendsWhatNobodyHolds();
    void lendsNothingThatSomebodyHolds();
    void lendsWhatFits();
    void keepsNeitherSmallNorHuge();
    void keepsAtMostSoMuch();
    void aTickWithoutUseReleasesAll();
    void keepsNothingWithoutAnEventLoop();
};

void tst_LargeBuffers::lendsWhatNobodyHolds()
{
    auto &buffers = LargeBuffers::current();
    QByteArray bytes = message();
    const char *const memory = bytes.constData();
    buffers.keep(bytes);
    bytes = {};

    QByteArray lent = buffers.take(Size);
    QCOMPARE(lent.constData(), memory);
    QVERIFY(lent.isEmpty());
    QVERIFY(lent.isDetached());
    QVERIFY(lent.capacity() >= Size);
    QCOMPARE(buffers.bytes(), 0);
    QVERIFY(buffers.take(Size).isNull());

    // Round and round.
    lent.append(message());
    buffers.keep(lent);
    lent = {};
    QCOMPARE(buffers.take(Size).constData(), memory);
}

void tst_LargeBuffers::lendsNothingThatSomebodyHolds()
{
    auto &buffers = LargeBuffers::current();
    const QByteArray held = message();
    buffers.keep(held);
    QVERIFY(buffers.take(Size).isNull());
    QCOMPARE(held, message());

    // The free one behind it is found.
    buffers.keep(message());
    QVERIFY(!buffers.take(Size).isNull());
    QCOMPARE(held, message());
}

void tst_LargeBuffers::lendsWhatFits()
{
    auto &buffers = LargeBuffers::current();
    buffers.keep(message(4 * Size));
    QVERIFY(buffers.take(5 * Size).isNull());
    QVERIFY(buffers.take(Size).isNull());
    QVERIFY(!buffers.take(3 * Size).isNull());
}

void tst_LargeBuffers::keepsNeitherSmallNorHuge()
{
    auto &buffers = LargeBuffers::current();
    buffers.keep(message(1'000));
    buffers.keep(message(LargeBuffers::LargestBuffer + 1));
    QCOMPARE(buffers.bytes(), 0);
    QVERIFY(buffers.take(1'000).isNull());
}

void tst_LargeBuffers::keepsAtMostSoMuch()
{
    auto &buffers = LargeBuffers::current();
    for (int i = 0; i < 50; ++i) {
        buffers.keep(message(1'000'000));
        QVERIFY(buffers.bytes() <= LargeBuffers::MaximumBytes);
    }
    // The youngest are there.
    QVERIFY(buffers.bytes() > LargeBuffers::MaximumBytes - 2'000'000);
}

void tst_LargeBuffers::aTickWithoutUseReleasesAll()
{
    auto &buffers = LargeBuffers::current();
    QTimerEvent tick(0);
    buffers.keep(message());
    QCoreApplication::sendEvent(&buffers, &tick);
    QVERIFY(buffers.bytes() > 0);
    QCoreApplication::sendEvent(&buffers, &tick);
    QCOMPARE(buffers.bytes(), 0);
}

void tst_LargeBuffers::keepsNothingWithoutAnEventLoop()
{
    qsizetype kept = -1;
    std::thread([&kept] {
        LargeBuffers::current().keep(message());
        kept = LargeBuffers::current().bytes();
    }).join();
    QCOMPARE(kept, 0);
}

QTEST_GUILESS_MAIN(tst_LargeBuffers)
#include "tst_largebuffers.moc"
