// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "syntheticsource.h"

#include <app/capture/packettext.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

// From raw records to logical packets.
class tst_Capture : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void recordsAnEvent();
    void joinsAttachments();
    void keepsHeartbeatsBetweenAttachments();
    void givesUpOnMissingAttachments();
    void doesNotBelieveAnnouncedCounts();
    void measuresAnAck();
    void marksWhatNobodyAnswered();
    void numbersConnections();
    void countsLostPackets();
    void clears();
    void writesJson();
    void writesWireBytes();
};

void tst_Capture::recordsAnEvent()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(2/chat,["message","hi"])");
    session.drain();
    const Capture &capture = session.capture();
    QCOMPARE(capture.packets().count(), 1u);
    const PacketHeader &header = capture.packets().header(1);
    QCOMPARE(capture.strings().text(header.nsp), u"/chat"_s);
    QCOMPARE(capture.strings().text(header.event), u"message"_s);
    QCOMPARE(header.source, 1);
    QCOMPARE(header.size, 24u);
    QCOMPARE(categoryOf(header), Category::Event);
    QCOMPARE(typeName(header), "EVENT"_L1);
    QCOMPARE(summaryOf(header, capture.packets().bytes(1)), uR"("hi")"_s);
    QCOMPARE(capture.statistics().total().packets.total(), 1u);
}

void tst_Capture::joinsAttachments()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToClient,
                    R"(52-["up",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
    source->binary(Direction::ToClient, "abc");
    session.drain();
    QCOMPARE(session.capture().packets().count(), 0u);
    source->binary(Direction::ToClient, "defgh");
    session.drain();
    const PacketStore &packets = session.capture().packets();
    QCOMPARE(packets.count(), 1u);
    QCOMPARE(packets.bytes(1).attachments, QList<QByteArrayView>({"abc", "defgh"}));
    QVERIFY(packets.header(1).has(PacketHeader::Binary));
    QVERIFY(!packets.header(1).has(PacketHeader::Malformed));
    QCOMPARE(summaryOf(packets.header(1), packets.bytes(1)), u"<3 B>,<5 B>"_s);
}

void tst_Capture::keepsHeartbeatsBetweenAttachments()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToClient, R"(51-["up",{"_placeholder":true,"num":0}])");
    source->engine(Direction::ToClient, 2);
    source->message(Direction::ToServer, R"(2["other way"])");
    source->binary(Direction::ToClient, "abc");
    session.drain();
    const PacketStore &packets = session.capture().packets();
    QCOMPARE(packets.count(), 3u);
    QCOMPARE(typeName(packets.header(1)), "ping"_L1);
    QCOMPARE(packets.bytes(3).attachments.size(), 1);
}

void tst_Capture::givesUpOnMissingAttachments()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToClient, R"(52-["up"])");
    source->binary(Direction::ToClient, "abc");
    source->message(Direction::ToClient, R"(2["next"])");
    source->message(Direction::ToClient, R"(51-["again"])");
    source->closed(1);
    session.drain();
    const PacketStore &packets = session.capture().packets();
    QCOMPARE(packets.count(), 4u);
    QVERIFY(packets.header(1).has(PacketHeader::Malformed));
    QCOMPARE(packets.bytes(1).attachments.size(), 1);
    QVERIFY(packets.header(3).has(PacketHeader::Malformed));
    QCOMPARE(packets.header(4).kind, RecordKind::Closed);
}

void tst_Capture::doesNotBelieveAnnouncedCounts()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(54294967295-["x"])");
    const QByteArray big(100'000, 'x');
    for (int i = 0; i < 1000; ++i)
        source->binary(Direction::ToServer, i < 10 ? big : "y"_ba);
    source->closed(1);
    session.drain();
    const PacketBytes bytes = session.capture().packets().bytes(1);
    QCOMPARE(bytes.attachments.size(), PacketStore::AttachmentLimit);
    QVERIFY(session.capture().packets().header(1).has(PacketHeader::Truncated));
}

