// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/adapter/recoverystore_p.h>

#include <QTest>

#include <tests/support/manualclock.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// Sessions that may come back, and the log of what they miss.
class tst_RecoveryStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void writesOffsets_data();
    void writesOffsets();
    void ordersOffsets();
    void looksLikeAnOffset_data();
    void looksLikeAnOffset();

    void selectsByRooms();
    void keepsNoMorePacketsThanItMay();
    void keepsNoMoreBytesThanItMay();
    void forgetsOldPackets();
    void keepsNothingButTheBytesOfAPacket();

    void givesASessionBackOnce();
    void givesAwayWhatCameAfterTheOffset();
    void needsNoOffsetWhereNothingWasSent();
    void remembersAQuietClient();
    void ignoresTheOffsetOfAnEarlierSession();
    void refuses_data();
    void refuses();
    void forgetsOldSessions();
    void keepsNoMoreSessionsThanItMay();

private:
    static constexpr RecoveryStore::Limits usual{
        .age = 120s, .sessions = 100, .packets = 100, .bytes = 100'000};

    // The text of the packet's offset.
    static QString append(RecoveryStore &store, const QByteArray &message,
                          const Selection &selection = {})
    {
        const QByteArray offset = store.log().reserve(1'800'000'000'000).text();
        store.append({.buffer = "room before" + message, .begin = 11, .attachments = {}},
                     selection);
        return QString::fromLatin1(offset);
    }
    static RecoverySession session(const RecoveryStore &store, const QString &pid = u"p"_s)
    {
        RecoverySession session{.id = u"id"_s, .pid = pid, .rooms = {u"id"_s, u"r"_s}};
        session.begin = session.sent = store.log().end();
        return session;
    }
    static QByteArrayList missed(const RecoveryStore &store, const RecoverySession &session)
    {
        QByteArrayList messages;
        RecoveryOffset at = session.left;
        while (const auto *entry = store.log().next(at, session.rooms)) {
            at = entry->offset;
            messages.append(entry->packet.message().toByteArray());
        }
        return messages;
    }

    Testing::ManualClock m_clock;
};

void tst_RecoveryStore::writesOffsets_data()
{
    QTest::addColumn<qint64>("time");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("the first one is the time alone")
        << Q_INT64_C(1'800'000'000'000) << 1 << "QCON500"_ba;
    QTest::newRow("the second one of a millisecond")
        << Q_INT64_C(1'800'000'000'000) << 2 << "QCON500.0"_ba;
    QTest::newRow("the third one") << Q_INT64_C(1'800'000'000'000) << 3 << "QCON500.1"_ba;
    QTest::newRow("after 64 of them") << Q_INT64_C(1'800'000'000'000) << 67 << "QCON500.11"_ba;
    QTest::newRow("a clock that was never set") << Q_INT64_C(0) << 3 << "0.2"_ba;
}

void tst_RecoveryStore::writesOffsets()
{
    QFETCH(qint64, time);
    QFETCH(int, count);
    QFETCH(QByteArray, text);
    RecoveryOffset offset;
    for (int i = 0; i < count; ++i)
        offset = RecoveryOffset::after(offset, time);
    QCOMPARE(offset.text(), text);
    QVERIFY(RecoveryOffset::fromText(text) == offset);
}

void tst_RecoveryStore::ordersOffsets()
{
    const RecoveryOffset first = RecoveryOffset::after({}, 1000);
    const RecoveryOffset second = RecoveryOffset::after(first, 1000);
    const RecoveryOffset third = RecoveryOffset::after(second, 1001);
    // The clock was set back.
    const RecoveryOffset fourth = RecoveryOffset::after(third, 5);
    QVERIFY(first < second && second < third && third < fourth);
    QVERIFY(!RecoveryOffset::fromText(""));
    QVERIFY(!RecoveryOffset::fromText("0."));
    QVERIFY(!RecoveryOffset::fromText("00000000"));
    QVERIFY(!RecoveryOffset::fromText("0.00000"));
    QVERIFY(!RecoveryOffset::fromText("a b"));
}

