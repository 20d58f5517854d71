// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "badpackets.h"

#include <qsocketio/protocol/jsonparser.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Status = PacketDecoder::Status;
using Type = Packet::Type;
using Id = std::optional<quint64>;

Q_DECLARE_METATYPE(QSocketIo::Packet::Type)

namespace {

std::unique_ptr<PacketDecoder> makeDecoder(const ParserLimits &limits = {})
{
    return jsonParser()->createDecoder(limits);
}

// The words of the refusal, or "accepted".
QString refusal(const QByteArray &text, const ParserLimits &limits = {})
{
    const auto decoder = makeDecoder(limits);
    Packet packet;
    return decoder->text(text, packet) == Status::Failed ? decoder->errorString() : u"accepted"_s;
}

void addRefusal(const char *text, const QString &words)
{
    QTest::newRow(text) << QByteArray(text) << words;
}

const QString invalidPayload = u"invalid payload"_s;

} // namespace

class tst_PacketDecoder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void decodes_data();
    void decodes();
    void refusesHeaders_data();
    void refusesHeaders() { refuses(); }
    void refusesPayloads_data();
    void refusesPayloads() { refuses(); }
    void refusesAttachments_data();
    void refusesAttachments() { refuses(); }
    void refusesReservedEvents_data();
    void refusesReservedEvents();
    void eventNames_data();
    void eventNames();
    void refusesBadUtf8();
    void refusesDeepPayloads();
    void textPacketBorrows();
    void packetIsUsedAgain();
    void attachmentLimit();
    void isValid();

private:
    static void refuses();
};

void tst_PacketDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Type>("type");
    QTest::addColumn<QByteArray>("nsp");
    QTest::addColumn<Id>("id");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("arguments");
    const auto row = [](const char *text, Type type, const char *nsp, Id id, const char *event,
                        const char *arguments) {
        QTest::newRow(text) << QByteArray(text) << type << QByteArray(nsp) << id
                            << QByteArray(event) << QByteArray(arguments);
    };
    row("0", Type::Connect, "/", {}, "", "[]");
    row(R"(0{"token":"x"})", Type::Connect, "/", {}, "", R"([{"token":"x"}])");
    row("0/custom", Type::Connect, "/custom", {}, "", "[]");
    row("0/custom,", Type::Connect, "/custom", {}, "", "[]");
    row(R"(0/custom,{"a":[]})", Type::Connect, "/custom", {}, "", R"([{"a":[]}])");
    row("0/custom?token=abc&x=1,", Type::Connect, "/custom?token=abc&x=1", {}, "", "[]");
    row("0/nested/n\xc3\xa9", Type::Connect, "/nested/n\xc3\xa9", {}, "", "[]");
    row("1", Type::Disconnect, "/", {}, "", "[]");
    row("1/custom,", Type::Disconnect, "/custom", {}, "", "[]");
    row(R"(2["hi"])", Type::Event, "/", {}, "hi", "[]");
    row(R"(2["hi",1,"x",null])", Type::Event, "/", {}, "hi", R"([1,"x",null])");
    row(R"(2/custom,["hi"])", Type::Event, "/custom", {}, "hi", "[]");
    row(R"(20["hi"])", Type::Event, "/", 0, "hi", "[]");
    row(R"(2/custom,12["hi",{"a":1}])", Type::Event, "/custom", 12, "hi", R"([{"a":1}])");
    row(R"(29007199254740992["hi"])", Type::Event, "/", Packet::LargestId, "hi", "[]");
    row(R"(2007["hi"])", Type::Event, "/", 7, "hi", "[]");
    row(R"(2[ "hi" , [ ] ] )", Type::Event, "/", {}, "hi", "[[ ]]");
    row(R"(2["hi",{"_placeholder":true,"num":5}])", Type::Event, "/", {}, "hi",
        R"([{"_placeholder":true,"num":5}])");
    row("2[\n\t\"hi\"\r]", Type::Event, "/", {}, "hi", "[]");
    row(R"(2["hi","\"",[1,{"a":"\u00e9"}]])", Type::Event, "/", {}, "hi",
        R"(["\"",[1,{"a":"\u00e9"}]])");
    row("31[]", Type::Ack, "/", 1, "", "[]");
    row(R"(3/custom,1["ok",2])", Type::Ack, "/custom", 1, "", R"(["ok",2])");
    row(R"(4{"message":"no"})", Type::ConnectError, "/", {}, "", R"([{"message":"no"}])");
    row(R"(4/custom,"Invalid namespace")", Type::ConnectError, "/custom", {}, "",
        R"(["Invalid namespace"])");
}

