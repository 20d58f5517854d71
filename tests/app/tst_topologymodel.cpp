// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "syntheticsource.h"

#include <app/models/sourcelistmodel.h>
#include <app/models/topologymodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;
using Kind = TopologyKey::Kind;
using Change = TopologyDelta::Kind;

class tst_TopologyModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void showsTheTree();
    void followsChanges();
    void survivesChurn();
    void buildsAnewAfterManyChanges();
    void listsSources();

private:
    static void add(SyntheticSource &source, const QString &nsp, const QString &socket,
                    const QString &room)
    {
        source.feed().add(TopologyDelta{.kind = Change::SocketAdded, .nsp = nsp, .socket = socket});
        source.feed().add(
            TopologyDelta{.kind = Change::RoomJoined, .nsp = nsp, .socket = socket, .room = room});
    }
    static QString count(const TopologyModel &model, const TopologyKey &key)
    {
        return model.find(key).siblingAtColumn(int(TopologyColumn::Count)).data().toString();
    }
    static TopologyKey lobby()
    {
        return {.kind = Kind::Room, .source = 1, .nsp = u"/chat"_s, .name = u"lobby"_s};
    }
};

void tst_TopologyModel::showsTheTree()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    add(*source, u"/chat"_s, u"a"_s, u"lobby"_s);
    add(*source, u"/"_s, u"b"_s, u"b"_s);
    session.drain();
    TopologyModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QModelIndex top = model.index(0, 0);
    QCOMPARE(top.data().toString(), u"synthetic"_s);
    QCOMPARE(model.rowCount(top), 2);
    QCOMPARE(model.index(0, 0, top).data().toString(), u"/"_s);
    const QModelIndex chat = model.index(1, 0, top);
    QCOMPARE(chat.data().toString(), u"/chat"_s);
    QCOMPARE(model.rowCount(chat), 2);
    QCOMPARE(model.find(lobby()).parent().parent(), chat);
    QCOMPARE(model.rowCount(model.find(lobby())), 1);
    QCOMPARE(count(model, lobby()), u"1"_s);
}

void tst_TopologyModel::followsChanges()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    TopologyModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    add(*source, u"/chat"_s, u"a"_s, u"lobby"_s);
    add(*source, u"/chat"_s, u"b"_s, u"lobby"_s);
    session.drain();
    QVERIFY(!model.find(lobby()).isValid());
    model.flush();
    QCOMPARE(count(model, lobby()), u"2"_s);
    source->feed().add(
        TopologyDelta{.kind = Change::SocketRemoved, .nsp = u"/chat"_s, .socket = u"a"_s});
    session.drain();
    model.flush();
    QCOMPARE(count(model, lobby()), u"1"_s);
    source->feed().add(
        TopologyDelta{.kind = Change::SocketRemoved, .nsp = u"/chat"_s, .socket = u"b"_s});
    session.drain();
    model.flush();
    QVERIFY(!model.find(lobby()).isValid());
    QVERIFY(model.find({.kind = Kind::Namespace, .source = 1, .nsp = u"/chat"_s}).isValid());
    session.remove(1);
    model.flush();
    QCOMPARE(model.rowCount(), 0);
}

void tst_TopologyModel::survivesChurn()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    TopologyModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    quint32 state = 7;
    const auto next = [&state](quint32 limit) {
        state = state * 1664525 + 1013904223;
        return (state >> 16) % limit;
    };
    for (int round = 0; round < 400; ++round) {
        const QString nsp = u"/n%1"_s.arg(next(3));
        const QString socket = u"s%1"_s.arg(next(10));
        const auto kind = Change(int(Change::SocketAdded) + int(next(5)));
        source->feed().add(TopologyDelta{
            .kind = kind, .nsp = nsp, .socket = socket, .room = u"r%1"_s.arg(next(4))});
        if (round % 5 != 0)
            continue;
        session.drain();
        model.flush();
    }
    session.drain();
    model.flush();
    const Topology &topology = session.capture().topology();
    for (const QString &nsp : topology.namespaces(1)) {
        const QModelIndex rooms = model.find({.kind = Kind::Rooms, .source = 1, .nsp = nsp});
        const QModelIndex sockets = model.find({.kind = Kind::Sockets, .source = 1, .nsp = nsp});
        QCOMPARE(model.rowCount(rooms), topology.find(1, nsp)->rooms.size());
        QCOMPARE(model.rowCount(sockets), topology.find(1, nsp)->sockets.size());
    }
}

void tst_TopologyModel::buildsAnewAfterManyChanges()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    TopologyModel model(session);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    for (int i = 0; i < 15'000; ++i)
        add(*source, u"/chat"_s, QString::number(i), u"lobby"_s);
    session.drain();
    model.flush();
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(model.find(lobby())), 15'000);
}

void tst_TopologyModel::listsSources()
{
    CaptureSession session;
    SourceListModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    SyntheticSource *source = addSynthetic(session);
    addSynthetic(session);
    QCOMPARE(model.rowCount(), 2);
    const auto text = [&model](SourceColumn column) {
        return model.index(0, int(column)).data().toString();
    };
    QCOMPARE(text(SourceColumn::State), u"running"_s);
    source->message(Direction::ToServer, "0");
    session.drain();
    QCOMPARE(text(SourceColumn::Packets), u"1"_s);
    source->fail(u"no such host"_s);
    QCOMPARE(text(SourceColumn::State), u"failed"_s);
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"no such host"_s));
    session.remove(1);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data(SourceIdRole).toInt(), 2);
}

QTEST_GUILESS_MAIN(tst_TopologyModel)
#include "tst_topologymodel.moc"
