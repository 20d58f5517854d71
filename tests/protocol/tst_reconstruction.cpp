// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/jsonparser.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Status = PacketDecoder::Status;
using Type = Packet::Type;

namespace {

std::unique_ptr<PacketDecoder> makeDecoder(const ParserLimits &limits = {})
{
    return jsonParser()->createDecoder(limits);
}

} // namespace

// Packets with binary attachments, which come in messages of their own.
class tst_Reconstruction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void reconstructs();
    void reconstructsManyTimes();
    void reconstructedPacketOwnsItsBytes();
    void textDuringReconstruction();
    void binaryWithoutAnnouncement();
    void tooLargeAttachments();
    void resetForgets();
};

void tst_Reconstruction::reconstructs()
{
    const auto decoder = makeDecoder();
    Packet packet;
    const QByteArray text =
        R"(52-/custom,7["upload",{"a":[{"num":1,"_placeholder":true}]},{"_placeholder":true,"num":0}])";
    QCOMPARE(decoder->text(text, packet), Status::Incomplete);
    QCOMPARE(decoder->binary("zero", packet), Status::Incomplete);
    QCOMPARE(decoder->binary("one", packet), Status::Complete);
    QCOMPARE(packet.type, Type::Event);
    QCOMPARE(packet.nsp, QByteArrayView("/custom"));
    QVERIFY(packet.id == 7u);
    QCOMPARE(packet.event, QByteArrayView("upload"));
    const QVariantMap map{{u"a"_s, QVariantList{"one"_ba}}};
    QCOMPARE(packet.arguments.toVariantList(), (QVariantList{map, "zero"_ba}));
}

void tst_Reconstruction::reconstructsManyTimes()
{
    const auto decoder = makeDecoder();
    Packet packet;
    for (int i = 0; i < 3; ++i) {
        // One attachment may be used twice, or not at all.
        QCOMPARE(
            decoder->text(R"(62-3[{"_placeholder":true,"num":1},{"_placeholder":true,"num":1}])",
                          packet),
            Status::Incomplete);
        QCOMPARE(decoder->binary(QByteArray(), packet), Status::Incomplete);
        QCOMPARE(decoder->binary("x", packet), Status::Complete);
        QCOMPARE(packet.type, Type::Ack);
        QCOMPARE(packet.arguments.toVariantList(), (QVariantList{"x"_ba, "x"_ba}));
        QCOMPARE(decoder->text(R"(2["text"])", packet), Status::Complete);
        QCOMPARE(packet.event, QByteArrayView("text"));
        QVERIFY(packet.arguments.isEmpty());
    }
}

void tst_Reconstruction::reconstructedPacketOwnsItsBytes()
{
    auto decoder = makeDecoder();
    Packet packet;
    QByteArray text = R"(51-/custom,["up\u006coad",{"_placeholder":true,"num":0},"text"])";
    decoder->text(text, packet);
    text.fill('#');
    QCOMPARE(decoder->binary("x", packet), Status::Complete);
    decoder.reset();
    const Packet moved = std::move(packet);
    QCOMPARE(moved.nsp, QByteArrayView("/custom"));
    QCOMPARE(moved.event, QByteArrayView("upload"));
    QCOMPARE(moved.arguments.at<QString>(1), u"text"_s);
}

void tst_Reconstruction::textDuringReconstruction()
{
    const auto decoder = makeDecoder();
    Packet packet;
    QCOMPARE(decoder->text(R"(51-["b",{"_placeholder":true,"num":0}])", packet),
             Status::Incomplete);
    QCOMPARE(decoder->text(R"(2["hi"])", packet), Status::Failed);
    QCOMPARE(decoder->errorString(), u"got plaintext data when reconstructing a packet"_s);
}

void tst_Reconstruction::binaryWithoutAnnouncement()
{
    const auto decoder = makeDecoder();
    Packet packet;
    QCOMPARE(decoder->binary("x", packet), Status::Failed);
    QCOMPARE(decoder->errorString(), u"got binary data when not reconstructing a packet"_s);
    decoder->text(R"(51-["b"])", packet);
    QCOMPARE(decoder->binary("x", packet), Status::Complete);
    QCOMPARE(decoder->binary("x", packet), Status::Failed);
}

void tst_Reconstruction::tooLargeAttachments()
{
    const auto decoder = makeDecoder({.attachmentBytes = 10});
    Packet packet;
    decoder->text(R"(52-["b"])", packet);
    QCOMPARE(decoder->binary("12345", packet), Status::Incomplete);
    QCOMPARE(decoder->binary("123456", packet), Status::Failed);
    QCOMPARE(decoder->errorString(), u"attachments too large"_s);
    QCOMPARE(decoder->binary("1", packet), Status::Failed);
}

void tst_Reconstruction::resetForgets()
{
    const auto decoder = makeDecoder();
    Packet packet;
    decoder->text(R"(51-["b"])", packet);
    decoder->reset();
    QCOMPARE(decoder->text(R"(2["hi"])", packet), Status::Complete);
}

QTEST_APPLESS_MAIN(tst_Reconstruction)
#include "tst_reconstruction.moc"
