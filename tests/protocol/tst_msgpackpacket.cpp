// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/jsonparser.h>
#include <qsocketio/protocol/msgpackparser.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Type = Packet::Type;
using Status = PacketDecoder::Status;
using Id = std::optional<quint64>;

Q_DECLARE_METATYPE(QSocketIo::Packet::Type)

namespace {

// The bytes of two hexadecimal digits each; text stands between quotes.
QByteArray bytes(const QByteArray &notation)
{
    QByteArray all;
    const QList<QByteArray> parts = notation.split('\'');
    for (qsizetype i = 0; i < parts.size(); ++i)
        all += i % 2 == 0 ? QByteArray::fromHex(parts[i]) : parts[i];
    return all;
}

void row(const char *name, const char *message, Type type, const char *nsp, Id id,
         const char *event, const char *json)
{
    QTest::newRow(name) << QByteArray(message) << type << QByteArray(nsp) << id << QByteArray(event)
                        << QByteArray(json);
}

void row(const char *name, const char *message, const char *error)
{
    QTest::newRow(name) << QByteArray(message) << QString::fromLatin1(error);
}

} // namespace

class tst_MsgPackPacket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void encodes_data();
    void encodes();
    void encodesEvents();
    void buffers();
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void refusesText();
    void ownsItsBytes();
    void depth();
    void betweenFormats();

private:
    // Rows of decodes().
    static void numbersAndOtherTypes();
};

// As the official server writes them.
void tst_MsgPackPacket::encodes_data()
{
    QTest::addColumn<Type>("type");
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<Id>("id");
    QTest::addColumn<QVariantList>("values");
    QTest::addColumn<QByteArray>("packet");
    const QVariantMap sid{{u"sid"_s, u"abc"_s}};
    const auto none = Id();
    QTest::newRow("connect") << Type::Connect << "/"_ba << none << QVariantList{}
                             << "82 a4'type' 00 a3'nsp' a1'/'"_ba;
    QTest::newRow("connect with a payload")
        << Type::Connect << "/custom"_ba << none << QVariantList{sid}
        << "83 a4'type' 00 a4'data' 81 a3'sid' a3'abc' a3'nsp' a7'/custom'"_ba;
    QTest::newRow("disconnect") << Type::Disconnect << "/a"_ba << none << QVariantList{}
                                << "82 a4'type' 01 a3'nsp' a2'/a'"_ba;
    QTest::newRow("ack of nothing") << Type::Ack << "/"_ba << Id(0) << QVariantList{}
                                    << "84 a2'id' 00 a4'type' 03 a4'data' 90 a3'nsp' a1'/'"_ba;
    QTest::newRow("ack") << Type::Ack << "/"_ba << Id(300) << QVariantList{u"ok"_s, 1}
                         << "84 a2'id' cd012c a4'type' 03 a4'data' 92 a2'ok' 01 a3'nsp' a1'/'"_ba;
    QTest::newRow("error") << Type::ConnectError << "/x"_ba << none
                           << QVariantList{QVariantMap{{u"message"_s, u"no"_s}}}
                           << "83 a4'type' 04 a4'data' 81 a7'message' a2'no' a3'nsp' a2'/x'"_ba;
}

void tst_MsgPackPacket::encodes()
{
    QFETCH(Type, type);
    QFETCH(QByteArray, nsp);
    QFETCH(Id, id);
    QFETCH(QVariantList, values);
    QFETCH(QByteArray, packet);
    const auto encoder = msgPackParser()->createEncoder();
    // An encoder keeps nothing of the packet before.
    for (int i = 0; i < 2; ++i) {
        Writer &out = encoder->begin(type, nsp, id);
        for (const QVariant &value : values)
            out.value(value);
        const EncodedPacket &encoded = encoder->finish();
        QCOMPARE(encoded.message().toByteArray().toHex(), bytes(packet).toHex());
        QVERIFY(encoded.binary);
        QVERIFY(encoded.attachments.isEmpty());
        encoder->beginEvent("/other", 7, "between").value(u"x"_s);
        encoder->finish();
    }
}

void tst_MsgPackPacket::encodesEvents()
{
    const auto encoder = msgPackParser()->createEncoder();
    encoder->beginEvent("/", {}, "hi");
    QCOMPARE(encoder->finish().message(), bytes("83 a4'type' 02 a4'data' 91 a2'hi' a3'nsp' a1'/'"));
    encoder->beginEvent("/", 5, "hi").value("\x01\x02"_ba);
    QCOMPARE(encoder->finish().message(),
             bytes("84 a4'type' 02 a4'data' 92 a2'hi' c4020102 a2'id' 05 a3'nsp' a1'/'"));
    Writer &out = encoder->beginEvent("/", {}, "hi");
    for (int i = 0; i < 20; ++i)
        out.value(QVariant());
    QCOMPARE(encoder->finish().message(),
             bytes("83 a4'type' 02 a4'data' dc0015 a2'hi'" + QByteArray("d40000").repeated(20)
                   + "a3'nsp' a1'/'"));
}

