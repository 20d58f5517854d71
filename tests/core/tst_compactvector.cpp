// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/compactvector.h>

#include <QRegularExpression>
#include <QTest>

#include <vector>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

using Items = CompactVector<std::shared_ptr<int>>;

std::vector<int> values(const Items &items)
{
    std::vector<int> values;
    for (const auto &item : items)
        values.push_back(*item);
    return values;
}

Items upTo(int count)
{
    Items items;
    for (int i = 0; i < count; ++i)
        items.push_back(std::make_shared<int>(i));
    return items;
}

} // namespace

class tst_CompactVector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void itIsOnePointer();
    void anEmptyOneHasNoItems();
    void itemsKeepTheirOrderAsItGrows();
    void anItemIsInsertedBeforeAnother();
    void itemsAreErased();
    void itemsGoWithIt();
    void aMovedOneIsEmpty();
};

void tst_CompactVector::itIsOnePointer()
{
    QCOMPARE(sizeof(Items), sizeof(void *));
}

void tst_CompactVector::anEmptyOneHasNoItems()
{
    const Items items;
    QVERIFY(items.empty());
    QCOMPARE(items.begin(), items.end());
    QCOMPARE(items.capacity(), size_t(0));
}

void tst_CompactVector::itemsKeepTheirOrderAsItGrows()
{
    const Items items = upTo(100);
    QCOMPARE(items.size(), size_t(100));
    QVERIFY(items.capacity() >= items.size());
    for (int i = 0; i < 100; ++i)
        QCOMPARE(*items[size_t(i)], i);
}

void tst_CompactVector::anItemIsInsertedBeforeAnother()
{
    Items items = upTo(4);
    items.insert(items.begin() + 1, std::make_shared<int>(9));
    items.insert(items.begin(), std::make_shared<int>(8));
    items.insert(items.end(), std::make_shared<int>(7));
    QCOMPARE(values(items), (std::vector{8, 0, 9, 1, 2, 3, 7}));
}

void tst_CompactVector::itemsAreErased()
{
    Items items = upTo(6);
    const std::weak_ptr<int> erased = items[3];
    items.erase(items.begin() + 2, items.begin() + 4);
    QCOMPARE(values(items), (std::vector{0, 1, 4, 5}));
    QVERIFY(erased.expired());
    items.erase(items.begin() + 3);
    items.erase(items.begin(), items.begin());
    QCOMPARE(values(items), (std::vector{0, 1, 4}));
    items.erase(items.begin(), items.end());
    QVERIFY(items.empty());
}

void tst_CompactVector::itemsGoWithIt()
{
    std::weak_ptr<int> known;
    {
        const Items items = upTo(5);
        known = items[4];
        QVERIFY(!known.expired());
    }
    QVERIFY(known.expired());
}

void tst_CompactVector::aMovedOneIsEmpty()
{
    Items items = upTo(2);
    const Items moved = std::move(items);
    QVERIFY(items.empty()); // NOLINT(bugprone-use-after-move)
    QCOMPARE(values(moved), (std::vector{0, 1}));
}

QTEST_APPLESS_MAIN(tst_CompactVector)
#include "tst_compactvector.moc"
