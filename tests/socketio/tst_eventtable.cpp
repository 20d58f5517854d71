// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/eventtable_p.h>

#include <QTest>

#include <tests/support/nowhere.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using QSocketIo::Testing::Nowhere;

namespace {

// An object with events, as a socket is one.
class Owner : public QObject, public Guarded
{
public:
    Owner() = default;
    explicit Owner(EventNames names) : table(std::move(names)) { }

    template <typename Function>
    Subscription on(QByteArrayView event, Function function)
    {
        return on(event, this, std::move(function));
    }
    template <typename Receiver, typename Function>
    Subscription on(QByteArrayView event, Receiver *receiver, Function function)
    {
        return add(event, Detail::makeHandler(this, receiver, std::move(function)));
    }
    template <typename Function>
    Subscription once(QByteArrayView event, Function function)
    {
        auto handler = Detail::makeHandler(this, this, std::move(function));
        handler->setOnce();
        return add(event, std::move(handler));
    }
    bool call(QByteArrayView event, const Arguments &arguments = {}) const
    {
        const Nowhere nowhere;
        Detail::Invocation invocation(nowhere, arguments, {});
        const Guarded::Guard alive(*this);
        return table.call(event, invocation, alive);
    }

    EventTable table;

private:
    Subscription add(QByteArrayView event, Detail::HandlerPointer handler)
    {
        Subscription subscription(*handler);
        table.add(event, std::move(handler));
        return subscription;
    }
};

class Receiver : public QObject
{
public:
    void hear(int number) { heard.append(number); }

    QList<int> heard;
};

// Ends its owner while it is read from the arguments.
struct Poison
{
    static inline std::unique_ptr<Owner> owner;
};

// An owner whose handlers note that they were called.
class NotingOwner : public Owner
{
public:
    using Owner::Owner;

    void hear(const char *event)
    {
        on(event, [this, event] { m_heard.append(QLatin1StringView(event)); });
    }
    // What is heard when each event comes once.
    QStringList heard()
    {
        m_heard.clear();
        for (const auto event : {"a", "b", "c", "d", "e", "x"})
            call(event);
        return m_heard;
    }

private:
    QStringList m_heard;
};

void hearAll(NotingOwner &owner)
{
    for (const auto event : {"a", "b", "c"})
        owner.hear(event);
}

} // namespace

template <>
struct QSocketIo::ValueTraits<Poison>
{
    static bool read(Reader &in, Poison &)
    {
        Poison::owner.reset();
        int number = 0;
        return in.value(number);
    }
};

// What handlers may do to their table while they are called.
class tst_EventTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void handlersOfOneEventAreCalledInTheirOrder();
    void handlersMayBeAddedDuringACall();
    void aHandlerMayEndItself();
    void aHandlerMayEndThoseBehindIt();
    void aHandlerMayRemoveAllWhileItRuns();
    void aHandlerMayEndItsOwner();
    void onceEndsBeforeTheCall();
    void aSlotIsCalledOnItsReceiver();
    void handlersWithoutTheirReceiverAreSweptOut();
    void theOwnerMayEndWhileArgumentsAreRead();
    void whatAHandlerCapturedGoesWithIt();
    void whatAHandlerCapturedMayUseTheTableAsItGoes();
    void aSubscriptionOutlivesTheOwner();
    void tablesThatShareTheirNamesKeepTheirOwnHandlers_data();
    void tablesThatShareTheirNamesKeepTheirOwnHandlers();
    void sharedNamesAreThereOnce();
};

void tst_EventTable::handlersOfOneEventAreCalledInTheirOrder()
{
    Owner owner;
    QStringList order;
    for (int i = 0; i < 3; ++i) {
        for (const auto event : {"a", "b", "c"})
            owner.on(event, [&order, event, i] {
                order.append(QLatin1StringView(event) + QString::number(i));
            });
    }
    QVERIFY(owner.call("b"));
    QVERIFY(owner.call("c"));
    QVERIFY(owner.call("d"));
    QCOMPARE(order, (QStringList{u"b0"_s, u"b1"_s, u"b2"_s, u"c0"_s, u"c1"_s, u"c2"_s}));
    owner.table.remove("b");
    owner.call("b");
    QCOMPARE(order.size(), 6);
    owner.call("a");
    QCOMPARE(order.last(), u"a2"_s);
}

