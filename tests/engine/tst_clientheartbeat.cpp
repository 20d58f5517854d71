// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clientheartbeat_p.h>

#include <QStringList>
#include <QTest>

#include <tests/support/manualclock.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Engine::ClientHeartbeat;

class tst_ClientHeartbeat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_heard.clear();
    }

    void noticesAServerThatDoesNotPing();
    void pingsInProtocol3();
    void noticesAnAnswerThatIsLate();
    void isLateAfterASleepBeforeAnyTimerFires();
    void noticesASleepSoon();
    void isSilentWhenStopped();

private:
    static constexpr ClientHeartbeat::Times times{25s, 20s};

    Testing::ManualClock m_clock;
    QStringList m_heard;
    ClientHeartbeat m_heartbeat{[this] { m_heard.append(u"ping"_s); },
                                [this] { m_heard.append(u"late"_s); }};
};

void tst_ClientHeartbeat::noticesAServerThatDoesNotPing()
{
    m_heartbeat.startListening(times);
    m_clock.advance(44s);
    m_heartbeat.onPing();
    m_clock.advance(44999ms);
    QCOMPARE(m_heard, QStringList());
    QVERIFY(!m_heartbeat.isLate());
    m_clock.advance(1ms);
    QCOMPARE(m_heard, QStringList{u"late"_s});
    m_clock.advance(100s);
    QCOMPARE(m_heard, QStringList{u"late"_s});
}

void tst_ClientHeartbeat::pingsInProtocol3()
{
    m_heartbeat.startPinging(times);
    for (int round = 1; round <= 3; ++round) {
        m_clock.advance(24999ms);
        QCOMPARE(m_heard.size(), round - 1);
        m_clock.advance(1ms);
        QCOMPARE(m_heard.size(), round);
        m_clock.advance(19s);
        m_heartbeat.onPong();
    }
    QCOMPARE(m_heard, (QStringList{u"ping"_s, u"ping"_s, u"ping"_s}));
}

void tst_ClientHeartbeat::noticesAnAnswerThatIsLate()
{
    m_heartbeat.startPinging(times);
    m_clock.advance(25s + 19999ms);
    QCOMPARE(m_heard, QStringList{u"ping"_s});
    m_clock.advance(1ms);
    QCOMPARE(m_heard, (QStringList{u"ping"_s, u"late"_s}));
}

void tst_ClientHeartbeat::isLateAfterASleepBeforeAnyTimerFires()
{
    m_heartbeat.startListening(times);
    m_clock.sleep(45s);
    QVERIFY(!m_heartbeat.isLate());
    m_clock.sleep(1ms);
    QVERIFY(m_heartbeat.isLate());
    QCOMPARE(m_heard, QStringList());
}

// The event loop's own timers have not moved during the sleep.
void tst_ClientHeartbeat::noticesASleepSoon()
{
    m_heartbeat.startListening(times);
    m_clock.advance(1s);
    m_clock.sleep(10h);
    m_clock.advance(5s);
    QCOMPARE(m_heard, QStringList{u"late"_s});
}

void tst_ClientHeartbeat::isSilentWhenStopped()
{
    m_heartbeat.startPinging(times);
    m_heartbeat.stop();
    m_clock.advance(100s);
    QVERIFY(!m_heartbeat.isLate());
    QCOMPARE(m_heard, QStringList());
}

QTEST_GUILESS_MAIN(tst_ClientHeartbeat)
#include "tst_clientheartbeat.moc"