void tst_MsgPackPacket::buffers()
{
    const auto encoder = msgPackParser()->createEncoder();
    encoder->beginEvent("/", {}, "up").value(QString(200, u'x'));
    const EncodedPacket &packet = encoder->finish();
    const char *const place = packet.buffer.constData();
    encoder->beginEvent("/", {}, "up").value(1);
    QCOMPARE(encoder->finish().buffer.constData(), place);
    // Somebody who holds the bytes keeps them.
    const QByteArray shared = packet.buffer;
    const QByteArray copy(shared.constData(), shared.size());
    encoder->beginEvent("/", {}, "down").value(2);
    encoder->finish();
    QCOMPARE(shared, copy);
}

void tst_MsgPackPacket::decodes_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<Type>("type");
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<Id>("id");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("json");
    const Id none;
    row("the CONNECT of an official client", "83 a4'type' 00 a4'data' d40000 a3'nsp' a1'/'",
        Type::Connect, "/", none, "", "[]");
    row("CONNECT with null, as others send it", "83 a4'type' 00 a4'data' c0 a3'nsp' a1'/'",
        Type::Connect, "/", none, "", "[]");
    row("CONNECT without data", "82 a4'type' 00 a3'nsp' a2'/a'", Type::Connect, "/a", none, "",
        "[]");
    row("CONNECT with auth", "83 a4'type' 00 a4'data' 81 a1't' 01 a3'nsp' a1'/'", Type::Connect,
        "/", none, "", R"([{"t":1}])");
    row("the event of an official client",
        "85 a4'type' 02 a4'data' 92 a2'hi' 01 a7'options' 81 a8'compress' c3 a2'id' 07 a3'nsp' "
        "a1'/'",
        Type::Event, "/", 7, "hi", "[1]");
    row("keys in another order", "83 a3'nsp' a1'/' a4'data' 91 a2'hi' a4'type' 02", Type::Event,
        "/", none, "hi", "[]");
    row("unknown keys with large values",
        "85 a1'x' 92 81 a1'y' 90 c0 a4'type' 02 a4'data' 92 a1'e' 01 a1'z' 93010203 a3'nsp' a1'/'",
        Type::Event, "/", none, "e", "[1]");
    row("the last of equal keys counts",
        "86 a4'type' 03 a4'type' 02 a4'data' 91 a1'a' a4'data' 92 a1'b' 02 a3'nsp' a1'/' a3'nsp' "
        "a2'/n'",
        Type::Event, "/n", none, "b", "[2]");
    numbersAndOtherTypes();
}

void tst_MsgPackPacket::numbersAndOtherTypes()
{
    const Id none;
    row("no id, written as null", "84 a4'type' 02 a4'data' 91 a1'e' a3'nsp' a1'/' a2'id' c0",
        Type::Event, "/", none, "e", "[]");
    row("integers as doubles",
        "84 a4'type' cb4000000000000000 a4'data' 91 a1'e' a3'nsp' a1'/' a2'id' cb4008000000000000",
        Type::Event, "/", 3, "e", "[]");
    row("the largest id",
        "84 a4'type' 02 a4'data' 91 a1'e' a3'nsp' a1'/' a2'id' cf0020000000000000", Type::Event,
        "/", Packet::LargestId, "e", "[]");
    row("the BINARY_EVENT of a client of version 2",
        "83 a4'type' 05 a4'data' 92 a1'e' 01 a3'nsp' a1'/'", Type::Event, "/", none, "e", "[1]");
    row("the BINARY_ACK of a client of version 2",
        "84 a4'type' 06 a4'data' 91 01 a3'nsp' a1'/' a2'id' 02", Type::Ack, "/", 2, "", "[1]");
    row("a number for an event", "83 a4'type' 02 a4'data' 91 2a a3'nsp' a1'/'", Type::Event, "/",
        none, "42", "[]");
    row("a fraction for an event", "83 a4'type' 02 a4'data' 91 cb3ff8000000000000 a3'nsp' a1'/'",
        Type::Event, "/", none, "1.5", "[]");
    row("an ack", "84 a4'type' 03 a4'data' 91 c0 a3'nsp' a1'/' a2'id' 00", Type::Ack, "/", 0, "",
        "[null]");
    row("DISCONNECT", "82 a4'type' 01 a3'nsp' a1'/'", Type::Disconnect, "/", none, "", "[]");
    row("CONNECT_ERROR with text", "83 a4'type' 04 a4'data' a2'no' a3'nsp' a1'/'",
        Type::ConnectError, "/", none, "", R"(["no"])");
    row("a long map", "de0002 a4'type' 01 a3'nsp' a1'/'", Type::Disconnect, "/", none, "", "[]");
}

