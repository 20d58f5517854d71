// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include <QRegularExpression>

#include <cmath>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

// What is expected was printed by JSON.stringify() of Node 20.
class tst_JsonWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void numbers_data();
    void numbers();
    void fractions();
    void integers();
    void strings_data();
    void strings();
    void stringsOfAllLengths();
    void utf8_data();
    void utf8();
    void utf8OfAllLengths();
    void containers();
    void undefinedIsNull();
    void appendsToWhatIsThere();
    void startsAgain();
    void binaryBecomesPlaceholders();
    void sameBinaryIsAttachedOnce();
    void longTexts();
};

void tst_JsonWriter::numbers_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("0") << 0.0 << "0"_ba;
    QTest::newRow("-0 loses its sign") << -0.0 << "0"_ba;
    QTest::newRow("-1") << -1.0 << "-1"_ba;
    QTest::newRow("0.1") << 0.1 << "0.1"_ba;
    QTest::newRow("-2.25") << -2.25 << "-2.25"_ba;
    QTest::newRow("2^53 - 1") << 9007199254740991.0 << "9007199254740991"_ba;
    QTest::newRow("2^53") << 9007199254740992.0 << "9007199254740992"_ba;
    QTest::newRow("1e17") << 1e17 << "100000000000000000"_ba;
    QTest::newRow("21 digits") << 123456789012345680000.0 << "123456789012345680000"_ba;
    QTest::newRow("1e20") << 1e20 << "100000000000000000000"_ba;
    QTest::newRow("1e21 has an exponent") << 1e21 << "1e+21"_ba;
    QTest::newRow("-1e21") << -1e21 << "-1e+21"_ba;
    QTest::newRow("1.2345e21") << 1.2345e21 << "1.2345e+21"_ba;
    QTest::newRow("the largest") << 1.7976931348623157e308 << "1.7976931348623157e+308"_ba;
    QTest::newRow("the smallest") << 5e-324 << "5e-324"_ba;
    QTest::newRow("the smallest normal") << 2.2250738585072014e-308 << "2.2250738585072014e-308"_ba;
    QTest::newRow("0.00001") << 1e-5 << "0.00001"_ba;
    QTest::newRow("1e-6 has none") << 1e-6 << "0.000001"_ba;
    QTest::newRow("1.5e-6") << 1.5e-6 << "0.0000015"_ba;
    QTest::newRow("1e-7 has an exponent") << 1e-7 << "1e-7"_ba;
    QTest::newRow("-1.25e-7") << -1.25e-7 << "-1.25e-7"_ba;
    QTest::newRow("0.1 + 0.2") << 0.1 + 0.2 << "0.30000000000000004"_ba;
    QTest::newRow("1/3") << 1.0 / 3 << "0.3333333333333333"_ba;
    QTest::newRow("123456.789e3") << 123456.789e3 << "123456789"_ba;
    QTest::newRow("2^32 + 0.5") << 4294967296.5 << "4294967296.5"_ba;
    QTest::newRow("NaN is null") << qQNaN() << "null"_ba;
    QTest::newRow("Infinity is null") << qInf() << "null"_ba;
    QTest::newRow("-Infinity is null") << -qInf() << "null"_ba;
}

void tst_JsonWriter::numbers()
{
    QFETCH(double, number);
    QTEST(toJson(number), "text");
}

// With few places a number is written without a search for its digits.
void tst_JsonWriter::fractions()
{
    constexpr int mostPlaces = 8;
    double power = 1;
    for (int places = 1; places <= mostPlaces; ++places) {
        power *= 10;
        for (qint64 digits = 1; digits < 999'999'999'999'999; digits += 1 + digits / 50) {
            const double number = double(digits) / power;
            if (number < 1e-6)
                continue;
            QByteArray text = QByteArray::number(digits).rightJustified(places + 1, '0');
            text.insert(text.size() - places, '.');
            while (text.endsWith('0'))
                text.chop(1);
            if (text.endsWith('.'))
                text.chop(1);
            QCOMPARE(toJson(number), text);
            QCOMPARE(toJson(-number), '-' + text);
        }
    }
}

