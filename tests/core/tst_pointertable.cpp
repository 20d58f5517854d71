// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/idbytes_p.h>
#include <qsocketio/core/pointertable_p.h>
#include <qsocketio/core/samebytes_p.h>

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

struct Thing
{
    explicit Thing(QByteArrayView id, std::size_t hash) : id(id), hash(hash) { }

    IdBytes id;
    std::size_t hash;
};

struct HashOfThing
{
    std::size_t operator()(const Thing &thing) const { return thing.hash; }
};

using Table = PointerTable<std::unique_ptr<Thing>, HashOfThing>;

Thing *find(const Table &table, QByteArrayView id, std::size_t hash)
{
    return table.find(hash, [id](const Thing &thing) { return sameBytes(thing.id.view(), id); });
}

} // namespace

// A table that knows its objects by their own ids.
class tst_PointerTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void whatWasInsertedIsFoundUntilItIsTaken_data();
    void whatWasInsertedIsFoundUntilItIsTaken();
    void allAreVisitedWhileTheyGo();
    void idsOfAnyLength_data();
    void idsOfAnyLength();
};

void tst_PointerTable::whatWasInsertedIsFoundUntilItIsTaken_data()
{
    QTest::addColumn<quint32>("differentHashes");
    QTest::newRow("all hashes are the same") << 1u;
    QTest::newRow("few hashes, next to each other") << 5u;
    QTest::newRow("many hashes") << (1u << 20);
}

void tst_PointerTable::whatWasInsertedIsFoundUntilItIsTaken()
{
    QFETCH(quint32, differentHashes);
    std::minstd_rand random(7); // NOLINT(cert-msc51-cpp,bugprone-random-generator-seed)
    Table table;
    std::map<int, std::size_t> present;
    for (int step = 0; step < 3000; ++step) {
        const int number = int(random() % 200);
        const QByteArray id = QByteArray::number(number);
        // From the end of the table as well.
        const std::size_t hash = ~std::size_t(0) - std::size_t(number * 7919) % differentHashes;
        Thing *known = find(table, id, hash);
        QCOMPARE(known != nullptr, present.contains(number));
        if (known) {
            QCOMPARE(table.take(*known).get(), known);
            present.erase(number);
        } else {
            table.insert(std::make_unique<Thing>(id, hash));
            present.emplace(number, hash);
        }
        QCOMPARE(table.size(), present.size());
    }
    for (const auto &[number, hash] : present)
        QVERIFY(find(table, QByteArray::number(number), hash));
    const Thing stranger("0", ~std::size_t(0));
    QVERIFY(!table.take(stranger));
}

void tst_PointerTable::allAreVisitedWhileTheyGo()
{
    Table table;
    std::size_t place = 0;
    QVERIFY(!table.next(place));
    std::set<QByteArray> all;
    for (int i = 0; i < 100; ++i) {
        const QByteArray id = QByteArray::number(i);
        table.insert(std::make_unique<Thing>(id, hashOf(id)));
        all.insert(id);
    }
    std::set<QByteArray> visited;
    table.forEach(
        [&visited](const Thing &thing) { visited.insert(thing.id.view().toByteArray()); });
    QVERIFY(visited == all);
    int rounds = 0;
    while (const Thing *thing = table.next(place)) {
        all.erase(table.take(*thing)->id.view().toByteArray());
        // Others come meanwhile.
        if (++rounds <= 50) {
            const QByteArray id = "late" + QByteArray::number(rounds);
            table.insert(std::make_unique<Thing>(id, hashOf(id)));
        }
    }
    QCOMPARE(rounds, 150);
    QVERIFY(all.empty());
    QVERIFY(table.isEmpty());
}

void tst_PointerTable::idsOfAnyLength_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {0, 1, 20, 22, 23, 24, 254, 255, 256, 4000})
        QTest::addRow("%d bytes", size) << size;
}

void tst_PointerTable::idsOfAnyLength()
{
    QFETCH(int, size);
    const QByteArray bytes(size, 'x');
    IdBytes id(bytes);
    QCOMPARE(id.view(), bytes);
    id = "another one, somewhat longer than those of our own";
    QCOMPARE(id.view(), "another one, somewhat longer than those of our own"_ba);
    id = bytes;
    QCOMPARE(id.view(), bytes);
}

QTEST_APPLESS_MAIN(tst_PointerTable)
#include "tst_pointertable.moc"
