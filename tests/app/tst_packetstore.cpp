// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/feed.h>
#include <app/capture/packetstore.h>
#include <app/capture/stringtable.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

class tst_PacketStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void numbersPackets();
    void keepsAttachments();
    void keepsEmptyPayloads();
    void cutsWhatIsTooLong();
    void fillsSegments();
    void dropsTheOldest();
    void learnsLater();
    void startsAnew();
    void countsWhatTheFeedLoses();
    void knowsNamesByNumber();
    void doesNotTakeNamesForEver();
};

void tst_PacketStore::numbersPackets()
{
    PacketStore store;
    QCOMPARE(store.count(), 0u);
    QCOMPARE(store.append({}, {"one", {}}), 1u);
    QCOMPARE(store.append({.size = 7}, {"two", {}}), 2u);
    QCOMPARE(store.count(), 2u);
    QCOMPARE(store.bytes(1).text, "one"_ba);
    QCOMPARE(store.bytes(2).text, "two"_ba);
    QCOMPARE(store.header(2).size, 7u);
    QVERIFY(!store.contains(0));
    QVERIFY(!store.contains(3));
}

void tst_PacketStore::keepsAttachments()
{
    PacketStore store;
    store.append({}, {"text", {"first", "", "third"}});
    const PacketBytes bytes = store.bytes(1);
    QCOMPARE(bytes.text, "text"_ba);
    QCOMPARE(bytes.attachments.size(), 3);
    QCOMPARE(bytes.attachments[0], "first"_ba);
    QCOMPARE(bytes.attachments[1], ""_ba);
    QCOMPARE(bytes.attachments[2], "third"_ba);
}

void tst_PacketStore::keepsEmptyPayloads()
{
    PacketStore store;
    for (int i = 0; i < 3; ++i)
        store.append({}, {});
    QCOMPARE(store.count(), 3u);
    QVERIFY(store.bytes(2).text.isEmpty());
}

void tst_PacketStore::cutsWhatIsTooLong()
{
    PacketStore store;
    const QByteArray text(PacketStore::PayloadLimit - 10, 'a');
    const QByteArray attachment(100, 'b');
    store.append({}, {text, {attachment}});
    QVERIFY(store.header(1).has(PacketHeader::Truncated));
    QCOMPARE(store.bytes(1).text.size(), text.size());
    QCOMPARE(store.bytes(1).attachments[0].size(), 10);
    QList<QByteArrayView> many(1000, QByteArrayView("x"));
    store.append({}, {"t", many});
    QCOMPARE(store.bytes(2).attachments.size(), PacketStore::AttachmentLimit);
    QVERIFY(store.header(2).has(PacketHeader::Truncated));
}

void tst_PacketStore::fillsSegments()
{
    PacketStore store;
    constexpr quint64 Count = Segment::Capacity * 2 + 100;
    for (quint64 i = 1; i <= Count; ++i)
        store.append({.ackId = i}, {QByteArray::number(i), {}});
    QCOMPARE(store.firstSequence(), 1u);
    QCOMPARE(store.count(), Count);
    for (quint64 i : {quint64(1), quint64(Segment::Capacity), quint64(Segment::Capacity) + 1,
                      quint64(Segment::Capacity) * 2, Count}) {
        QCOMPARE(store.header(i).ackId, i);
        QCOMPARE(store.bytes(i).text, QByteArray::number(i));
    }
}

void tst_PacketStore::dropsTheOldest()
{
    constexpr qint64 Limit = 80 * 1024 * 1024;
    PacketStore store(Limit);
    const QByteArray payload(64 * 1024, 'x');
    for (int i = 0; i < 4000; ++i)
        store.append({}, {payload, {}});
    QVERIFY(store.bytes() <= Limit);
    QVERIFY(store.firstSequence() > 1);
    QCOMPARE(store.endSequence(), 4001u);
    QVERIFY(!store.contains(1));
    QCOMPARE(store.bytes(store.firstSequence()).text, payload);
}

void tst_PacketStore::learnsLater()
{
    PacketStore store;
    store.append({}, {"question", {}});
    store.append({}, {"answer", {}});
    store.setPair(1, 2, 1500);
    QCOMPARE(store.header(1).pair, 2u);
    QCOMPARE(store.header(1).latency, 1500u);
    store.setUnanswered(2);
    QVERIFY(store.header(2).has(PacketHeader::Unanswered));
}

void tst_PacketStore::startsAnew()
{
    PacketStore store;
    store.append({}, {"one", {}});
    store.clear();
    QCOMPARE(store.count(), 0u);
    QCOMPARE(store.bytes(), 0);
    QCOMPARE(store.append({}, {"two", {}}), 1u);
    QCOMPARE(store.bytes(1).text, "two"_ba);
}

void tst_PacketStore::countsWhatTheFeedLoses()
{
    Feed feed(1000);
    const QByteArray data(300, 'x');
    for (int i = 0; i < 10; ++i)
        feed.add({.connection = quint64(i), .data = data});
    Batch batch;
    feed.take(batch);
    QVERIFY(batch.size() > 0);
    QCOMPARE(quint64(batch.size()) + batch.lost(), 10u);
    QCOMPARE(batch.record(0).data, data);
    QCOMPARE(batch.record(batch.size() - 1).connection, quint64(batch.size() - 1));
    feed.take(batch);
    QVERIFY(batch.isEmpty());
    feed.add({.session = "abc", .data = "later"});
    feed.take(batch);
    QCOMPARE(batch.record(0).session, "abc"_ba);
    QCOMPARE(batch.record(0).data, "later"_ba);
}

void tst_PacketStore::knowsNamesByNumber()
{
    StringTable table;
    const quint32 chat = table.intern("chat");
    QCOMPARE(table.intern("chat"), chat);
    QVERIFY(table.intern("other") != chat);
    QCOMPARE(table.text(chat), u"chat"_s);
    QCOMPARE(table.find("chat"), chat);
    QCOMPARE(table.find("unknown"), StringTable::Empty);
    QCOMPARE(table.intern(""), StringTable::Empty);
    QCOMPARE(table.bytes(table.intern(QByteArray(10'000, 'x'))).size(), StringTable::LengthLimit);
}

void tst_PacketStore::doesNotTakeNamesForEver()
{
    StringTable table;
    for (size_t i = 0; i < StringTable::Capacity + 100; ++i)
        table.intern(QByteArray::number(qulonglong(i)));
    QCOMPARE(table.count(), quint32(StringTable::Capacity));
    QCOMPARE(table.intern("one too many"), StringTable::Overflow);
}

QTEST_GUILESS_MAIN(tst_PacketStore)
#include "tst_packetstore.moc"