void tst_JsonWriter::integers()
{
    QCOMPARE(toJson(std::numeric_limits<qint64>::min()), "-9223372036854775808");
    QCOMPARE(toJson(std::numeric_limits<qint64>::max()), "9223372036854775807");
    QCOMPARE(toJson(std::numeric_limits<quint64>::max()), "18446744073709551615");
}

void tst_JsonWriter::strings_data()
{
    QTest::addColumn<QString>("string");
    QTest::addColumn<QByteArray>("text");
    const QString lone(QChar(0xd83d));
    QTest::newRow("empty") << u""_s << R"("")"_ba;
    QTest::newRow("null") << QString() << R"("")"_ba;
    QTest::newRow("ASCII") << u"hello world, hello JSON"_s << R"("hello world, hello JSON")"_ba;
    QTest::newRow("quote and backslash") << u"a\"b\\c/d"_s << R"("a\"b\\c/d")"_ba;
    QTest::newRow("short escapes") << u"\b\t\n\f\r"_s << R"("\b\t\n\f\r")"_ba;
    QTest::newRow("control characters")
        << QString(u"a\0b\u0001\u001f\u007f"_s) << "\"a\\u0000b\\u0001\\u001f\x7f\""_ba;
    QTest::newRow("two bytes") << u"\u00e9\u07ff"_s << "\"\xc3\xa9\xdf\xbf\""_ba;
    QTest::newRow("three bytes") << u"\u0800\u20ac\uffff"_s
                                 << "\"\xe0\xa0\x80\xe2\x82\xac\xef\xbf\xbf\""_ba;
    QTest::newRow("astral") << u"\U0001f600"_s << "\"\xf0\x9f\x98\x80\""_ba;
    QTest::newRow("line separators") << u"\u2028\u2029"_s << "\"\xe2\x80\xa8\xe2\x80\xa9\""_ba;
    QTest::newRow("lone high surrogate") << lone << R"("\ud83d")"_ba;
    QTest::newRow("lone low surrogate") << QString(QChar(0xdc00)) << R"("\udc00")"_ba;
    QTest::newRow("surrogates in the wrong order")
        << QString(QChar(0xdc00)) + QChar(0xd800) << R"("\udc00\ud800")"_ba;
    QTest::newRow("high surrogate before another pair")
        << lone + u"\U0001f600"_s << "\"\\ud83d\xf0\x9f\x98\x80\""_ba;
    QTest::newRow("high surrogate at the end") << u"abc"_s + lone << R"("abc\ud83d")"_ba;
}

void tst_JsonWriter::strings()
{
    QFETCH(QString, string);
    QTEST(toJson(string), "text");
    const QMap<QString, int> object{{string, 1}};
    QFETCH(QByteArray, text);
    QCOMPARE(toJson(object), '{' + text + ":1}");
}

// Each place of a character that is not plain, for each way that the loops over runs can end.
void tst_JsonWriter::stringsOfAllLengths()
{
    for (int length = 0; length < 70; ++length) {
        const QString plain(length, u'x');
        QCOMPARE(toJson(plain), '"' + plain.toLatin1() + '"');
        for (int at = 0; at < length; ++at) {
            QString special = plain;
            special[at] = u'"';
            QByteArray expected = plain.toLatin1();
            expected.replace(at, 1, "\\\"");
            QCOMPARE(toJson(special), '"' + expected + '"');
            special[at] = u'\u00e9';
            expected = plain.toLatin1();
            expected.replace(at, 1, "\xc3\xa9");
            QCOMPARE(toJson(special), '"' + expected + '"');
        }
    }
}

void tst_JsonWriter::utf8_data()
{
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << ""_ba
                           << R"("")"_ba;
    QTest::newRow("null") << QByteArray() << R"("")"_ba;
    QTest::newRow("ASCII") << "chat message"_ba
                           << R"("chat message")"_ba;
    QTest::newRow("escapes") << "a\"\\\n\x01z"_ba
                             << R"("a\"\\\n\u0001z")"_ba;
    QTest::newRow("UTF-8 passes as it is") << "\xc3\xa9 \xf0\x9f\x98\x80\""_ba
                                           << "\"\xc3\xa9 \xf0\x9f\x98\x80\\\"\""_ba;
    QTest::newRow("what is not UTF-8 is replaced") << "a\xff\"b"_ba
                                                   << "\"a\xef\xbf\xbd\\\"b\""_ba;
    QTest::newRow("UTF-8 encoded surrogates are replaced")
        << "\xed\xa0\x80"_ba
        << "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""_ba;
}