void tst_RecoveryStore::looksLikeAnOffset_data()
{
    constexpr qint64 now = 1'800'000'000'000;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<bool>("is");

    QTest::newRow("in memory") << "QCON500"_ba << now << true;
    QTest::newRow("in memory, one of several") << "QCON500.1-"_ba << now << true;
    QTest::newRow("of yesterday") << "QCON500"_ba << now + 24 * 3'600'000 << true;
    QTest::newRow("of last week") << "QCON500"_ba << now + 7 * 24 * 3'600'000 << false;
    QTest::newRow("this clock was never set") << "QCON500"_ba << Q_INT64_C(86'400'000) << true;
    QTest::newRow("a stream of Redis") << "1800000000123-0"_ba << now << true;
    QTest::newRow("another number and a dash") << "555-1234"_ba << now << false;
    QTest::newRow("an id of Mongo") << "6b49d2000123456789abcdef"_ba << now << true;
    QTest::newRow("another hash") << "0123456789abcdef01234567"_ba << now << false;
    QTest::newRow("a word") << "Quality"_ba << now << false;
    QTest::newRow("a longer word") << "characters"_ba << now << false;
    QTest::newRow("nothing") << ""_ba << now << false;
    QTest::newRow("a dot too much") << "QCON500."_ba << now << false;
}

void tst_RecoveryStore::looksLikeAnOffset()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, now);
    QTEST(looksLikeRecoveryOffset(text, now), "is");
}

void tst_RecoveryStore::selectsByRooms()
{
    RecoveryStore store(usual);
    store.keep(session(store));
    append(store, "all");
    append(store, "id", {.rooms = {u"id"_s}});
    append(store, "other", {.rooms = {u"other"_s}});
    append(store, "one of two", {.rooms = {u"other"_s, u"r"_s}});
    append(store, "not me", {.except = {u"id"_s}});
    append(store, "not they", {.except = {u"other"_s}});
    append(store, "not mine", {.rooms = {u"r"_s}, .except = {u"id"_s}});
    const auto found = store.take(u"p"_s, {});
    QVERIFY(found);
    QCOMPARE(missed(store, *found), (QByteArrayList{"all", "id", "one of two", "not they"}));
}