void tst_PacketDecoder::decodes()
{
    QFETCH(QByteArray, text);
    Packet packet;
    QCOMPARE(makeDecoder()->text(text, packet), Status::Complete);
    QTEST(packet.type, "type");
    QTEST(packet.nsp.toByteArray(), "nsp");
    QTEST(packet.id, "id");
    QTEST(packet.event.toByteArray(), "event");
    QTEST(packet.arguments.toJson(), "arguments");
    QVERIFY(isPacketValid(packet));
}

void tst_PacketDecoder::refuses()
{
    QFETCH(QByteArray, text);
    QTEST(refusal(text), "words");
}

void tst_PacketDecoder::refusesHeaders_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    addRefusal("", u"unknown packet type"_s);
    addRefusal("7", u"unknown packet type 7"_s);
    addRefusal("abc", u"unknown packet type NaN"_s);
    addRefusal(R"( 2["hi"])", u"unknown packet type NaN"_s);
    addRefusal("-1", u"unknown packet type NaN"_s);
    addRefusal("0/a\x1e"
               "b,",
               u"invalid namespace"_s);
    addRefusal(R"(29007199254740993["hi"])", u"invalid packet id"_s);
    addRefusal(R"(218446744073709551616["hi"])", u"invalid packet id"_s);
    QTest::newRow("an id without end") << "2" + QByteArray(100'000, '9') << u"invalid packet id"_s;
}

void tst_PacketDecoder::refusesPayloads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    for (const char *text : badPayloads)
        addRefusal(text, invalidPayload);
}

void tst_PacketDecoder::refusesAttachments_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    for (const char *text : {
             R"(5["hi"])",
             R"(50-["hi"])",
             R"(500-["hi"])",
             R"(5-["hi"])",
             R"(5-1-["hi"])",
             R"(51["hi"])",
             R"(5+1-["hi"])",
             R"(5 1-["hi"])",
             R"(51.0-["hi"])",
             R"(51e0-["hi"])",
             R"(50x1-["hi"])",
             R"(5x-["hi"])",
             R"(60-[])",
             R"(6[])",
             "5",
             "51",
             R"(5/custom,["hi"])",
         })
        addRefusal(text, u"Illegal attachments"_s);
    for (const char *text : {R"(511-["hi"])", R"(52147483648-["hi"])", R"(54294967297-["hi"])",
                             R"(518446744073709551617-["hi"])", R"(511-)"})
        addRefusal(text, u"too many attachments"_s);
    for (const char *text : {
             R"(51-["hi",{"_placeholder":true,"num":1}])",
             R"(51-["hi",{"_placeholder":true,"num":-1}])",
             R"(51-["hi",{"_placeholder":true,"num":"splice"}])",
             R"(51-["hi",{"_placeholder":true}])",
             R"(61-1[{"num":0.5,"_placeholder":true}])",
             R"(51-["hi",{"\u005fplaceholder":true,"num":7}])",
         })
        addRefusal(text, u"illegal attachments"_s);
    addRefusal("51-", invalidPayload);
    addRefusal("51-{}", invalidPayload);
    addRefusal("51-[]", invalidPayload);
    addRefusal(R"(51-[{"_placeholder":true,"num":0}])", invalidPayload);
    addRefusal(R"(51-["disconnect"])", invalidPayload);
    addRefusal("61-1{}", invalidPayload);
}

void tst_PacketDecoder::refusesReservedEvents_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<bool>("reserved");
    for (const char *event : {"connect", "connect_error", "disconnect", "disconnecting",
                              "newListener", "removeListener", R"(conn\u0065ct)"})
        QTest::newRow(event) << QByteArray(event) << true;
    for (const char *event :
         {"error", "connection", "Connect", "connect ", "connecting", "", "__proto__", "toString"})
        QTest::newRow(event) << QByteArray(event) << false;
}

void tst_PacketDecoder::refusesReservedEvents()
{
    QFETCH(QByteArray, event);
    QFETCH(bool, reserved);
    QCOMPARE(refusal("2[\"" + event + "\",1]"), reserved ? invalidPayload : u"accepted"_s);
    if (!event.contains('\\'))
        QCOMPARE(isReservedEvent(event), reserved);
}

void tst_PacketDecoder::eventNames_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("event");
    QTest::newRow("plain") << R"("chat")"_ba
                           << "chat"_ba;
    QTest::newRow("escaped") << R"("a\u00e9\n\"")"_ba
                             << "a\xc3\xa9\n\""_ba;
    QTest::newRow("UTF-8") << "\"\xf0\x9f\x98\x80\""_ba
                           << "\xf0\x9f\x98\x80"_ba;
    QTest::newRow("lone surrogate") << R"("\ud800")"_ba
                                    << "\xef\xbf\xbd"_ba;
    QTest::newRow("number") << "42"_ba
                            << "42"_ba;
    QTest::newRow("0") << "0"_ba
                       << "0"_ba;
    QTest::newRow("negative") << "-7"_ba
                              << "-7"_ba;
    QTest::newRow("as JavaScript names it") << "1.50e2"_ba
                                            << "150"_ba;
    QTest::newRow("fraction") << "0.5"_ba
                              << "0.5"_ba;
}

