// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/guarded.h>

#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <optional>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Thing : Guarded
{
};

} // namespace

class tst_Guarded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void tellsTheEnd();
    void guardsEndInAnyOrder();
    void guardsNothing();
};

void tst_Guarded::tellsTheEnd()
{
    auto thing = std::make_unique<Thing>();
    const Guarded::Guard first(*thing);
    const Guarded::Guard second(*thing);
    QVERIFY(first);
    QVERIFY(second);
    thing.reset();
    QVERIFY(!first);
    QVERIFY(!second);
}

void tst_Guarded::guardsEndInAnyOrder()
{
    for (const QList<int> &order : {QList<int>{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {1, 2, 0}}) {
        auto thing = std::make_unique<Thing>();
        std::optional<Guarded::Guard> guards[3];
        for (auto &guard : guards)
            guard.emplace(*thing);
        guards[order[0]].reset();
        const Guarded::Guard another(*thing);
        guards[order[1]].reset();
        QVERIFY(*guards[order[2]]);
        thing.reset();
        QVERIFY(!*guards[order[2]]);
        QVERIFY(!another);
    }
}

void tst_Guarded::guardsNothing()
{
    const Guarded::Guard none;
    QVERIFY(!none);
    // Nobody asks any more.
    auto thing = std::make_unique<Thing>();
    std::make_unique<Guarded::Guard>(*thing).reset();
    thing.reset();
}

QTEST_APPLESS_MAIN(tst_Guarded)
#include "tst_guarded.moc"