void tst_RecoveryStore::keepsNoMorePacketsThanItMay()
{
    RecoveryStore store({.age = 120s, .sessions = 10, .packets = 3, .bytes = 100'000});
    QStringList offsets;
    for (int i = 0; i < 5; ++i)
        offsets.append(append(store, QByteArray::number(i)));
    QCOMPARE(store.log().size(), 3);
    // All that came after the second packet is there; after the first, one is missing.
    QVERIFY(store.log().reaches(*RecoveryOffset::fromText(offsets[1].toLatin1())));
    QVERIFY(!store.log().reaches(*RecoveryOffset::fromText(offsets[0].toLatin1())));
}

void tst_RecoveryStore::keepsNoMoreBytesThanItMay()
{
    RecoveryStore store({.age = 120s, .sessions = 10, .packets = 100, .bytes = 10'000});
    for (int i = 0; i < 100; ++i)
        append(store, QByteArray(2'000, 'x'));
    QCOMPARE(store.log().size(), 4);
    QVERIFY(store.log().bytes() <= 10'000);
    append(store, QByteArray(20'000, 'x'));
    QVERIFY(store.log().isEmpty());
    QCOMPARE(store.log().bytes(), 0);
}

void tst_RecoveryStore::forgetsOldPackets()
{
    RecoveryStore store(usual);
    append(store, "old");
    m_clock.advance(100s);
    append(store, "new");
    m_clock.advance(81s);
    QCOMPARE(store.log().size(), 1);
    m_clock.advance(200s);
    QVERIFY(store.log().isEmpty());
}

void tst_RecoveryStore::keepsNothingButTheBytesOfAPacket()
{
    RecoveryStore store(usual);
    store.log().reserve(1);
    QByteArray large("room before2[\"x\"]");
    large.reserve(1'000'000);
    store.append({.buffer = large, .begin = 11, .attachments = {"binary"_ba}}, {});
    const auto *entry = store.log().next({}, {});
    QVERIFY(entry);
    QCOMPARE(entry->packet.buffer, "2[\"x\"]"_ba);
    QVERIFY(entry->packet.buffer.capacity() < 100);
    QCOMPARE(entry->packet.attachments, QByteArrayList{"binary"});
    QVERIFY(entry->size < 1'000);
}

void tst_RecoveryStore::givesASessionBackOnce()
{
    RecoveryStore store(usual);
    store.keep(session(store));
    QCOMPARE(store.sessionCount(), 1);
    QVERIFY(store.take(u"p"_s, {}));
    QVERIFY(!store.take(u"p"_s, {}));
    QCOMPARE(store.sessionCount(), 0);
    // When its client goes away again it is there again.
    store.keep(session(store));
    QVERIFY(store.take(u"p"_s, {}));
}

void tst_RecoveryStore::givesAwayWhatCameAfterTheOffset()
{
    RecoveryStore store(usual);
    RecoverySession mine = session(store);
    QStringList offsets;
    for (int i = 0; i < 3; ++i) {
        offsets.append(append(store, QByteArray::number(i)));
        mine.sent = store.log().end();
    }
    store.keep(mine);
    append(store, "3");
    const auto found = store.take(u"p"_s, offsets[1]);
    QVERIFY(found);
    QCOMPARE(missed(store, *found), (QByteArrayList{"2", "3"}));
}

void tst_RecoveryStore::needsNoOffsetWhereNothingWasSent()
{
    RecoveryStore store(usual);
    append(store, "before");
    RecoverySession mine = session(store);
    append(store, "lost on the way");
    mine.sent = store.log().end();
    store.keep(mine);
    append(store, "while away");
    const auto found = store.take(u"p"_s, {});
    QVERIFY(found);
    QCOMPARE(missed(store, *found), (QByteArrayList{"lost on the way", "while away"}));
}

void tst_RecoveryStore::remembersAQuietClient()
{
    // Its last packet is forgotten, but nothing was written for it since then.
    RecoveryStore store(usual);
    RecoverySession mine = session(store);
    const QString offset = append(store, "long ago");
    mine.sent = store.log().end();
    m_clock.advance(200s);
    append(store, "for others", {.rooms = {u"other"_s}});
    m_clock.advance(200s);
    store.keep(mine);
    append(store, "while away");
    const auto found = store.take(u"p"_s, offset);
    QVERIFY(found);
    QCOMPARE(missed(store, *found), QByteArrayList{"while away"});
    // Also when it comes a second time.
    store.keep(*found);
    const auto again = store.take(u"p"_s, offset);
    QVERIFY(again);
    QCOMPARE(missed(store, *again), QByteArrayList());
}

void tst_RecoveryStore::ignoresTheOffsetOfAnEarlierSession()
{
    RecoveryStore store(usual);
    const QString offset = append(store, "seen");
    append(store, "before this session");
    store.keep(session(store));
    append(store, "while away");
    const auto found = store.take(u"p"_s, offset);
    QVERIFY(found);
    QCOMPARE(missed(store, *found), QByteArrayList{"while away"});
}

void tst_RecoveryStore::refuses_data()
{
    QTest::addColumn<QString>("pid");
    QTest::addColumn<QString>("offset");
    QTest::addColumn<int>("secondsAway");

    QTest::newRow("an unknown session") << u"other"_s << QString() << 1;
    QTest::newRow("an offset that is none") << u"p"_s << u"no offset"_s << 1;
    QTest::newRow("an offset that is not there yet") << u"p"_s << u"zzzzzzz"_s << 1;
    QTest::newRow("an offset that is not here any more") << u"p"_s << u"0"_s << 1;
    QTest::newRow("too late") << u"p"_s << QString() << 121;
}

void tst_RecoveryStore::refuses()
{
    QFETCH(QString, pid);
    QFETCH(QString, offset);
    QFETCH(int, secondsAway);
    RecoveryStore store({.age = 120s, .sessions = 10, .packets = 1, .bytes = 100'000});
    RecoverySession mine = session(store);
    append(store, "1");
    append(store, "2");
    mine.sent = store.log().end();
    store.keep(mine);
    m_clock.advance(std::chrono::seconds(secondsAway));
    QVERIFY(!store.take(pid, offset.isNull() ? std::nullopt : std::optional(offset)));
}

void tst_RecoveryStore::forgetsOldSessions()
{
    RecoveryStore store(usual);
    store.keep(session(store, u"a"_s));
    m_clock.advance(100s);
    store.keep(session(store, u"b"_s));
    m_clock.advance(81s);
    QCOMPARE(store.sessionCount(), 1);
    m_clock.advance(200s);
    QCOMPARE(store.sessionCount(), 0);
}

void tst_RecoveryStore::keepsNoMoreSessionsThanItMay()
{
    RecoveryStore store({.age = 120s, .sessions = 2, .packets = 10, .bytes = 100'000});
    for (const QString &pid : {u"a"_s, u"b"_s, u"c"_s})
        store.keep(session(store, pid));
    QCOMPARE(store.sessionCount(), 2);
    QVERIFY(!store.take(u"a"_s, {}));
    QVERIFY(store.take(u"b"_s, {}));
    QVERIFY(store.take(u"c"_s, {}));
}

QTEST_GUILESS_MAIN(tst_RecoveryStore)
#include "tst_recoverystore.moc"