void tst_PacketDecoder::eventNames()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, event);
    Packet packet;
    const QByteArray text = "2[" + json + ",true]";
    QCOMPARE(makeDecoder()->text(text, packet), Status::Complete);
    QCOMPARE(packet.event.toByteArray(), event);
    QCOMPARE(packet.arguments.toJson(), "[true]");
}

void tst_PacketDecoder::refusesBadUtf8()
{
    for (const QByteArray &bytes : {"\xff"_ba, "\xed\xa0\x80"_ba, "\xc3"_ba, "\xc0\xaf"_ba}) {
        QCOMPARE(refusal("2[\"hi\",\"" + bytes + "\"]"), invalidPayload);
        QCOMPARE(refusal("2[\"" + bytes + "\"]"), invalidPayload);
        QCOMPARE(refusal("0{\"" + bytes + "\":1}"), invalidPayload);
        QCOMPARE(refusal("0/" + bytes + ","), u"invalid namespace"_s);
    }
    QCOMPARE(refusal("2[\"hi\",\"\x01\"]"), invalidPayload);
}

void tst_PacketDecoder::refusesDeepPayloads()
{
    const auto nested = [](qsizetype depth) {
        return R"(2["hi",)" + QByteArray(depth, '[') + QByteArray(depth, ']') + ']';
    };
    QCOMPARE(refusal(nested(511)), u"accepted"_s);
    QCOMPARE(refusal(nested(512)), invalidPayload);
    QCOMPARE(refusal(nested(100'000)), invalidPayload);
    QCOMPARE(refusal(nested(3), {.depth = 3}), invalidPayload);
}

void tst_PacketDecoder::textPacketBorrows()
{
    const QByteArray text = R"(2["hi","text"])";
    Packet packet;
    QCOMPARE(makeDecoder()->text(text, packet), Status::Complete);
    QCOMPARE(packet.event.data(), text.constData() + 3);
    QVERIFY(packet.arguments.encoded().storage.isNull());
}

void tst_PacketDecoder::packetIsUsedAgain()
{
    const auto decoder = makeDecoder();
    Packet packet;
    decoder->text(R"(51-/custom,3["b",{"_placeholder":true,"num":0}])", packet);
    decoder->binary("x", packet);
    QCOMPARE(decoder->text("0", packet), Status::Complete);
    QCOMPARE(packet.nsp, QByteArrayView("/"));
    QVERIFY(!packet.id);
    QVERIFY(packet.event.isEmpty());
    QVERIFY(packet.arguments.isEmpty());
    QVERIFY(packet.arguments.encoded().attachments.isEmpty());
}

void tst_PacketDecoder::attachmentLimit()
{
    QCOMPARE(refusal(R"(510-["b"])"), u"accepted"_s);
    QCOMPARE(refusal(R"(511-["b"])", {.attachments = 11}), u"accepted"_s);
    QCOMPARE(refusal(R"(51-["b"])", {.attachments = 0}), u"too many attachments"_s);
}

void tst_PacketDecoder::isValid()
{
    const auto text = Arguments::of("text");
    const auto object = Arguments::of(QVariantMap());
    const auto isValidWith = [](Type type, const Arguments &arguments) {
        return isPacketValid({.type = type, .event = "hi", .arguments = arguments});
    };
    QVERIFY(isValidWith(Type::Connect, {}) && isValidWith(Type::Connect, object));
    QVERIFY(!isValidWith(Type::Connect, text));
    QVERIFY(isValidWith(Type::Disconnect, {}) && !isValidWith(Type::Disconnect, object));
    QVERIFY(isValidWith(Type::Event, {}) && isValidWith(Type::Ack, text));
    QVERIFY(isValidWith(Type::ConnectError, text) && isValidWith(Type::ConnectError, object));
    QVERIFY(!isValidWith(Type::ConnectError, {})
            && !isValidWith(Type::ConnectError, Arguments::of(1)));
    QVERIFY(!isPacketValid({.type = Type::Event, .event = "disconnect"}));
    QVERIFY(!isPacketValid({.type = Type::Connect, .nsp = "custom"}));
    QVERIFY(!isPacketValid({.type = Type::Ack, .id = Packet::LargestId + 1}));
}

QTEST_APPLESS_MAIN(tst_PacketDecoder)
#include "tst_packetdecoder.moc"
