// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "json.h"
#include "msgpack.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

void row(const char *name, const QVariant &value, const char *hex)
{
    QTest::newRow(name) << value << QByteArray(hex);
}

} // namespace

class tst_MsgPackWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void writes_data();
    void writes();
    void sizes_data();
    void sizes();
    void unknownAndWrongSizes();
    void restarts();
    void passesOnArguments();
    void fromJson();
    void intoJson();
    void nestedTooDeeply();

private:
    // Rows of writes().
    static void integers();
    static void otherValues();
};

// The bytes are what notepack.io 2.2.0 makes of the same values.
void tst_MsgPackWriter::writes_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QByteArray>("hex");
    integers();
    otherValues();
}

void tst_MsgPackWriter::integers()
{
    row("zero", 0, "00");
    row("minus zero", -0.0, "00");
    row("the largest fixed integer", 127, "7f");
    row("the smallest of 8 bits", 128, "cc80");
    row("the largest of 8 bits", 255, "ccff");
    row("the smallest of 16 bits", 256, "cd0100");
    row("the largest of 16 bits", 65535, "cdffff");
    row("the smallest of 32 bits", 65536, "ce00010000");
    row("the largest of 32 bits", 4294967295LL, "ceffffffff");
    row("the smallest of 64 bits", 4294967296LL, "cf0000000100000000");
    row("2 to the 53rd", 9007199254740992LL, "cf0020000000000000");
    row("the largest unsigned integer", std::numeric_limits<quint64>::max(), "cfffffffffffffffff");
    row("the lowest fixed integer", -32, "e0");
    row("the highest negative one of 8 bits", -33, "d0df");
    row("the lowest of 8 bits", -128, "d080");
    row("the highest negative one of 16 bits", -129, "d1ff7f");
    row("the lowest of 16 bits", -32768, "d18000");
    row("the highest negative one of 32 bits", -32769, "d2ffff7fff");
    row("the lowest of 32 bits", -2147483648LL, "d280000000");
    row("the highest negative one of 64 bits", -2147483649LL, "d3ffffffff7fffffff");
    row("the lowest integer", std::numeric_limits<qint64>::min(), "d38000000000000000");
}

void tst_MsgPackWriter::otherValues()
{
    row("undefined", {}, "d40000");
    row("null", QVariant::fromValue(nullptr), "c0");
    row("false", false, "c2");
    row("true", true, "c3");
    row("a fraction", 1.5, "cb3ff8000000000000");
    row("a double without fraction", 3.0, "03");
    row("a negative double without fraction", -300.0, "d1fed4");
    row("a double of 63 bits", 0x1p62, "cf4000000000000000");
    row("a double above 64 bits", 1e20, "cb4415af1d78b58c40");
    row("infinity", std::numeric_limits<double>::infinity(), "cb7ff0000000000000");
    row("no number", std::numeric_limits<double>::quiet_NaN(), "cb7ff8000000000000");
    row("a date", QDateTime::fromMSecsSinceEpoch(1'600'000'000'123, Qt::UTC),
        "d70000000174876e807b");
    row("a date before 1970", QDateTime::fromMSecsSinceEpoch(-1, Qt::UTC), "d700ffffffffffffffff");
    row("no date", QDateTime(), "c0");
    row("empty text", u""_s, "a0");
    row("text", u"abc"_s, "a3616263");
    row("text beyond ASCII", u"é日😀"_s, "a9c3a9e697a5f09f9880");
    row("a lone surrogate", QString(QChar(0xd800)), "a3efbfbd");
    row("quotes and control characters", u"\"\\\n\0"_s, "a4225c0a00");
    row("binary data", "\x01\x02"_ba, "c4020102");
    row("no binary data", ""_ba, "c400");
    row("an empty array", QVariantList(), "90");
    row("an array", QVariantList{1, u"a"_s, QVariant()}, "9301a161d40000");
    row("an empty object", QVariantMap(), "80");
    row("an object", QVariantMap{{u"a"_s, 1}, {u"b"_s, QVariantList{true}}}, "82a16101a16291c3");
}

void tst_MsgPackWriter::writes()
{
    QFETCH(QVariant, value);
    QTEST(toMsgPack(value).toHex(), "hex");
}

void tst_MsgPackWriter::sizes_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<qsizetype>("size");
    const auto row = [](const char *name, const QVariant &value, const char *head, qsizetype size) {
        QTest::newRow(name) << value << QByteArray(head) << size;
    };
    const auto text = [](qsizetype length) { return QString(length, u'x'); };
    const auto wide = [](qsizetype length) { return QString(length, u'日'); };
    row("the longest fixed text", text(31), "bf", 32);
    row("the shortest of 8 bits", text(32), "d920", 34);
    row("the longest of 8 bits", text(255), "d9ff", 257);
    row("the shortest of 16 bits", text(256), "da0100", 259);
    row("the longest of 16 bits", text(65535), "daffff", 65538);
    row("the shortest of 32 bits", text(65536), "db00010000", 65541);
    row("the longest fixed text beyond ASCII", wide(10), "be", 31);
    row("text that needs 8 bits by its bytes", wide(11), "d921", 35);
    row("text that needs 16 bits by its bytes", wide(86), "da0102", 261);
    row("text that needs 32 bits by its bytes", wide(21846), "db00010002", 65543);
    const auto bytes = [](qsizetype length) { return QByteArray(length, 'x'); };
    row("the most binary data of 8 bits", bytes(255), "c4ff", 257);
    row("the least of 16 bits", bytes(256), "c50100", 259);
    row("the least of 32 bits", bytes(65536), "c600010000", 65541);
    const auto list = [](qsizetype length) { return QVariantList(length, QVariant(true)); };
    row("the longest fixed array", list(15), "9f", 16);
    row("the shortest array of 16 bits", list(16), "dc0010", 19);
    row("the shortest array of 32 bits", list(65536), "dd00010000", 65541);
    const auto map = [](int size) {
        QVariantMap map;
        for (int i = 0; i < size; ++i)
            map.insert(u"%1"_s.arg(i, 5, 10, QLatin1Char('0')), true);
        return map;
    };
    row("the largest fixed object", map(15), "8f", 1 + 15 * 7);
    row("the smallest object of 16 bits", map(16), "de0010", 3 + 16 * 7);
    row("the smallest object of 32 bits", map(65536), "df00010000", 5 + 65536 * 7);
}

