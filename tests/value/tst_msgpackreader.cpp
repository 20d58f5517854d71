// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "msgpack.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Kind = Reader::Kind;

Q_DECLARE_METATYPE(QSocketIo::Reader::Kind)

namespace {

QDateTime date(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

void row(const char *name, const char *hex, Kind kind, const QVariant &value)
{
    QTest::newRow(name) << QByteArray(hex) << kind << value;
}

} // namespace

class tst_MsgPackReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void reads_data();
    void reads();
    void integers();
    void texts();
    void dates();
    void undefined();
    void failedReadsConsumeNothing();
    void skipsWhatIsNotRead();
    void objects();
    void leavingEarlyIsHarmless();
    void refuses_data();
    void refuses();
    void depth();

private:
    // Rows of reads().
    static void numbers();
    static void textsAndBytes();
    static void datesAndContainers();
};

void tst_MsgPackReader::reads_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QVariant>("value");
    numbers();
    textsAndBytes();
    datesAndContainers();
}

void tst_MsgPackReader::numbers()
{
    const auto integer = [](qint64 value) { return QVariant(qlonglong(value)); };
    row("null", "c0", Kind::Null, QVariant::fromValue(nullptr));
    row("undefined", "d40000", Kind::Undefined, {});
    row("undefined with another byte", "d400ff", Kind::Undefined, {});
    row("false", "c2", Kind::Boolean, false);
    row("true", "c3", Kind::Boolean, true);
    row("a fixed integer", "7f", Kind::Integer, integer(127));
    row("a fixed negative integer", "e0", Kind::Integer, integer(-32));
    row("8 bits", "ccff", Kind::Integer, integer(255));
    row("16 bits", "cdffff", Kind::Integer, integer(65535));
    row("32 bits", "ceffffffff", Kind::Integer, integer(4294967295));
    row("64 bits", "cf0020000000000000", Kind::Integer, integer(9007199254740992));
    row("64 bits, too large for signed", "cfffffffffffffffff", Kind::UnsignedInteger,
        QVariant(std::numeric_limits<qulonglong>::max()));
    row("8 bits, negative", "d080", Kind::Integer, integer(-128));
    row("16 bits, negative", "d18000", Kind::Integer, integer(-32768));
    row("32 bits, negative", "d280000000", Kind::Integer, integer(-2147483648LL));
    row("64 bits, negative", "d38000000000000000", Kind::Integer,
        integer(std::numeric_limits<qint64>::min()));
    row("a float", "ca3fc00000", Kind::Double, 1.5);
    row("a double", "cb3ff8000000000000", Kind::Double, 1.5);
}

void tst_MsgPackReader::textsAndBytes()
{
    row("fixed text", "a3616263", Kind::String, u"abc"_s);
    row("text of 8 bits", "d903616263", Kind::String, u"abc"_s);
    row("text of 16 bits", "da0003616263", Kind::String, u"abc"_s);
    row("text of 32 bits", "db00000003616263", Kind::String, u"abc"_s);
    row("text with a byte order mark", "a4efbbbf61", Kind::String, u"\ufeffa"_s);
    row("text with a zero", "a3610062", Kind::String, u"a\0b"_s);
    row("binary data of 8 bits", "c40161", Kind::Bytes, "a"_ba);
    row("binary data of 16 bits", "c5000161", Kind::Bytes, "a"_ba);
    row("binary data of 32 bits", "c60000000161", Kind::Bytes, "a"_ba);
    row("an ArrayBuffer", "c7020001ff", Kind::Bytes, "\x01\xff"_ba);
    row("an ArrayBuffer of one byte", "c7010001", Kind::Bytes, "\x01"_ba);
    row("an ArrayBuffer of eight bytes", "c708000000000000000000", Kind::Bytes,
        QByteArray(8, '\0'));
    row("an empty ArrayBuffer", "c70000", Kind::Bytes, ""_ba);
    row("an ArrayBuffer of 16 bits", "c800010001", Kind::Bytes, "\x01"_ba);
    row("an ArrayBuffer of 32 bits", "c9000000010001", Kind::Bytes, "\x01"_ba);
    row("an extension that nobody knows", "d42a61", Kind::Bytes, "a"_ba);
    row("two bytes of type 0", "d5006162", Kind::Bytes, "ab"_ba);
    row("sixteen bytes",
        "d82a"
        "00112233445566778899aabbccddeeff",
        Kind::Bytes, QByteArray::fromHex("00112233445566778899aabbccddeeff"));
}

