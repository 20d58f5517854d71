// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/fewitems_p.h>

#include <QTest>

#include <memory>

using namespace QSocketIo;

namespace {

using Items = FewItems<std::unique_ptr<int>>;

QList<int> valuesOf(const Items &items)
{
    QList<int> values;
    for (const auto &item : items)
        values.append(*item);
    return values;
}

} // namespace

// A list that has one item nearly always.
class tst_FewItems : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itemsComeAndGo_data();
    void itemsComeAndGo();
    void aMovedListIsEmpty_data() { itemsComeAndGo_data(); }
    void aMovedListIsEmpty();
};

void tst_FewItems::itemsComeAndGo_data()
{
    QTest::addColumn<int>("count");
    QTest::newRow("none") << 0;
    QTest::newRow("one") << 1;
    QTest::newRow("two") << 2;
    QTest::newRow("several") << 5;
}

void tst_FewItems::itemsComeAndGo()
{
    QFETCH(int, count);
    Items items;
    QList<int> expected;
    for (int i = 0; i < count; ++i) {
        items.append(std::make_unique<int>(i));
        expected.append(i);
    }
    QCOMPARE(valuesOf(items), expected);
    for (int i = count; i-- > 0;) {
        const int victim = i / 2;
        items.erase(items.begin() + victim);
        expected.removeAt(victim);
        QCOMPARE(valuesOf(items), expected);
        QCOMPARE(items.size(), size_t(i));
    }
    items.append(std::make_unique<int>(7));
    QCOMPARE(valuesOf(items), QList<int>{7});
}

void tst_FewItems::aMovedListIsEmpty()
{
    QFETCH(int, count);
    Items items;
    for (int i = 0; i < count; ++i)
        items.append(std::make_unique<int>(i));
    const Items taken = std::exchange(items, {});
    QCOMPARE(taken.size(), size_t(count));
    QCOMPARE(items.size(), size_t(0));
    QCOMPARE(items.begin(), items.end());
}

QTEST_APPLESS_MAIN(tst_FewItems)
#include "tst_fewitems.moc"