void tst_EventTable::handlersMayBeAddedDuringACall()
{
    Owner owner;
    int calls = 0;
    owner.on("event", [&] {
        for (int i = 0; i < 20; ++i)
            owner.on("event", [&calls] { ++calls; });
        ++calls;
    });
    owner.call("event");
    QCOMPARE(calls, 1);
    owner.table.remove("event");
    owner.call("event");
    QCOMPARE(calls, 1);
}

void tst_EventTable::aHandlerMayEndItself()
{
    Owner owner;
    int calls = 0;
    Subscription self = owner.on("event", [&] {
        self.cancel();
        ++calls;
        owner.call("event");
    });
    QVERIFY(self.isActive());
    owner.call("event");
    owner.call("event");
    QCOMPARE(calls, 1);
    QVERIFY(!self.isActive());
}

void tst_EventTable::aHandlerMayEndThoseBehindIt()
{
    Owner owner;
    QStringList order;
    Subscription second;
    owner.on("event", [&] {
        order.append(u"first"_s);
        second.cancel();
    });
    second = owner.on("event", [&] { order.append(u"second"_s); });
    owner.on("event", [&] { order.append(u"third"_s); });
    owner.call("event");
    QCOMPARE(order, (QStringList{u"first"_s, u"third"_s}));
}

void tst_EventTable::aHandlerMayRemoveAllWhileItRuns()
{
    Owner owner;
    QString said;
    owner.on("event", [&owner, &said, text = u"still here"_s] {
        owner.table.clear();
        owner.on("other", [] {});
        said = text;
    });
    owner.on("event", [&said] { said += u" and more"_s; });
    owner.call("event");
    QCOMPARE(said, u"still here"_s);
    owner.call("event");
    QCOMPARE(said, u"still here"_s);
}

void tst_EventTable::aHandlerMayEndItsOwner()
{
    auto owner = std::make_unique<Owner>();
    QString said;
    owner->on("event", [&owner, &said, text = u"still here"_s] {
        owner.reset();
        said = text;
    });
    owner->on("event", this, [&said] { said += u" and more"_s; });
    owner->call("event");
    QCOMPARE(said, u"still here"_s);
}

void tst_EventTable::onceEndsBeforeTheCall()
{
    Owner owner;
    int calls = 0;
    const Subscription subscription = owner.once("event", [&] {
        ++calls;
        owner.call("event");
    });
    owner.call("event");
    QCOMPARE(calls, 1);
    QVERIFY(!subscription.isActive());
}

void tst_EventTable::aSlotIsCalledOnItsReceiver()
{
    Owner owner;
    auto receiver = std::make_unique<Receiver>();
    const Subscription subscription = owner.on("event", receiver.get(), &Receiver::hear);
    QVERIFY(owner.call("event", Arguments::of(7)));
    QVERIFY(!owner.call("event", Arguments::of(u"seven"_s)));
    QCOMPARE(receiver->heard, QList<int>{7});
    receiver.reset();
    QVERIFY(!subscription.isActive());
    QVERIFY(owner.call("event", Arguments::of(8)));
}

void tst_EventTable::handlersWithoutTheirReceiverAreSweptOut()
{
    Owner owner;
    const auto token = std::make_shared<int>();
    auto receiver = std::make_unique<QObject>();
    for (int i = 0; i < 4; ++i)
        owner.on("event", receiver.get(), [token] {});
    QCOMPARE(token.use_count(), 5);
    receiver.reset();
    for (int i = 0; i < 8; ++i)
        owner.on("other", [] {});
    QCOMPARE(token.use_count(), 1);
}

void tst_EventTable::theOwnerMayEndWhileArgumentsAreRead()
{
    int calls = 0;
    Poison::owner = std::make_unique<Owner>();
    Poison::owner->on("event", [&calls](Poison) { ++calls; });
    const Owner &owner = *Poison::owner;
    QVERIFY(owner.call("event", Arguments::of(1)));
    QVERIFY(!Poison::owner);
    QCOMPARE(calls, 0);
}

