// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/topology.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;
using Kind = TopologyKey::Kind;
using Change = TopologyDelta::Kind;

class tst_Topology : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void countsMembers();
    void leavesRoomsWithTheSocket();
    void hidesPrivateRooms();
    void believesUpdatesOfUnknownSockets();
    void toleratesGoodbyesOfUnknownSockets();
    void repeatsAreHarmless();
    void limitsRooms();

private:
    static void add(Topology &topology, const QString &socket, const QString &room = {})
    {
        topology.apply(1, {.kind = Change::SocketAdded, .nsp = u"/chat"_s, .socket = socket});
        if (!room.isEmpty())
            join(topology, socket, room);
    }
    static void join(Topology &topology, const QString &socket, const QString &room)
    {
        topology.apply(
            1, {.kind = Change::RoomJoined, .nsp = u"/chat"_s, .socket = socket, .room = room});
    }
    static TopologyKey room(const QString &name)
    {
        return {.kind = Kind::Room, .source = 1, .nsp = u"/chat"_s, .name = name};
    }
    static TopologyKey chat(Kind kind) { return {.kind = kind, .source = 1, .nsp = u"/chat"_s}; }
};

void tst_Topology::countsMembers()
{
    Topology topology;
    add(topology, u"a"_s, u"lobby"_s);
    add(topology, u"b"_s, u"lobby"_s);
    add(topology, u"c"_s);
    QCOMPARE(topology.count(chat(Kind::Namespace)), 3);
    QCOMPARE(topology.count(chat(Kind::Rooms)), 1);
    QCOMPARE(topology.count(room(u"lobby"_s)), 2);
    QCOMPARE(topology.count({.kind = Kind::Source, .source = 1}), 3);
    topology.apply(
        1, {.kind = Change::RoomLeft, .nsp = u"/chat"_s, .socket = u"a"_s, .room = u"lobby"_s});
    QCOMPARE(topology.count(room(u"lobby"_s)), 1);
}

void tst_Topology::leavesRoomsWithTheSocket()
{
    Topology topology;
    add(topology, u"a"_s, u"lobby"_s);
    join(topology, u"a"_s, u"games"_s);
    topology.apply(1, {.kind = Change::SocketRemoved, .nsp = u"/chat"_s, .socket = u"a"_s});
    QVERIFY(!topology.exists(room(u"lobby"_s)));
    QVERIFY(!topology.exists(room(u"games"_s)));
    QVERIFY(topology.exists(chat(Kind::Namespace)));
    QCOMPARE(topology.count(chat(Kind::Sockets)), 0);
}

void tst_Topology::hidesPrivateRooms()
{
    Topology topology;
    add(topology, u"a"_s, u"a"_s);
    QCOMPARE(topology.count(chat(Kind::Rooms)), 0);
}

void tst_Topology::believesUpdatesOfUnknownSockets()
{
    Topology topology;
    topology.apply(1,
                   {.kind = Change::SocketUpdated,
                    .nsp = u"/chat"_s,
                    .socket = u"x"_s,
                    .transport = u"websocket"_s});
    join(topology, u"y"_s, u"lobby"_s);
    QCOMPARE(topology.count(chat(Kind::Sockets)), 2);
    QCOMPARE(topology.find(1, u"/chat"_s)->sockets.value(u"x"_s).transport, u"websocket"_s);
}

void tst_Topology::toleratesGoodbyesOfUnknownSockets()
{
    Topology topology;
    topology.apply(1, {.kind = Change::SocketRemoved, .nsp = u"/x"_s, .socket = u"a"_s});
    topology.apply(1, {.kind = Change::RoomLeft, .nsp = u"/x"_s, .socket = u"a"_s, .room = u"r"_s});
    topology.apply(1, {.kind = Change::NamespaceRemoved, .nsp = u"/y"_s});
    QCOMPARE(topology.namespaces(1), QStringList{u"/x"_s});
}

void tst_Topology::repeatsAreHarmless()
{
    Topology topology;
    for (int i = 0; i < 3; ++i)
        add(topology, u"a"_s, u"lobby"_s);
    QCOMPARE(topology.count(room(u"lobby"_s)), 1);
    QCOMPARE(topology.count(chat(Kind::Sockets)), 1);
}

void tst_Topology::limitsRooms()
{
    Topology topology;
    add(topology, u"a"_s);
    for (qsizetype i = 0; i < Topology::RoomsPerSocket + 5; ++i)
        join(topology, u"a"_s, QString::number(i));
    QCOMPARE(topology.count(chat(Kind::Rooms)), Topology::RoomsPerSocket);
}

QTEST_GUILESS_MAIN(tst_Topology)
#include "tst_topology.moc"
