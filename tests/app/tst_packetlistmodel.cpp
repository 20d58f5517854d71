// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "syntheticsource.h"

#include <app/filter/quickfilter.h>
#include <app/models/packetlistmodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

class tst_PacketListModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void showsPackets();
    void insertsOnceATick();
    void filters();
    void filtersWhatComesLater();
    void searchesBackwardsInSlices();
    void freezes();
    void dropsWhatTheStoreDropped();
    void showsLatencyOnceItIsKnown();
    void showsTheEventOfAnAck();
    void clears();

private:
    static QString text(const PacketListModel &model, int row, PacketColumn column)
    {
        return model.index(row, int(column)).data().toString();
    }
    static std::shared_ptr<PacketPredicate> filter(const FilterSettings &settings)
    {
        return std::make_shared<QuickFilter>(settings);
    }
};

void tst_PacketListModel::showsPackets()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    source->opened(1, "sid");
    source->message(Direction::ToServer, R"(2/chat,["message","hi"])");
    session.drain();
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.columnCount(), PacketColumnCount);
    QCOMPARE(text(model, 1, PacketColumn::Number), u"2"_s);
    QCOMPARE(text(model, 1, PacketColumn::Source), u"synthetic"_s);
    QCOMPARE(text(model, 1, PacketColumn::Direction), u"to server"_s);
    QCOMPARE(text(model, 1, PacketColumn::Namespace), u"/chat"_s);
    QCOMPARE(text(model, 1, PacketColumn::Type), u"EVENT"_s);
    QCOMPARE(text(model, 1, PacketColumn::Event), u"message"_s);
    QCOMPARE(text(model, 1, PacketColumn::Size), u"24 B"_s);
    QCOMPARE(text(model, 1, PacketColumn::Summary), uR"("hi")"_s);
    QCOMPARE(text(model, 0, PacketColumn::Type), u"opened"_s);
    QCOMPARE(model.index(1, 0).data(SequenceRole).toULongLong(), 2u);
    QCOMPARE(model.row(2), 1);
    QCOMPARE(model.row(3), -1);
}

void tst_PacketListModel::insertsOnceATick()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 1000; ++i)
        source->message(Direction::ToServer, R"(2["e"])");
    session.drain();
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 1000);
    session.drain();
    QCOMPARE(inserted.count(), 1);
}

void tst_PacketListModel::filters()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 10; ++i)
        source->message(Direction::ToServer, i % 2 ? R"(2["odd"])" : R"(2["even"])");
    session.drain();
    model.setPredicate(filter({.text = u"odd"_s}));
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.sequence(0), 2u);
    QCOMPARE(model.row(4), 1);
    QCOMPARE(model.row(3), -1);
    QCOMPARE(model.rowAtOrAfter(3), 1);
    model.setPredicate({});
    QCOMPARE(model.rowCount(), 10);
}

void tst_PacketListModel::filtersWhatComesLater()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPredicate(filter({.text = u"odd"_s}));
    for (int i = 0; i < 10; ++i)
        source->message(Direction::ToServer, i % 2 ? R"(2["odd"])" : R"(2["even"])");
    session.drain();
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(text(model, 4, PacketColumn::Number), u"10"_s);
}

// Counts what it is asked and takes its time, so that one slice does not suffice.
class SlowPredicate : public PacketPredicate
{
public:
    bool accepts(const Capture &, quint64 sequence) const override
    {
        if (sequence % 512 == 0)
            QTest::qSleep(1);
        return sequence % 2 == 0;
    }
};

void tst_PacketListModel::searchesBackwardsInSlices()
{
    constexpr int Count = 40'000;
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    for (int i = 0; i < Count; ++i)
        source->message(Direction::ToServer, R"(2["e"])");
    session.drain();
    model.setPredicate(std::make_shared<SlowPredicate>());
    QVERIFY(model.isSearching());
    const int first = model.rowCount();
    QVERIFY(first > 0 && first < Count / 2);
    QCOMPARE(model.sequence(first - 1), quint64(Count));
    source->message(Direction::ToServer, R"(2["e"])");
    source->message(Direction::ToServer, R"(2["e"])");
    for (int i = 0; model.isSearching() && i < 1000; ++i)
        session.drain();
    QCOMPARE(model.rowCount(), Count / 2 + 1);
    for (int row : {0, 1, 77, Count / 2})
        QCOMPARE(model.sequence(row), quint64(row + 1) * 2);
}

void tst_PacketListModel::freezes()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    source->message(Direction::ToServer, R"(2["e"])");
    session.drain();
    model.setFrozen(true);
    source->message(Direction::ToServer, R"(2["e"])");
    source->message(Direction::ToServer, R"(2["e"])");
    session.drain();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.unseen(), 2u);
    QCOMPARE(session.capture().packets().count(), 3u);
    model.setFrozen(false);
    QCOMPARE(model.rowCount(), 3);
}

void tst_PacketListModel::dropsWhatTheStoreDropped()
{
    CaptureSession session(70 * 1024 * 1024);
    SyntheticSource *source = addSynthetic(session);
    PacketListModel plain(session);
    PacketListModel filtered(session);
    filtered.setPredicate(filter({.toClient = false}));
    PacketListModel frozen(session);
    frozen.setFrozen(true);
    const QByteArray text = R"(2["e",")" + QByteArray(200'000, 'x') + "\"]";
    for (int i = 0; i < 800; ++i) {
        source->message(Direction::ToServer, text);
        session.drain();
    }
    const PacketStore &packets = session.capture().packets();
    QVERIFY(packets.firstSequence() > 1);
    QCOMPARE(quint64(plain.rowCount()), packets.count());
    QCOMPARE(plain.sequence(0), packets.firstSequence());
    QCOMPARE(quint64(filtered.rowCount()), packets.count());
    QCOMPARE(filtered.sequence(0), packets.firstSequence());
    QCOMPARE(frozen.rowCount(), 0);
}

void tst_PacketListModel::showsLatencyOnceItIsKnown()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    source->message(Direction::ToServer, R"(27["sum",1,2])");
    session.drain();
    QCOMPARE(text(model, 0, PacketColumn::Ack), u"…"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    source->message(Direction::ToClient, "37[3]");
    session.drain();
    QCOMPARE(changed.count(), 1);
    QVERIFY(text(model, 0, PacketColumn::Ack).endsWith(u"ms"_s));
    source->message(Direction::ToServer, R"(28["sum",1,2])");
    source->closed(1);
    session.drain();
    QCOMPARE(text(model, 2, PacketColumn::Ack), u"no answer"_s);
}

void tst_PacketListModel::showsTheEventOfAnAck()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    source->message(Direction::ToServer, R"(27["sum",1,2])");
    source->message(Direction::ToClient, "37[3]");
    session.drain();
    QCOMPARE(text(model, 1, PacketColumn::Event), u"↩ sum"_s);
    QCOMPARE(text(model, 1, PacketColumn::Summary), u"3"_s);
}

void tst_PacketListModel::clears()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    PacketListModel model(session);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPredicate(filter({.text = u"a"_s}));
    source->message(Direction::ToServer, R"(2["a"])");
    session.drain();
    QCOMPARE(text(model, 0, PacketColumn::Event), u"a"_s);
    session.clear();
    QCOMPARE(model.rowCount(), 0);
    source->message(Direction::ToServer, R"(2["b"])");
    source->message(Direction::ToServer, R"(2["ab"])");
    session.drain();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model, 0, PacketColumn::Event), u"ab"_s);
}

QTEST_GUILESS_MAIN(tst_PacketListModel)
#include "tst_packetlistmodel.moc"