void tst_Capture::measuresAnAck()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(27["sum",1,2])");
    source->message(Direction::ToClient, "37[3]");
    session.drain();
    const PacketStore &packets = session.capture().packets();
    QCOMPARE(packets.header(1).pair, 2u);
    QCOMPARE(packets.header(2).pair, 1u);
    QCOMPARE(packets.header(1).latency, packets.header(2).latency);
    QCOMPARE(session.capture().takeChanges().sequences, QList<quint64>({1}));
}

void tst_Capture::marksWhatNobodyAnswered()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(27["sum",1,2])");
    source->closed(1);
    session.drain();
    QVERIFY(session.capture().packets().header(1).has(PacketHeader::Unanswered));
}

void tst_Capture::numbersConnections()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->opened(700, "sid-a");
    source->opened(900, "sid-b");
    source->message(Direction::ToServer, "0", 700);
    source->closed(700);
    source->opened(700, "sid-c");
    session.drain();
    const Capture &capture = session.capture();
    QCOMPARE(capture.packets().header(1).connection, 1u);
    QCOMPARE(capture.packets().header(2).connection, 2u);
    QCOMPARE(capture.packets().header(3).connection, 1u);
    QCOMPARE(capture.packets().header(5).connection, 3u);
    QCOMPARE(capture.connections().findSession(1, "sid-b"), 2u);
    QCOMPARE(capture.connections().find(1)->session, "sid-a"_ba);
    QVERIFY(!capture.connections().find(1)->open);
}

void tst_Capture::countsLostPackets()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->feed().addLost(12);
    session.drain();
    QCOMPARE(session.capture().statistics().total().lost, 12u);
    QCOMPARE(session.capture().packets().header(1).kind, RecordKind::Lost);
    QCOMPARE(session.capture().packets().header(1).size, 12u);
}

void tst_Capture::clears()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->opened(1, "sid");
    source->message(Direction::ToServer, R"(2["a"])");
    session.drain();
    session.clear();
    QCOMPARE(session.capture().packets().count(), 0u);
    QCOMPARE(session.capture().statistics().total().packets.total(), 0u);
    source->message(Direction::ToServer, R"(2["b"])");
    session.drain();
    const PacketHeader &header = session.capture().packets().header(1);
    QCOMPARE(session.capture().strings().text(header.event), u"b"_s);
    QCOMPARE(session.capture().connections().find(header.connection)->session, "sid"_ba);
}

void tst_Capture::writesJson()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer,
                    R"(51-/a,7["e",12345678901234567890,{"_placeholder":true,"num":0}])");
    source->binary(Direction::ToServer, "\x01\x02");
    session.drain();
    const QByteArray json = jsonOf(session.capture(), 1);
    QVERIFY2(json.contains("12345678901234567890"), json.constData());
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QCOMPARE(object["event"_L1].toString(), u"e"_s);
    QCOMPARE(object["nsp"_L1].toString(), u"/a"_s);
    QCOMPARE(object["ackId"_L1].toInt(), 7);
    QCOMPARE(object["dir"_L1].toString(), u"c2s"_s);
    QCOMPARE(object["attachments"_L1][0].toString(), u"AQI="_s);
}

void tst_Capture::writesWireBytes()
{
    CaptureSession session;
    SyntheticSource *source = addSynthetic(session);
    source->message(Direction::ToServer, R"(2["a"])");
    source->binary(Direction::ToServer, "raw");
    source->engine(Direction::ToServer, 3, "probe");
    session.drain();
    const PacketStore &packets = session.capture().packets();
    QCOMPARE(wireBytes(packets.header(1), packets.bytes(1)), R"(42["a"])"_ba);
    QCOMPARE(wireBytes(packets.header(2), packets.bytes(2)), "raw"_ba);
    QCOMPARE(wireBytes(packets.header(3), packets.bytes(3)), "3probe"_ba);
}

QTEST_GUILESS_MAIN(tst_Capture)
#include "tst_capture.moc"
