// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/jsonparser.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Type = Packet::Type;
using Id = std::optional<quint64>;

Q_DECLARE_METATYPE(QSocketIo::Packet::Type)

class tst_PacketEncoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void encodes_data();
    void encodes();
    void events();
    void attachments();
    void tooManyForOneDigit();
    void bufferIsUsedAgain();
    void nothingIsLeftOfTheEventBefore();
    void sharedBytesStay();
    void takenBytesStay();
    void passesOnArguments();
    void decodesAgain_data();
    void decodesAgain();
};

void tst_PacketEncoder::encodes_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<Id>("id");
    QTest::addColumn<QVariantList>("values");
    QTest::addColumn<QByteArray>("text");
    const QVariantMap sid{{u"sid"_s, u"abc"_s}};
    const auto none = Id();
    QTest::newRow("connect") << Type::Connect << "/"_ba << none << QVariantList{} << "0"_ba;
    QTest::newRow("connect to a namespace")
        << Type::Connect << "/custom"_ba << none << QVariantList{} << "0/custom,"_ba;
    QTest::newRow("connect with a payload") << Type::Connect << "/custom"_ba << none
                                            << QVariantList{sid} << R"(0/custom,{"sid":"abc"})"_ba;
    QTest::newRow("disconnect") << Type::Disconnect << "/"_ba << none << QVariantList{} << "1"_ba;
    QTest::newRow("disconnect from a namespace")
        << Type::Disconnect << "/a"_ba << none << QVariantList{} << "1/a,"_ba;
    QTest::newRow("ack of nothing") << Type::Ack << "/"_ba << Id(0) << QVariantList{} << "30[]"_ba;
    QTest::newRow("ack") << Type::Ack << "/custom"_ba << Id(12) << QVariantList{u"ok"_s, 1}
                         << R"(3/custom,12["ok",1])"_ba;
    QTest::newRow("error") << Type::ConnectError << "/x"_ba << none
                           << QVariantList{u"Invalid namespace"_s}
                           << R"(4/x,"Invalid namespace")"_ba;
}

void tst_PacketEncoder::encodes()
{
    QFETCH(Type, type);
    QFETCH(QByteArray, nsp);
    QFETCH(Id, id);
    QFETCH(QVariantList, values);
    const auto encoder = jsonParser()->createEncoder();
    Writer &out = encoder->begin(type, nsp, id);
    for (const QVariant &value : values)
        out.value(value);
    const EncodedPacket &packet = encoder->finish();
    QTEST(packet.message().toByteArray(), "text");
    QVERIFY(packet.attachments.isEmpty());
    QVERIFY(!packet.binary);
}

void tst_PacketEncoder::events()
{
    const auto encoder = jsonParser()->createEncoder();
    encoder->beginEvent("/", {}, "hi");
    QCOMPARE(encoder->finish().message(), QByteArrayView(R"(2["hi"])"));
    encoder->beginEvent("/custom", 5, "say \"h\xc3\xa9\"").value(QVariantList{1, u"x"_s});
    QCOMPARE(encoder->finish().message(),
             QByteArrayView("2/custom,5[\"say \\\"h\xc3\xa9\\\"\",[1,\"x\"]]"));
}

void tst_PacketEncoder::attachments()
{
    const auto encoder = jsonParser()->createEncoder();
    encoder->beginEvent("/custom", 7, "up").value(QVariantList{"a"_ba, "b"_ba});
    const EncodedPacket &packet = encoder->finish();
    QCOMPARE(packet.message(),
             QByteArrayView(R"(52-/custom,7["up",[{"_placeholder":true,"num":0},)"
                            R"({"_placeholder":true,"num":1}]])"));
    QCOMPARE(packet.attachments, (QList<QByteArray>{"a"_ba, "b"_ba}));
    encoder->begin(Type::Ack, "/", 1).value("c"_ba);
    QCOMPARE(encoder->finish().message(), QByteArrayView(R"(61-1[{"_placeholder":true,"num":0}])"));
    QCOMPARE(packet.attachments, (QList<QByteArray>{"c"_ba}));
    encoder->begin(Type::Ack, "/", 1).value(1);
    QCOMPARE(encoder->finish().message(), QByteArrayView("31[1]"));
    QVERIFY(packet.attachments.isEmpty());
}

void tst_PacketEncoder::tooManyForOneDigit()
{
    const auto encoder = jsonParser()->createEncoder();
    Writer &out = encoder->beginEvent("/", {}, "up");
    for (int i = 0; i < 123; ++i)
        out.value(QByteArray::number(i));
    const EncodedPacket &packet = encoder->finish();
    QVERIFY(packet.message().startsWith(R"(5123-["up",{"_placeholder":true,"num":0},)"));
    QCOMPARE(packet.attachments.size(), 123);
}

void tst_PacketEncoder::bufferIsUsedAgain()
{
    const auto encoder = jsonParser()->createEncoder();
    encoder->beginEvent("/", {}, "hi").value(QString(200, u'x'));
    const EncodedPacket &packet = encoder->finish();
    const char *const bytes = packet.buffer.constData();
    for (int i = 0; i < 10; ++i) {
        encoder->beginEvent("/", {}, "hi").value(i);
        QCOMPARE(encoder->finish().message(),
                 QByteArray("2[\"hi\"," + QByteArray::number(i) + ']'));
        QCOMPARE(packet.buffer.constData(), bytes);
    }
    // The memory of a large packet is given back.
    encoder->beginEvent("/", {}, "hi").value(QString(1'000'000, u'x'));
    encoder->finish();
    encoder->beginEvent("/", {}, "hi");
    QVERIFY(encoder->finish().buffer.capacity() < 1'000'000);
}

