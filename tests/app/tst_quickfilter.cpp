// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "syntheticsource.h"

#include <app/filter/quickfilter.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;
using Kind = TopologyKey::Kind;

class tst_QuickFilter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void accepts_data();
    void accepts();
    void knowsWhoIsInARoom();
    void learnsNamesAnew();
};

// Packets: 1 opened, 2 connect, 3 event to the server, 4 its ack, 5 event to the client, 6 ping,
// 7 an event of another connection in "/"
static void fill(SyntheticSource &source)
{
    source.opened(1, "sid-1");
    source.message(Direction::ToServer, "0/chat,");
    source.message(Direction::ToServer, R"(2/chat,1["join","Lobby"])");
    source.message(Direction::ToClient, "3/chat,1[true]");
    source.message(Direction::ToClient, R"(2/chat,["message",{"text":"Hello"}])");
    source.engine(Direction::ToClient, 2);
    source.message(Direction::ToServer, R"(2["message","x"])", 2);
}

static QList<int> accepted(const Capture &capture, const FilterSettings &settings)
{
    const QuickFilter filter(settings);
    QList<int> result;
    for (quint64 i = 1; i < capture.packets().endSequence(); ++i) {
        if (filter.accepts(capture, i))
            result.append(int(i));
    }
    return result;
}

void tst_QuickFilter::accepts_data()
{
    QTest::addColumn<FilterSettings>("settings");
    QTest::addColumn<QList<int>>("packets");
    const TopologyKey source{.kind = Kind::Source, .source = 1};
    const TopologyKey chat{.kind = Kind::Namespace, .source = 1, .nsp = u"/chat"_s};
    QTest::newRow("everything") << FilterSettings{} << QList<int>{1, 2, 3, 4, 5, 6, 7};
    QTest::newRow("events") << FilterSettings{.acks = false, .control = false}
                            << QList<int>{3, 5, 7};
    QTest::newRow("acks") << FilterSettings{.events = false, .control = false} << QList<int>{4};
    QTest::newRow("control") << FilterSettings{.events = false, .acks = false}
                             << QList<int>{1, 2, 6};
    QTest::newRow("to the client") << FilterSettings{.toServer = false} << QList<int>{4, 5, 6};
    QTest::newRow("a part of an event's name")
        << FilterSettings{.text = u"MESS"_s} << QList<int>{5, 7};
    QTest::newRow("a part of the text") << FilterSettings{.text = u"lobby"_s} << QList<int>{3};
    QTest::newRow("a namespace's name")
        << FilterSettings{.text = u"/CHAT"_s} << QList<int>{2, 3, 4, 5};
    QTest::newRow("an event") << FilterSettings{.event = u"message"_s} << QList<int>{5, 7};
    QTest::newRow("a connection") << FilterSettings{.connection = 2} << QList<int>{7};
    QTest::newRow("a source") << FilterSettings{.scope = source} << QList<int>{1, 2, 3, 4, 5, 6, 7};
    QTest::newRow("another source")
        << FilterSettings{.scope = {.kind = Kind::Source, .source = 2}} << QList<int>{};
    QTest::newRow("a namespace") << FilterSettings{.scope = chat} << QList<int>{2, 3, 4, 5};
    QTest::newRow("a namespace and a text")
        << FilterSettings{.text = u"hello"_s, .scope = chat} << QList<int>{5};
}

void tst_QuickFilter::accepts()
{
    QFETCH(FilterSettings, settings);
    CaptureSession session;
    fill(*addSynthetic(session));
    session.drain();
    QTEST(accepted(session.capture(), settings), "packets");
}

void tst_QuickFilter::knowsWhoIsInARoom()
{
    using Change = TopologyDelta::Kind;
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    fill(*source);
    source->feed().add(TopologyDelta{
        .kind = Change::SocketAdded, .nsp = u"/chat"_s, .socket = u"s1"_s, .session = "sid-1"});
    source->feed().add(TopologyDelta{
        .kind = Change::RoomJoined, .nsp = u"/chat"_s, .socket = u"s1"_s, .room = u"lobby"_s});
    session.drain();
    const TopologyKey lobby{.kind = Kind::Room, .source = 1, .nsp = u"/chat"_s, .name = u"lobby"_s};
    QCOMPARE(accepted(session.capture(), {.scope = lobby}), QList<int>({2, 3, 4, 5}));
    const TopologyKey other{.kind = Kind::Room, .source = 1, .nsp = u"/chat"_s, .name = u"other"_s};
    QCOMPARE(accepted(session.capture(), {.scope = other}), QList<int>());
    const TopologyKey socket{.kind = Kind::Socket, .source = 1, .nsp = u"/chat"_s, .name = u"s1"_s};
    QCOMPARE(accepted(session.capture(), {.scope = socket}), QList<int>({2, 3, 4, 5}));
}

void tst_QuickFilter::learnsNamesAnew()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(2["alpha"])");
    session.drain();
    QuickFilter filter({.text = u"alpha"_s});
    QVERIFY(filter.accepts(session.capture(), 1));
    session.clear();
    filter.forgetNames();
    source->message(Direction::ToServer, R"(2["beta"])");
    session.drain();
    QVERIFY(!filter.accepts(session.capture(), 1));
}

QTEST_GUILESS_MAIN(tst_QuickFilter)
#include "tst_quickfilter.moc"