void tst_MsgPackReader::datesAndContainers()
{
    row("a date", "d70000000174876e807b", Kind::Date, date(1'600'000'000'123));
    row("a date before 1970", "d700ffffffffffffffff", Kind::Date, date(-1));
    row("a timestamp of 32 bits", "d6ff00000001", Kind::Date, date(1000));
    row("a timestamp of 64 bits", "d7ff7735940100000002", Kind::Date, date(4'294'967'298'500));
    row("a timestamp of 96 bits", "c70cff1dcd6500ffffffffffffffff", Kind::Date, date(-500));
    row("an array", "9301c2a161", Kind::Array, QVariantList{qlonglong(1), false, u"a"_s});
    row("an array of 16 bits", "dc000101", Kind::Array, QVariantList{qlonglong(1)});
    row("an array of 32 bits", "dd0000000101", Kind::Array, QVariantList{qlonglong(1)});
    row("an object", "81a16101", Kind::Object, QVariantMap{{u"a"_s, qlonglong(1)}});
    row("an object of 16 bits", "de0001a16101", Kind::Object, QVariantMap{{u"a"_s, qlonglong(1)}});
    row("an object of 32 bits", "df00000001a16101", Kind::Object,
        QVariantMap{{u"a"_s, qlonglong(1)}});
    row("an object with a number for a key", "820101ffc0", Kind::Object,
        QVariantMap{{u"1"_s, qlonglong(1)}, {u"-1"_s, QVariant::fromValue(nullptr)}});
    row("empty containers", "929080", Kind::Array, QVariantList{QVariantList(), QVariantMap()});
    row("undefined between others", "9301d4000002", Kind::Array,
        QVariantList{qlonglong(1), QVariant(), qlonglong(2)});
}

void tst_MsgPackReader::reads()
{
    QFETCH(QByteArray, hex);
    const auto arguments = unpacked('\x92' + QByteArray::fromHex(hex) + '\x2a');
    QVERIFY(arguments);
    QCOMPARE(arguments->size(), 2);
    QTEST(arguments->kind(0), "kind");
    QTEST(arguments->toVariant(0), "value");
    QCOMPARE(arguments->at<int>(1), 42);
}

void tst_MsgPackReader::integers()
{
    QCOMPARE(fromMsgPack<int>("cb4008000000000000"), 3);
    QVERIFY(!fromMsgPack<int>("cb3ff8000000000000"));
    QVERIFY(!fromMsgPack<int>("cf0000000100000000"));
    QVERIFY(!fromMsgPack<quint64>("ff"));
    QVERIFY(!fromMsgPack<qint64>("cfffffffffffffffff"));
    QCOMPARE(fromMsgPack<quint64>("cfffffffffffffffff"), std::numeric_limits<quint64>::max());
    QCOMPARE(fromMsgPack<double>("cfffffffffffffffff"), 0x1p64);
    QCOMPARE(fromMsgPack<double>("05"), 5.0);
    QVERIFY(!fromMsgPack<int>("c3"));
    QVERIFY(!fromMsgPack<bool>("01"));
    QVERIFY(!fromMsgPack<double>("a131"));
}

void tst_MsgPackReader::texts()
{
    QCOMPARE(fromMsgPack<std::string>("a3e697a5"), "\u65e5");
    QVERIFY(!fromMsgPack<QString>("c40161"));
    QVERIFY(!fromMsgPack<QByteArray>("a161"));
    QCOMPARE(fromMsgPack<QUuid>("d92463306131643361622d613931622d343333322d623666302d"
                                "386665386562303164383237"),
             QUuid(u"c0a1d3ab-a91b-4332-b6f0-8fe8eb01d827"_s));
}

void tst_MsgPackReader::dates()
{
    QCOMPARE(fromMsgPack<QDateTime>("d7000000000000000001"), date(1));
    QCOMPARE(fromMsgPack<QDateTime>("b8"
                                    "313937302d30312d30315430303a30303a30302e3030315a"),
             date(1));
    // A handler that asks for text gets what JSON would have brought.
    QCOMPARE(fromMsgPack<QString>("d7000000000000000001"), u"1970-01-01T00:00:00.001Z"_s);
    QCOMPARE(fromMsgPack<std::string>("d7000000000000000001"), "1970-01-01T00:00:00.001Z");
    // Farther away than any date of JavaScript.
    QVERIFY(!fromMsgPack<QString>("d7007fffffffffffffff"));
    QVERIFY(!fromMsgPack<QString>("d7008000000000000000"));
    QVERIFY(!fromMsgPack<int>("d7000000000000000001"));
    // Seconds that milliseconds cannot hold.
    QVERIFY(unpacked(QByteArray::fromHex("91c70cffffffffff7fffffffffffffff"))->at<QDateTime>(0));
}

void tst_MsgPackReader::undefined()
{
    QCOMPARE(fromMsgPack<std::optional<int>>("d40000"),
             std::optional<std::optional<int>>(std::optional<int>()));
    QVERIFY(fromMsgPack<std::nullptr_t>("d40000"));
    QVERIFY(!fromMsgPack<int>("d40000"));
    QCOMPARE(fromMsgPack<QList<std::optional<int>>>("9301d40000c0"),
             (QList<std::optional<int>>{1, {}, {}}));
    const auto none = unpacked("\x90"_ba);
    QCOMPARE(none->kind(0), Kind::Undefined);
    QVERIFY(none->at<std::optional<int>>(0));
}