// One encoder writes what a new one writes, whatever was written before.
void tst_PacketEncoder::nothingIsLeftOfTheEventBefore()
{
    struct Event
    {
        QByteArrayView nsp;
        Id id;
        QByteArrayView name;
    };
    const QList<Event> events{
        {"/", {}, "news"},     {"/", {}, "news"},
        {"/", {}, "view"},     {"/", {}, "news"},
        {"/", 7, "news"},      {"/", {}, "news"},
        {"/a", {}, "news"},    {"/", {}, "news"},
        {"/", {}, "a\"b"},     {"/", {}, "a\\\"b"},
        {"/", {}, "a\\\"b"},   {"/", {}, ""},
        {"/", {}, ""},         {"/", {}, "new"},
        {"/", {}, "newsnews"}, {"/", {}, "\xf0\x9f\x98"},
        {"/", {}, "\xc3\xa9"},
    };
    const auto encode = [](PacketEncoder &encoder, const Event &event) {
        Writer &out = encoder.beginEvent(event.nsp, event.id, event.name);
        out.value(1);
        out.value(QVariantList{u"x"_s});
        return encoder.finish().message().toByteArray();
    };
    const auto encoder = jsonParser()->createEncoder();
    for (const Event &before : events) {
        for (const Event &event : events) {
            encode(*encoder, before);
            QCOMPARE(encode(*encoder, event), encode(*jsonParser()->createEncoder(), event));
        }
        encoder->begin(Type::Ack, "/", 1).value(before.name.toByteArray());
        encoder->finish();
        QCOMPARE(encode(*encoder, before), encode(*jsonParser()->createEncoder(), before));
    }
}

void tst_PacketEncoder::sharedBytesStay()
{
    const auto encoder = jsonParser()->createEncoder();
    encoder->beginEvent("/", {}, "first").value("a"_ba);
    const EncodedPacket shared = encoder->finish();
    encoder->beginEvent("/", {}, "second").value("b"_ba);
    const EncodedPacket &second = encoder->finish();
    QCOMPARE(shared.message(), QByteArrayView(R"(51-["first",{"_placeholder":true,"num":0}])"));
    QCOMPARE(shared.attachments, QList<QByteArray>{"a"_ba});
    QCOMPARE(second.message(), QByteArrayView(R"(51-["second",{"_placeholder":true,"num":0}])"));
}

void tst_PacketEncoder::takenBytesStay()
{
    const auto encoder = jsonParser()->createEncoder();
    encoder->beginEvent("/", {}, "first").value("a"_ba);
    const EncodedPacket taken = std::move(encoder->finish());
    encoder->beginEvent("/", {}, "second");
    QCOMPARE(encoder->finish().message(), QByteArrayView(R"(2["second"])"));
    QCOMPARE(taken.message(), QByteArrayView(R"(51-["first",{"_placeholder":true,"num":0}])"));
}

void tst_PacketEncoder::passesOnArguments()
{
    const auto decoder = jsonParser()->createDecoder({});
    const auto encoder = jsonParser()->createEncoder();
    Packet packet;
    decoder->text(R"(52-["a",1.0,[{"_placeholder":true,"num":1}],"\ud800"])", packet);
    decoder->binary("x", packet);
    QCOMPARE(decoder->binary("y", packet), PacketDecoder::Status::Complete);
    packet.arguments.writeTo(encoder->beginEvent("/", {}, "b"));
    const EncodedPacket &encoded = encoder->finish();
    // An attachment that nothing refers to is left out.
    QCOMPARE(encoded.message(),
             QByteArrayView(R"(51-["b",1.0,[{"_placeholder":true,"num":0}],"\ud800"])"));
    QCOMPARE(encoded.attachments, QList<QByteArray>{"y"_ba});
}

void tst_PacketEncoder::decodesAgain_data()
{
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<Id>("id");
    QTest::newRow("plain") << "/"_ba << Id();
    QTest::newRow("with an id") << "/"_ba << Id(3);
    QTest::newRow("in a namespace") << "/a/b"_ba << Id();
    QTest::newRow("both") << "/a"_ba << Id(Packet::LargestId);
}

void tst_PacketEncoder::decodesAgain()
{
    QFETCH(QByteArray, nsp);
    QFETCH(Id, id);
    const auto encoder = jsonParser()->createEncoder();
    encoder->beginEvent(nsp, id, "e\xc3\xa9\n").value(QVariantList{"bin"_ba, 1.5});
    const EncodedPacket &encoded = encoder->finish();
    const auto decoder = jsonParser()->createDecoder({});
    Packet packet;
    QCOMPARE(decoder->text(encoded.message(), packet), PacketDecoder::Status::Incomplete);
    QCOMPARE(decoder->binary(encoded.attachments.first(), packet), PacketDecoder::Status::Complete);
    QCOMPARE(packet.nsp.toByteArray(), nsp);
    QCOMPARE(packet.id, id);
    QCOMPARE(packet.event, QByteArrayView("e\xc3\xa9\n"));
    QCOMPARE(packet.arguments.toVariant(0), QVariant(QVariantList{"bin"_ba, 1.5}));
}

QTEST_APPLESS_MAIN(tst_PacketEncoder)
#include "tst_packetencoder.moc"