void tst_MsgPackPacket::decodes()
{
    QFETCH(QByteArray, message);
    const auto decoder = msgPackParser()->createDecoder({});
    Packet packet;
    const Status status = decoder->binary(bytes(message), packet);
    QVERIFY2(status == Status::Complete, qPrintable(decoder->errorString()));
    QTEST(packet.type, "type");
    QTEST(packet.nsp.toByteArray(), "nsp");
    QTEST(packet.id, "id");
    QTEST(packet.event.toByteArray(), "event");
    QTEST(packet.arguments.toJson(), "json");
    QVERIFY(isPacketValid(packet));
}

void tst_MsgPackPacket::refuses_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("error");
    const char *const malformed = "Could not parse";
    row("nothing", "", malformed);
    row("an array", "90", malformed);
    row("text", "a1'x'", malformed);
    row("a packet that ends early", "83 a4'type' 01 a3'nsp' a1'/'", malformed);
    row("bytes behind the packet", "82 a4'type' 01 a3'nsp' a1'/' c0", malformed);
    row("a key that is a number", "83 01 02 a4'type' 01 a3'nsp' a1'/'", malformed);
    row("a bad value for an unknown key", "83 a1'x' c1 a4'type' 01 a3'nsp' a1'/'", malformed);
    row("a map of 2^32 members", "dfffffffff a4'type'", malformed);
    const char *const type = "invalid packet type";
    row("an empty map", "80", type);
    row("no type", "81 a3'nsp' a1'/'", type);
    row("a type beyond all", "83 a4'type' 07 a4'data' 91 a1'e' a3'nsp' a1'/'", type);
    row("a negative type", "82 a4'type' ff a3'nsp' a1'/'", type);
    row("a fraction for a type", "82 a4'type' cb3ff8000000000000 a3'nsp' a1'/'", type);
    row("text for a type", "82 a4'type' a1'1' a3'nsp' a1'/'", type);
    const char *const nsp = "invalid namespace";
    row("no namespace", "81 a4'type' 01", nsp);
    row("null for a namespace", "82 a4'type' 01 a3'nsp' c0", nsp);
    row("a namespace without its slash", "82 a4'type' 01 a3'nsp' a1'a'", nsp);
    row("an empty namespace", "82 a4'type' 01 a3'nsp' a0", nsp);
    row("a control character in a namespace", "82 a4'type' 01 a3'nsp' a2 2f1e", nsp);
    const char *const payload = "invalid payload";
    row("CONNECT with an array", "83 a4'type' 00 a4'data' 90 a3'nsp' a1'/'", payload);
    row("CONNECT with text", "83 a4'type' 00 a4'data' a1'x' a3'nsp' a1'/'", payload);
    row("DISCONNECT with an object", "83 a4'type' 01 a4'data' 80 a3'nsp' a1'/'", payload);
    row("an event without data", "82 a4'type' 02 a3'nsp' a1'/'", payload);
    row("an event of nothing", "83 a4'type' 02 a4'data' 90 a3'nsp' a1'/'", payload);
    row("an event with an object", "83 a4'type' 02 a4'data' 80 a3'nsp' a1'/'", payload);
    row("an event named null", "83 a4'type' 02 a4'data' 91 c0 a3'nsp' a1'/'", payload);
    row("an event with a reserved name", "83 a4'type' 02 a4'data' 91 a7'connect' a3'nsp' a1'/'",
        payload);
    row("an ack without data", "83 a4'type' 03 a3'nsp' a1'/' a2'id' 00", payload);
    row("an ack with an object", "83 a4'type' 03 a4'data' 80 a3'nsp' a1'/'", payload);
    row("CONNECT_ERROR without data", "82 a4'type' 04 a3'nsp' a1'/'", payload);
    row("CONNECT_ERROR with a number", "83 a4'type' 04 a4'data' 01 a3'nsp' a1'/'", payload);
    const char *const id = "invalid packet id";
    row("text for an id", "84 a4'type' 02 a4'data' 91 a1'e' a3'nsp' a1'/' a2'id' a1'1'", id);
    row("a negative id", "84 a4'type' 02 a4'data' 91 a1'e' a3'nsp' a1'/' a2'id' ff", id);
    row("a fraction for an id",
        "84 a4'type' 02 a4'data' 91 a1'e' a3'nsp' a1'/' a2'id' cb3ff8000000000000", id);
    row("an id that JavaScript cannot count to",
        "84 a4'type' 02 a4'data' 91 a1'e' a3'nsp' a1'/' a2'id' cf0020000000000001", id);
}

