// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/turn_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

namespace {

class Thing final : public Disposable
{
public:
    explicit Thing(bool &gone) : m_gone(gone) { }
    ~Thing() override { m_gone = true; }

private:
    bool &m_gone;
};

} // namespace

class tst_Turn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void outlivesTheEvent();
    void outlivesTheCallsBelow();
    void endsWithTheInnerTurn();
};

void tst_Turn::outlivesTheEvent()
{
    bool first = false;
    bool second = false;
    {
        Turn::Scope scope;
        Turn::dispose(std::make_unique<Thing>(first));
        QVERIFY(!first);
        scope.betweenEvents();
        QVERIFY(first);
        Turn::dispose(std::make_unique<Thing>(second));
        QVERIFY(!second);
    }
    QVERIFY(second);
}

// A call of the outer turn, which runs an event loop, may still be in the middle of it.
void tst_Turn::outlivesTheCallsBelow()
{
    bool gone = false;
    Turn::Scope outer;
    auto thing = std::make_unique<Thing>(gone);
    {
        Turn::Scope inner;
        Turn::dispose(std::move(thing));
        inner.betweenEvents();
        QVERIFY(!gone);
    }
    QVERIFY(!gone);
    outer.betweenEvents();
    QVERIFY(gone);
}

void tst_Turn::endsWithTheInnerTurn()
{
    bool older = false;
    bool newer = false;
    const Turn::Scope outer;
    auto thing = std::make_unique<Thing>(older);
    Turn::Scope inner;
    Turn::dispose(std::move(thing));
    Turn::dispose(std::make_unique<Thing>(newer));
    inner.betweenEvents();
    QVERIFY(newer);
    QVERIFY(!older);
}

QTEST_GUILESS_MAIN(tst_Turn)
#include "tst_turn.moc"
