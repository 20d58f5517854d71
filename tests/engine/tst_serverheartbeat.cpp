// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/manualclock.h"

#include <qsocketio/engine/serverheartbeat_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Engine;
using namespace std::chrono_literals;

class tst_ServerHeartbeat : public QObject, private ServerHeartbeat::Pulse
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_heartbeat.reset(); }
    void pingsAtTheInterval();
    void givesUpWithoutAPong();
    void takesAPongNobodyAskedFor();
    void refusesAPing();
    void answersPings();
    void givesUpWithoutAPing();
    void refusesAPong();
    void stops_data();
    void stops();

private:
    void sendHeartbeat(PacketType type) override { m_sent.append(type); }
    void onClientSilent() override { ++m_silences; }
    void start(int protocol);

    Testing::ManualClock m_clock;
    std::unique_ptr<ServerHeartbeat> m_heartbeat;
    QList<PacketType> m_sent;
    int m_silences = 0;
};

void tst_ServerHeartbeat::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_sent.clear();
    m_silences = 0;
}

void tst_ServerHeartbeat::start(int protocol)
{
    const ServerOptions options{.pingInterval = 300ms, .pingTimeout = 200ms};
    m_heartbeat = ServerHeartbeat::create(protocol, options);
    m_heartbeat->start(*this);
}

void tst_ServerHeartbeat::pingsAtTheInterval()
{
    start(4);
    m_clock.advance(299ms);
    QVERIFY(m_sent.isEmpty());
    for (int i = 1; i <= 3; ++i) {
        m_clock.advance(1ms);
        QCOMPARE(m_sent, QList<PacketType>(i, PacketType::Ping));
        QVERIFY(m_heartbeat->onBeat(*this, PacketType::Pong));
        m_clock.advance(299ms);
    }
    QCOMPARE(m_silences, 0);
}

void tst_ServerHeartbeat::givesUpWithoutAPong()
{
    start(4);
    m_clock.advance(499ms);
    QCOMPARE(m_silences, 0);
    m_clock.advance(1ms);
    QCOMPARE(m_silences, 1);
    QCOMPARE(m_sent.size(), 1);
}

void tst_ServerHeartbeat::takesAPongNobodyAskedFor()
{
    start(4);
    m_clock.advance(200ms);
    QVERIFY(m_heartbeat->onBeat(*this, PacketType::Pong));
    m_clock.advance(299ms);
    QVERIFY(m_sent.isEmpty());
}

void tst_ServerHeartbeat::refusesAPing()
{
    start(4);
    QVERIFY(!m_heartbeat->onBeat(*this, PacketType::Ping));
}

void tst_ServerHeartbeat::answersPings()
{
    start(3);
    for (int i = 1; i <= 3; ++i) {
        m_clock.advance(499ms);
        QVERIFY(m_heartbeat->onBeat(*this, PacketType::Ping));
        QCOMPARE(m_sent, QList<PacketType>(i, PacketType::Pong));
    }
    QCOMPARE(m_silences, 0);
}

void tst_ServerHeartbeat::givesUpWithoutAPing()
{
    start(3);
    m_clock.advance(499ms);
    QCOMPARE(m_silences, 0);
    m_clock.advance(1ms);
    QCOMPARE(m_silences, 1);
    QVERIFY(m_sent.isEmpty());
}

void tst_ServerHeartbeat::refusesAPong()
{
    start(3);
    QVERIFY(!m_heartbeat->onBeat(*this, PacketType::Pong));
}

void tst_ServerHeartbeat::stops_data()
{
    QTest::addColumn<int>("protocol");
    QTest::newRow("protocol 3") << 3;
    QTest::newRow("protocol 4") << 4;
}

void tst_ServerHeartbeat::stops()
{
    QFETCH(int, protocol);
    start(protocol);
    leaveQueue();
    m_clock.advance(1h);
    QVERIFY(m_sent.isEmpty());
    QCOMPARE(m_silences, 0);
}

QTEST_GUILESS_MAIN(tst_ServerHeartbeat)
#include "tst_serverheartbeat.moc"