void tst_MsgPackPacket::refuses()
{
    QFETCH(QByteArray, message);
    const auto decoder = msgPackParser()->createDecoder({});
    Packet packet;
    QCOMPARE(decoder->binary(bytes(message), packet), Status::Failed);
    QTEST(decoder->errorString(), "error");
    decoder->reset();
    QVERIFY(decoder->errorString().isEmpty());
}

void tst_MsgPackPacket::refusesText()
{
    const auto decoder = msgPackParser()->createDecoder({});
    Packet packet;
    QCOMPARE(decoder->text("0", packet), Status::Failed);
    QVERIFY(decoder->errorString().contains(u"parser"_s));
}

void tst_MsgPackPacket::ownsItsBytes()
{
    const auto decoder = msgPackParser()->createDecoder({});
    Packet packet;
    {
        QByteArray message = bytes("83 a4'type' 02 a4'data' 92 a2'hi' a3'abc' a3'nsp' a2'/n'");
        QCOMPARE(decoder->binary(message, packet), Status::Complete);
        message.fill('#');
    }
    Packet another;
    QCOMPARE(decoder->binary(bytes("82 a4'type' 01 a3'nsp' a1'/'"), another), Status::Complete);
    const Arguments copy = packet.arguments;
    QCOMPARE(packet.nsp, "/n");
    QCOMPARE(packet.event, "hi");
    QCOMPARE(copy.at<QString>(0), u"abc"_s);
}

void tst_MsgPackPacket::depth()
{
    const auto decoder = msgPackParser()->createDecoder({.depth = 10});
    const auto event = [](int depth) {
        return bytes("83 a4'type' 02 a4'data' 92 a1'e'" + QByteArray("91").repeated(depth)
                     + "c0 a3'nsp' a1'/'");
    };
    Packet packet;
    QCOMPARE(decoder->binary(event(9), packet), Status::Complete);
    QCOMPARE(decoder->binary(event(10), packet), Status::Failed);
    QCOMPARE(decoder->binary(event(100'000), packet), Status::Failed);
}

// Arguments that came in one format go out in the other.
void tst_MsgPackPacket::betweenFormats()
{
    const QVariantList values{1, u"text"_s, "binary"_ba, QVariantMap{{u"deep"_s, "er"_ba}}};
    const auto toMsgPack = msgPackParser()->createEncoder();
    Writer &out = toMsgPack->beginEvent("/", {}, "e");
    for (const QVariant &value : values)
        out.value(value);
    Packet first;
    const auto fromMsgPack = msgPackParser()->createDecoder({});
    QCOMPARE(fromMsgPack->binary(toMsgPack->finish().message().toByteArray(), first),
             Status::Complete);

    const auto toJson = jsonParser()->createEncoder();
    first.arguments.writeTo(toJson->beginEvent("/", {}, "e"));
    EncodedPacket &json = toJson->finish();
    QCOMPARE(json.attachments, (QList<QByteArray>{"binary"_ba, "er"_ba}));
    const auto fromJson = jsonParser()->createDecoder({});
    Packet second;
    const QByteArray text =
        json.message().toByteArray() + QByteArray(PacketDecoder::InputPadding, '\0');
    fromJson->text(QByteArrayView(text).chopped(PacketDecoder::InputPadding), second);
    fromJson->binary("binary"_ba, second);
    QCOMPARE(fromJson->binary("er"_ba, second), Status::Complete);

    second.arguments.writeTo(toMsgPack->beginEvent("/", {}, "e"));
    Packet third;
    QCOMPARE(fromMsgPack->binary(toMsgPack->finish().message().toByteArray(), third),
             Status::Complete);
    QCOMPARE(third.arguments.toVariantList(), first.arguments.toVariantList());
    QCOMPARE(third.arguments.at<QByteArray>(2), "binary"_ba);
}

QTEST_GUILESS_MAIN(tst_MsgPackPacket)
#include "tst_msgpackpacket.moc"