void tst_MsgPackReader::failedReadsConsumeNothing()
{
    const auto arguments = unpacked(QByteArray::fromHex("9193920102a1619103"));
    struct Result
    {
        bool wrong = true;
        QVariantList all;
    } result;
    const auto visit = [](Reader &in, void *context) {
        auto &found = *static_cast<Result *>(context);
        QList<QString> texts;
        std::tuple<QList<int>, int> pair;
        found.wrong = in.value(texts) || in.value(pair);
        in.enterArray();
        while (in.nextElement()) {
            QList<QString> inner;
            QVariant any;
            found.wrong = found.wrong || in.value(inner);
            in.value(any);
            found.all.append(any);
        }
    };
    arguments->encoded().format->read(arguments->encoded(), 0, visit, &result);
    QVERIFY(!result.wrong);
    QCOMPARE(result.all,
             (QVariantList{QVariantList{qlonglong(1), qlonglong(2)}, u"a"_s,
                           QVariantList{qlonglong(3)}}));
}

void tst_MsgPackReader::skipsWhatIsNotRead()
{
    const auto arguments =
        unpacked(QByteArray::fromHex("919481a16192010203c403616263dc0002a178d40000"));
    qsizetype count = 0;
    const auto visit = [](Reader &in, void *context) {
        in.enterArray();
        while (in.nextElement())
            ++*static_cast<qsizetype *>(context);
    };
    arguments->encoded().format->read(arguments->encoded(), 0, visit, &count);
    QCOMPARE(count, 4);
}

void tst_MsgPackReader::objects()
{
    const auto arguments = unpacked(QByteArray::fromHex("9184a17901a17801a17a9101a17802"));
    int x = 0;
    int y = 0;
    struct Fields
    {
        int &x;
        int &y;
    } fields{x, y};
    const auto visit = [](Reader &in, void *context) {
        auto &found = *static_cast<Fields *>(context);
        in.object("x", found.x, "y", found.y);
    };
    arguments->encoded().format->read(arguments->encoded(), 0, visit, &fields);
    // Of equal keys the last one counts.
    QCOMPARE(x, 2);
    QCOMPARE(y, 1);
}

// A ValueTraits that counts wrongly reads nonsense, but nothing outside of the value.
void tst_MsgPackReader::leavingEarlyIsHarmless()
{
    const auto arguments = unpacked(QByteArray::fromHex("92920192020305"));
    const auto visit = [](Reader &in, void *) {
        in.nextElement();
        in.enterArray();
        in.nextElement();
        in.nextElement();
        in.enterArray();
        QByteArrayView key;
        for (int i = 0; i < 10; ++i) {
            in.nextKey(key);
            in.nextElement();
            in.skip();
        }
        int value;
        in.value(value);
    };
    arguments->encoded().format->read(arguments->encoded(), 0, visit, nullptr);
    QCOMPARE(arguments->at<int>(1), 5);
}

void tst_MsgPackReader::refuses_data()
{
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char *name, const char *hex) {
        QTest::newRow(name) << QByteArray(hex);
    };
    row("nothing", "");
    row("the byte that is never used", "c1");
    row("half an integer", "cd01");
    row("half a double", "cb3ff80000");
    row("text that ends early", "a36162");
    row("text without its length", "da00");
    row("text of 4 GiB", "dbffffffff61");
    row("binary data that ends early", "c40261");
    row("binary data of 4 GiB", "c6ffffffff61");
    row("half an extension", "d7000000");
    row("an extension of 4 GiB", "c9ffffffff0061");
    row("an array that ends early", "9201");
    row("an array of 2^32 elements", "ddffffffff01");
    row("an object that ends early", "82a16101a162");
    row("an object of 2^32 members", "dfffffffffa16101");
    row("an object with a key alone", "81a161");
    row("text that is no UTF-8", "a1ff");
    row("half a character", "a2e697");
    row("a surrogate in UTF-8", "a3eda080");
    row("a key that is no UTF-8", "81a1ff01");
    row("an array for a key", "819001");
    row("a fraction for a key", "81cb3ff800000000000001");
    row("binary data for a key", "81c4016101");
    row("a timestamp of 5 bytes", "c705ff0000000000");
    row("a timestamp of 1 byte", "d4ff00");
    row("a bad value far inside", "9381a16191a16101c1");
    row("a value behind the value", "0101");
}

void tst_MsgPackReader::refuses()
{
    QFETCH(QByteArray, hex);
    QVERIFY(!unpacked(QByteArray::fromHex(hex)));
}

void tst_MsgPackReader::depth()
{
    const auto nested = [](int depth, char head) { return QByteArray(depth, head) + '\x90'; };
    QVERIFY(unpacked(nested(9, '\x91'), 10));
    QVERIFY(!unpacked(nested(10, '\x91'), 10));
    QVERIFY(!unpacked(nested(1'000'000, '\x91'), 512));
    QVERIFY(!unpacked(QByteArray("\x81\xa1x").repeated(600) + '\xc0', 512));
}

QTEST_GUILESS_MAIN(tst_MsgPackReader)
#include "tst_msgpackreader.moc"
