// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "syntheticsource.h"

#include <app/capture/packettext.h>
#include <app/models/layertreemodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

class tst_LayerTree : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void marksTheRightBytes_data();
    void marksTheRightBytes();
    void showsTheLayersOfEveryKind();
    void tellsOfTheAnswer();
    void findsTheFieldOfAByte();

private:
    static const LayerNode *find(const LayerNode &root, const QString &layer,
                                 const QString &field = {})
    {
        const auto named = [](const std::vector<LayerNode> &nodes, const QString &name) {
            const auto found = std::ranges::find(nodes, name, &LayerNode::name);
            return found != nodes.end() ? &*found : nullptr;
        };
        const LayerNode *node = named(root.children, layer);
        return field.isEmpty() || !node ? node : named(node->children, field);
    }
};

void tst_LayerTree::marksTheRightBytes_data()
{
    QTest::addColumn<QString>("layer");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("the Engine.IO type") << u"Engine.IO"_s << u"Type"_s << "4"_ba;
    QTest::newRow("the Socket.IO layer") << u"Socket.IO"_s << u""_s << "51-/chat,17"_ba;
    QTest::newRow("the Socket.IO type") << u"Socket.IO"_s << u"Type"_s << "5"_ba;
    QTest::newRow("the namespace") << u"Socket.IO"_s << u"Namespace"_s << "/chat"_ba;
    QTest::newRow("the event") << u"Socket.IO"_s << u"Event"_s << "up"_ba;
    QTest::newRow("the ack id") << u"Socket.IO"_s << u"Ack id"_s << "17"_ba;
    QTest::newRow("all arguments")
        << u"Arguments"_s << u""_s << R"(["up",{"a":1},{"_placeholder":true,"num":0}])"_ba;
    QTest::newRow("one argument") << u"Arguments"_s << u"0"_s << R"({"a":1})"_ba;
    QTest::newRow("an attachment") << u"Attachments"_s << u"0"_s << "BYTES"_ba;
}

void tst_LayerTree::marksTheRightBytes()
{
    QFETCH(QString, layer);
    QFETCH(QString, field);
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer,
                    R"(51-/chat,17["up",{"a":1},{"_placeholder":true,"num":0}])");
    source->binary(Direction::ToServer, "BYTES");
    session.drain();
    const LayerNode root = layersOf(session, 1);
    const LayerNode *node = find(root, layer, field);
    QVERIFY(node);
    const PacketStore &packets = session.capture().packets();
    const QByteArray wire = wireBytes(packets.header(1), packets.bytes(1));
    QTEST(wire.mid(node->offset, node->size), "bytes");
}

void tst_LayerTree::showsTheLayersOfEveryKind()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->opened(1, "sid", "GET /socket.io/ HTTP/1.1\r\nHost: example.org\r\n\r\n");
    source->engine(Direction::ToClient, 0, R"({"sid":"sid"})");
    source->engine(Direction::ToClient, 2);
    source->message(Direction::ToServer, R"(0{"token":"t"})");
    source->message(Direction::ToServer, "nonsense");
    source->binary(Direction::ToServer, "stray");
    source->feed().addLost(3);
    source->closed(1);
    session.drain();
    LayerTreeModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    const PacketStore &packets = session.capture().packets();
    for (quint64 i = 1; i < packets.endSequence(); ++i) {
        model.setLayers(layersOf(session, i));
        QVERIFY(model.rowCount() > 0);
        const qsizetype size = wireBytes(packets.header(i), packets.bytes(i)).size();
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex layer = model.index(row, 0);
            QVERIFY(layer.data(ByteOffsetRole).toLongLong() + layer.data(ByteCountRole).toLongLong()
                    <= size);
        }
    }
    const LayerNode opened = layersOf(session, 1);
    QCOMPARE(find(opened, u"Connection 1"_s, u"Host"_s)->value, u"example.org"_s);
}

void tst_LayerTree::tellsOfTheAnswer()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(27["sum",1,2])");
    session.drain();
    const LayerNode question = layersOf(session, 1);
    QCOMPARE(find(question, u"Socket.IO"_s, u"Answered by"_s)->value, u"nothing yet"_s);
    source->message(Direction::ToClient, "37[3]");
    session.drain();
    const LayerNode event = layersOf(session, 1);
    const LayerNode ack = layersOf(session, 2);
    QVERIFY(find(event, u"Socket.IO"_s, u"Answered by"_s)->value.contains(u"packet 2"_s));
    QVERIFY(find(ack, u"Socket.IO"_s, u"Answers"_s)->value.contains(u"packet 1"_s));
}

void tst_LayerTree::findsTheFieldOfAByte()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(2/chat,["up",5])");
    session.drain();
    LayerTreeModel model;
    model.setLayers(layersOf(session, 1));
    const auto nameAt = [&model](qsizetype byte) { return model.indexAt(byte).data().toString(); };
    QCOMPARE(nameAt(0), u"Type"_s);
    QCOMPARE(nameAt(3), u"Namespace"_s);
    QCOMPARE(nameAt(10), u"Event"_s);
    QVERIFY(!model.indexAt(1000).isValid());
}

QTEST_GUILESS_MAIN(tst_LayerTree)
#include "tst_layertree.moc"