void tst_EventTable::whatAHandlerCapturedGoesWithIt()
{
    const auto token = std::make_shared<int>();
    Owner owner;
    const Subscription subscription = owner.on("event", [token] {});
    const Subscription copy = subscription; // NOLINT(performance-unnecessary-copy-initialization)
    QCOMPARE(token.use_count(), 2);
    owner.table.remove("event");
    QCOMPARE(token.use_count(), 1);
    QVERIFY(!subscription.isActive());
    QVERIFY(!copy.isActive());
}

void tst_EventTable::whatAHandlerCapturedMayUseTheTableAsItGoes()
{
    Owner owner;
    int calls = 0;
    const auto cleanUp = [&owner, &calls](int *) {
        owner.table.remove("other");
        owner.on("late", [&calls] { ++calls; });
    };
    owner.on("event", [token = std::shared_ptr<int>(nullptr, cleanUp)] {});
    owner.on("other", [] {});
    owner.table.clear();
    owner.call("late");
    QCOMPARE(calls, 1);
}

void tst_EventTable::aSubscriptionOutlivesTheOwner()
{
    Subscription subscription;
    QVERIFY(!subscription.isActive());
    {
        Owner owner;
        subscription = owner.on("event", [] {});
        QVERIFY(subscription.isActive());
    }
    QVERIFY(!subscription.isActive());
    subscription.cancel();
}

// What one of three does to its events leaves the others as they are.
void tst_EventTable::tablesThatShareTheirNamesKeepTheirOwnHandlers_data()
{
    QTest::addColumn<std::function<void(NotingOwner &)>>("change");
    QTest::addColumn<QStringList>("heard");
    const auto row = [](const char *name, const std::function<void(NotingOwner &)> &change,
                        const QStringList &heard) { QTest::newRow(name) << change << heard; };
    row("it removes one", [](NotingOwner &it) { it.table.remove("b"); }, {u"a"_s, u"c"_s});
    row("it removes all", [](NotingOwner &it) { it.table.clear(); }, {});
    row("it has one more", [](NotingOwner &it) { it.hear("d"); }, {u"a"_s, u"b"_s, u"c"_s, u"d"_s});
    row("it has one twice", [](NotingOwner &it) { it.hear("a"); },
        {u"a"_s, u"a"_s, u"b"_s, u"c"_s});
    row("it has others now",
        [](NotingOwner &it) {
            it.table.clear();
            it.hear("x");
            it.hear("b");
        },
        {u"b"_s, u"x"_s});
}

void tst_EventTable::tablesThatShareTheirNamesKeepTheirOwnHandlers()
{
    QFETCH(const std::function<void(NotingOwner &)>, change);
    QFETCH(const QStringList, heard);
    NotingOwner before;
    hearAll(before);
    NotingOwner changed(before.table.names());
    hearAll(changed);
    NotingOwner after(before.table.names());
    hearAll(after);
    change(changed);
    QCOMPARE(changed.heard(), heard);
    for (NotingOwner *owner : {&before, &after}) {
        QCOMPARE(owner->heard(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        owner->hear("e");
        QCOMPARE(owner->heard(), (QStringList{u"a"_s, u"b"_s, u"c"_s, u"e"_s}));
    }
    QCOMPARE(changed.heard(), heard);
}

void tst_EventTable::sharedNamesAreThereOnce()
{
    EventNames first;
    first.append(0, "a");
    EventNames second = first;
    second.append(0, "a");
    QCOMPARE(first.first(1).data(), second.first(1).data());
    second.append(1, "b");
    first.append(1, "c");
    QCOMPARE(first.first(2)[1].view(), "c");
    QCOMPARE(second.first(2)[1].view(), "b");
    QVERIFY(first.first(1).data() != second.first(1).data());
}

QTEST_APPLESS_MAIN(tst_EventTable)
#include "tst_eventtable.moc"
