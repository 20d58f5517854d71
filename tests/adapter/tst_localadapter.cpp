// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/adapter/localadapter_p.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

class Member final : public AdapterMember
{
public:
    explicit Member(const QString &id) : m_id(id) { }
    QString memberId() const override { return m_id; }

private:
    QString m_id;
};

class Journal final : public Adapter::Listener
{
public:
    void onRoomCreated(const QString &room) override { entries.append(u"create "_s + room); }
    void onRoomJoined(const QString &room, const QString &id) override
    {
        entries.append(u"join %1 %2"_s.arg(room, id));
    }
    void onRoomLeft(const QString &room, const QString &id) override
    {
        entries.append(u"leave %1 %2"_s.arg(room, id));
    }
    void onRoomDeleted(const QString &room) override { entries.append(u"delete "_s + room); }
    void onServerSideEvent(const QByteArray &event, const Arguments &,
                           const AdapterAnswer &) override
    {
        entries.append(u"event "_s + QString::fromUtf8(event));
    }

    QStringList take() { return std::exchange(entries, {}); }

    QStringList entries;
};

// Three sockets: a and b in "red", b and c in "blue".
struct Fixture
{
    Fixture()
    {
        for (Member *member : {&a, &b, &c})
            adapter.add(*member);
        adapter.join(a, u"red"_s);
        adapter.join(b, u"red"_s);
        adapter.join(b, u"blue"_s);
        adapter.join(c, u"blue"_s);
        journal.take();
    }
    ~Fixture()
    {
        for (Member *member : {&a, &b, &c})
            adapter.remove(*member);
    }

    QStringList visit(const Selection &selection) const
    {
        QStringList ids;
        adapter.visit(selection, [&ids](AdapterMember &m) { ids.append(m.memberId()); });
        ids.sort();
        return ids;
    }

    Journal journal;
    LocalAdapter adapter{journal};
    Member a{u"a"_s};
    Member b{u"b"_s};
    Member c{u"c"_s};
};

} // namespace

class tst_LocalAdapter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void visit_data();
    void visit();
    void eventsComeInTheOfficialOrder();
    void joiningTwiceIsJoiningOnce();
    void leavingKeepsTheOthers();
    void whoIsRemovedIsReachedNoMore();
    void aSocketsIdIsARoom();
};

void tst_LocalAdapter::visit_data()
{
    QTest::addColumn<QStringList>("rooms");
    QTest::addColumn<QStringList>("except");
    QTest::addColumn<QStringList>("ids");

    QTest::newRow("no room is all")
        << QStringList() << QStringList() << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("one room") << QStringList{u"red"_s} << QStringList()
                              << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("a socket in two rooms is visited once")
        << QStringList{u"red"_s, u"blue"_s} << QStringList() << QStringList{u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("all but a room")
        << QStringList() << QStringList{u"red"_s} << QStringList{u"c"_s};
    QTest::newRow("a room but its part in another")
        << QStringList{u"red"_s} << QStringList{u"blue"_s} << QStringList{u"a"_s};
    QTest::newRow("a room but one socket")
        << QStringList{u"blue"_s} << QStringList{u"c"_s} << QStringList{u"b"_s};
    QTest::newRow("one socket by its id")
        << QStringList{u"c"_s} << QStringList() << QStringList{u"c"_s};
    QTest::newRow("a room that nobody is in")
        << QStringList{u"green"_s} << QStringList() << QStringList();
}

void tst_LocalAdapter::visit()
{
    QFETCH(QStringList, rooms);
    QFETCH(QStringList, except);
    const Fixture fixture;
    QTEST(fixture.visit({.rooms = rooms, .except = except}), "ids");
}

void tst_LocalAdapter::eventsComeInTheOfficialOrder()
{
    Fixture fixture;
    Member d(u"d"_s);
    fixture.adapter.add(d);
    fixture.adapter.join(d, u"red"_s);
    fixture.adapter.join(d, u"green"_s);
    QCOMPARE(fixture.journal.take(),
             (QStringList{u"create d"_s, u"join d d"_s, u"join red d"_s, u"create green"_s,
                          u"join green d"_s}));
    fixture.adapter.remove(d);
    QCOMPARE(fixture.journal.take(),
             (QStringList{u"leave green d"_s, u"delete green"_s, u"leave red d"_s, u"leave d d"_s,
                          u"delete d"_s}));
}

void tst_LocalAdapter::joiningTwiceIsJoiningOnce()
{
    Fixture fixture;
    fixture.adapter.join(fixture.a, u"red"_s);
    QVERIFY(fixture.journal.entries.isEmpty());
    QCOMPARE(fixture.adapter.memberCount(u"red"_s), 2);
    QCOMPARE(fixture.adapter.roomsOf(fixture.a), (QStringList{u"a"_s, u"red"_s}));
}

void tst_LocalAdapter::leavingKeepsTheOthers()
{
    Fixture fixture;
    fixture.adapter.leave(fixture.a, u"red"_s);
    fixture.adapter.leave(fixture.a, u"red"_s);
    fixture.adapter.leave(fixture.a, u"nowhere"_s);
    QCOMPARE(fixture.journal.take(), QStringList{u"leave red a"_s});
    QCOMPARE(fixture.visit({.rooms = {u"red"_s}}), QStringList{u"b"_s});
    fixture.adapter.leave(fixture.b, u"red"_s);
    QCOMPARE(fixture.adapter.rooms(), QStringList{u"blue"_s});
}

void tst_LocalAdapter::whoIsRemovedIsReachedNoMore()
{
    Fixture fixture;
    fixture.adapter.remove(fixture.b);
    QCOMPARE(fixture.visit({}), (QStringList{u"a"_s, u"c"_s}));
    QCOMPARE(fixture.visit({.rooms = {u"b"_s}}), QStringList());
    fixture.journal.take();
    fixture.adapter.remove(fixture.b);
    QVERIFY(fixture.journal.entries.isEmpty());
}

void tst_LocalAdapter::aSocketsIdIsARoom()
{
    Fixture fixture;
    QCOMPARE(fixture.adapter.memberCount(u"a"_s), 1);
    // Others may join it, as in JavaScript.
    fixture.adapter.join(fixture.c, u"a"_s);
    QCOMPARE(fixture.visit({.rooms = {u"a"_s}}), (QStringList{u"a"_s, u"c"_s}));
}

QTEST_APPLESS_MAIN(tst_LocalAdapter)
#include "tst_localadapter.moc"