void tst_MsgPackWriter::sizes()
{
    QFETCH(QVariant, value);
    QFETCH(QByteArray, head);
    const QByteArray bytes = toMsgPack(value);
    QVERIFY2(bytes.toHex().startsWith(head), bytes.left(8).toHex().constData());
    QTEST(bytes.size(), "size");
    const auto arguments = unpacked('\x91' + bytes);
    QVERIFY(arguments);
    QCOMPARE(arguments->toVariant(0), value);
}

void tst_MsgPackWriter::unknownAndWrongSizes()
{
    const auto arrayOf = [](qsizetype announced, int count) {
        return packed([&](Writer &out) {
            out.beginArray(1);
            out.beginArray(announced);
            for (int i = 0; i < count; ++i)
                out.integer(i % 10);
            out.endArray();
            out.endArray();
        });
    };
    for (const int count : {0, 1, 15, 16, 100, 65536}) {
        const QByteArray right = arrayOf(count, count);
        for (const qsizetype announced : QList<qsizetype>{Writer::UnknownSize, 0, 15, 16, 70000})
            QCOMPARE(arrayOf(announced, count), right);
    }
    const auto object = [](qsizetype announced) {
        return packed([&](Writer &out) {
            out.beginObject(announced);
            out.key(u"list");
            out.beginArray(announced);
            for (int i = 0; i < 20; ++i)
                out.null();
            out.endArray();
            out.utf8Key("x");
            out.boolean(true);
            out.plainKey("y");
            out.null();
            out.endObject();
        });
    };
    QCOMPARE(object(Writer::UnknownSize), object(3));
    QCOMPARE(object(3).toHex(),
             "83a46c697374dc0014" + QByteArray("c0").repeated(20) + "a178c3a179c0");
}

void tst_MsgPackWriter::restarts()
{
    QByteArray bytes = "head";
    MsgPackWriter out(bytes);
    out.integer(1);
    QCOMPARE(out.count(), 1);
    out.restart(4);
    out.value(QVariantList{1, 2});
    QCOMPARE(out.count(), 1);
    out.finish();
    QCOMPARE(bytes, "head\x92\x01\x02"_ba);
}

void tst_MsgPackWriter::passesOnArguments()
{
    // Numbers in longer forms than needed stay as they came.
    const QByteArray bytes = QByteArray::fromHex("94cd0001a161d70000000174876e807bd40000");
    const auto arguments = unpacked(bytes);
    QVERIFY(arguments);
    QCOMPARE(toMsgPack(*arguments), bytes);
    QCOMPARE(packed([&](Writer &out) { out.argument(*arguments, 1); }).toHex(), "a161");
    QCOMPARE(packed([&](Writer &out) { out.argument(*arguments, 9); }).toHex(), "d40000");
    QCOMPARE(packed([&](Writer &out) { out.argument({}, 0); }).toHex(), "d40000");
}

void tst_MsgPackWriter::fromJson()
{
    const Arguments arguments = received(
        R"([1,-1.5,"é\ud83d\ude00",null,true,{"a":[{"_placeholder":true,"num":0}]}])", {"xyz"_ba});
    QCOMPARE(toMsgPack(arguments).toHex(),
             "9601cbbff8000000000000a6c3a9f09f9880c0c381a16191c40378797a");
}

void tst_MsgPackWriter::intoJson()
{
    const auto arguments = unpacked(
        QByteArray::fromHex("9601d40000d7000000000000000000c40161ca3fc0000082a16b01a16b02"));
    QVERIFY(arguments);
    const Written out = written([&](Writer &writer) { writer.value(*arguments); });
    QCOMPARE(out.text,
             R"([1,null,"1970-01-01T00:00:00.000Z",{"_placeholder":true,"num":0},1.5,)"
             R"({"k":1,"k":2}])");
    QCOMPARE(out.attachments, QList<QByteArray>{"a"_ba});
}

void tst_MsgPackWriter::nestedTooDeeply()
{
    constexpr int depth = 100'000;
    QVariantList list{1};
    for (int i = 0; i < depth; ++i)
        list = QVariantList{QVariant(list)};
    const QString warning = u"A value nested 1000 deep cannot be sent, null is sent instead"_s;
    QTest::ignoreMessage(QtWarningMsg, qPrintable(warning));
    const QByteArray bytes = toMsgPack(list);
    QTest::ignoreMessage(QtWarningMsg, qPrintable(warning));
    const QByteArray text = toJson(list);
    // Its destructor would overflow the stack.
    while (!list.isEmpty()) {
        const QVariantList inner = list.first().toList();
        list = inner;
    }
    QCOMPARE(bytes, QByteArray(Writer::MaxDepth, '\x91') + '\xc0');
    QCOMPARE(text, QByteArray(Writer::MaxDepth, '[') + "null" + QByteArray(Writer::MaxDepth, ']'));
}

QTEST_GUILESS_MAIN(tst_MsgPackWriter)
#include "tst_msgpackwriter.moc"