void tst_JsonWriter::utf8()
{
    QFETCH(QByteArray, utf8);
    const auto text = written([&](Writer &out) { out.utf8(utf8); }).text;
    QTEST(text, "text");
}

void tst_JsonWriter::utf8OfAllLengths()
{
    for (int length = 0; length < 70; ++length) {
        const QByteArray plain(length, 'x');
        QCOMPARE(toJson(plain.toStdString()), '"' + plain + '"');
        for (int at = 0; at < length; ++at) {
            QByteArray special = plain;
            special[at] = '\n';
            QByteArray expected = plain;
            expected.replace(at, 1, "\\n");
            QCOMPARE(toJson(special.toStdString()), '"' + expected + '"');
        }
    }
}

void tst_JsonWriter::containers()
{
    const auto text = written([](Writer &out) {
        out.beginArray(4);
        out.null();
        out.beginObject(3);
        out.key(u"a");
        out.beginArray(0);
        out.endArray();
        out.utf8Key("b\n");
        out.beginObject(0);
        out.endObject();
        out.plainKey("c");
        out.null();
        out.endObject();
        out.boolean(true);
        out.boolean(false);
        out.endArray();
    });
    QCOMPARE(text.text, R"([null,{"a":[],"b\n":{},"c":null},true,false])");
}

void tst_JsonWriter::undefinedIsNull()
{
    const auto text = written([](Writer &out) {
        out.beginArray(2);
        out.undefined();
        out.object("key", QVariant());
        out.endArray();
    });
    QCOMPARE(text.text, R"([null,{"key":null}])");
}

void tst_JsonWriter::appendsToWhatIsThere()
{
    QByteArray text = "42";
    QList<QByteArray> attachments;
    JsonWriter out(text, attachments);
    out.value(QStringList{u"chat"_s});
    out.finish();
    QCOMPARE(text, R"(42["chat"])");
}

void tst_JsonWriter::startsAgain()
{
    QByteArray text;
    QList<QByteArray> attachments;
    JsonWriter out(text, attachments);
    out.value(QVariantList{"long enough to be seen if it stayed"_L1, "binary"_ba});
    out.finish();
    out.restart(0);
    out.value(7);
    out.finish();
    QCOMPARE(text, "7");
    QVERIFY(attachments.isEmpty());
    QVERIFY(out.placeholders().isEmpty());
}

void tst_JsonWriter::binaryBecomesPlaceholders()
{
    const auto result = written([](Writer &out) {
        out.beginArray(2);
        out.bytes("one"_ba);
        out.object("deep", QVariantList{"two"_ba, QByteArray()});
        out.endArray();
    });
    QCOMPARE(result.text,
             R"([{"_placeholder":true,"num":0},)"
             R"({"deep":[{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}]}])");
    QCOMPARE(result.attachments, (QList<QByteArray>{"one"_ba, "two"_ba, {}}));
}

void tst_JsonWriter::sameBinaryIsAttachedOnce()
{
    const QByteArray image(1000, 'x');
    const auto result = written([&](Writer &out) { out.value(QList<QByteArray>(50, image)); });
    QCOMPARE(result.attachments, QList<QByteArray>{image});
    QCOMPARE(result.text.count(R"({"_placeholder":true,"num":0})"), 50);
}

void tst_JsonWriter::longTexts()
{
    const QString euros(100'000, u'\u20ac');
    const QString controls(100'000, u'\u0001');
    QCOMPARE(toJson(euros), '"' + euros.toUtf8() + '"');
    QCOMPARE(toJson(controls), '"' + QByteArray("\\u0001").repeated(100'000) + '"');
    const QString pairs = u"a\U0001f600"_s.repeated(50'000);
    QCOMPARE(toJson(pairs), '"' + pairs.toUtf8() + '"');
}

QTEST_APPLESS_MAIN(tst_JsonWriter)
#include "tst_jsonwriter.moc"
