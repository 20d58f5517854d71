// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Kind = Reader::Kind;

Q_DECLARE_METATYPE(QSocketIo::Reader::Kind)

namespace {

// A value that is read by the calls of a test.
struct Probe
{
    inline static std::function<bool(Reader &)> read;
};

bool readBy(const QByteArray &text, const std::function<bool(Reader &)> &read,
            const QList<QByteArray> &attachments = {})
{
    Probe::read = read;
    return fromJson<Probe>(text, attachments).has_value();
}

} // namespace

template <>
struct QSocketIo::ValueTraits<Probe>
{
    static bool read(Reader &in, Probe &) { return Probe::read(in); }
};

class tst_JsonReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void kinds_data();
    void kinds();
    void integers_data();
    void integers();
    void unsignedIntegers();
    void numbers_data();
    void numbers();
    void strings_data();
    void strings();
    void stringsOfAllLengths();
    void arrays();
    void objects();
    void unreadElementsAreSkipped();
    void mismatchConsumesNothing();
    void failedContainerConsumesNothing();
    void placeholders();
    void wrongUseEnds();
};

void tst_JsonReader::kinds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("null") << "null"_ba << Kind::Null;
    QTest::newRow("true") << "true"_ba << Kind::Boolean;
    QTest::newRow("integer") << "-12"_ba << Kind::Integer;
    QTest::newRow("-0") << "-0"_ba << Kind::Integer;
    QTest::newRow("largest") << "9223372036854775807"_ba << Kind::Integer;
    QTest::newRow("2^63") << "9223372036854775808"_ba << Kind::UnsignedInteger;
    QTest::newRow("2^64 - 1") << "18446744073709551615"_ba << Kind::UnsignedInteger;
    QTest::newRow("2^64") << "18446744073709551616"_ba << Kind::Double;
    QTest::newRow("below -2^63") << "-9223372036854775809"_ba << Kind::Double;
    QTest::newRow("fraction") << "1.0"_ba << Kind::Double;
    QTest::newRow("exponent") << "1e3"_ba << Kind::Double;
    QTest::newRow("string") << R"("a")"_ba << Kind::String;
    QTest::newRow("array") << "[]"_ba << Kind::Array;
    QTest::newRow("object") << "{}"_ba << Kind::Object;
    QTest::newRow("placeholder without attachments")
        << R"({"_placeholder":true,"num":0})"_ba << Kind::Object;
}

void tst_JsonReader::kinds()
{
    QFETCH(QByteArray, text);
    QTEST(received('[' + text + ']').kind(0), "kind");
}

void tst_JsonReader::integers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<qint64>>("value");
    const auto none = std::optional<qint64>();
    const auto some = [](qint64 value) { return std::optional(value); };
    QTest::newRow("0") << "0"_ba << some(0);
    QTest::newRow("-0") << "-0"_ba << some(0);
    QTest::newRow("integral double") << "1.0"_ba << some(1);
    QTest::newRow("1e3") << "1e3"_ba << some(1000);
    QTest::newRow("12.5e1") << "12.5e1"_ba << some(125);
    QTest::newRow("lowest") << "-9223372036854775808"_ba
                            << some(std::numeric_limits<qint64>::min());
    QTest::newRow("lowest as double")
        << "-9223372036854775808.0"_ba << some(std::numeric_limits<qint64>::min());
    QTest::newRow("highest") << "9223372036854775807"_ba
                             << some(std::numeric_limits<qint64>::max());
    QTest::newRow("2^63") << "9223372036854775808"_ba << none;
    QTest::newRow("2^63 as double") << "9223372036854775808.0"_ba << none;
    QTest::newRow("30 digits") << "123456789012345678901234567890"_ba << none;
    QTest::newRow("fraction") << "1.5"_ba << none;
    QTest::newRow("1e400") << "1e400"_ba << none;
    QTest::newRow("1e-400 is 0") << "1e-400"_ba << some(0);
    QTest::newRow("text") << R"("1")"_ba << none;
    QTest::newRow("null") << "null"_ba << none;
}

void tst_JsonReader::integers()
{
    QFETCH(QByteArray, text);
    QTEST(fromJson<qint64>(text), "value");
    // What stands behind a number does not belong to it.
    QTEST(fromJson<qint64>(text + " "), "value");
}

void tst_JsonReader::unsignedIntegers()
{
    QCOMPARE(fromJson<quint64>("18446744073709551615"), std::numeric_limits<quint64>::max());
    QCOMPARE(fromJson<quint64>("1e19"), Q_UINT64_C(10000000000000000000));
    QVERIFY(!fromJson<quint64>("18446744073709551616"));
    QVERIFY(!fromJson<quint64>("18446744073709551616.0"));
    QVERIFY(!fromJson<quint64>("-1"));
    QVERIFY(!fromJson<quint64>("-1.0"));
    QCOMPARE(fromJson<quint64>("-0"), quint64(0));
}

void tst_JsonReader::numbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("integer") << "12"_ba << 12.0;
    QTest::newRow("fraction") << "-0.5"_ba << -0.5;
    QTest::newRow("exponent") << "1.5E-3"_ba << 0.0015;
    QTest::newRow("rounded") << "9007199254740993"_ba << 9007199254740992.0;
    QTest::newRow("30 digits") << "123456789012345678901234567890"_ba << 1.2345678901234568e29;
    QTest::newRow("largest") << "1.7976931348623157e308"_ba << 1.7976931348623157e308;
    QTest::newRow("smallest") << "5e-324"_ba << 5e-324;
    QTest::newRow("1e400") << "1e400"_ba << qInf();
    QTest::newRow("-1e400") << "-1e400"_ba << -qInf();
    QTest::newRow("1e-400") << "1e-400"_ba << 0.0;
    QTest::newRow("huge exponent") << "1e99999999999999999999"_ba << qInf();
    QTest::newRow("explicit sign") << "1e+99999999999999999999"_ba << qInf();
    QTest::newRow("tiny exponent") << "-1E-99999999999999999999"_ba << -0.0;
    QTest::newRow("400 digits") << QByteArray(400, '9') << qInf();
    QTest::newRow("400 zeros") << "0." + QByteArray(400, '0') + '1' << 0.0;
    QTest::newRow("zero with an exponent") << "0e99999999999999999999"_ba << 0.0;
    QTest::newRow("digits against the exponent") << '1' + QByteArray(400, '0') + "e-400" << 1.0;
}

void tst_JsonReader::numbers()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    QCOMPARE(fromJson<double>(text), value);
    QCOMPARE(std::signbit(*fromJson<double>(text)), std::signbit(value));
}

void tst_JsonReader::strings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("string");
    const QString high(QChar(0xd83d));
    QTest::newRow("empty") << R"("")"_ba << u""_s;
    QTest::newRow("ASCII") << R"("hello")"_ba << u"hello"_s;
    QTest::newRow("UTF-8") << "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\""_ba
                           << u"\u00e9\u20ac\U0001f600"_s;
    QTest::newRow("escapes") << R"("\"\\\/\b\f\n\r\t")"_ba << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("hex in both cases") << R"("\u00e9\u00E9\u20Ac")"_ba << u"\u00e9\u00e9\u20ac"_s;
    QTest::newRow("zero") << R"("a\u0000b")"_ba << u"a\0b"_s;
    QTest::newRow("pair") << R"("\ud83d\ude00")"_ba << u"\U0001f600"_s;
    QTest::newRow("lone high") << R"("\ud83d")"_ba << high;
    QTest::newRow("lone low") << R"("\ude00x")"_ba << QString(QChar(0xde00)) + u'x';
    QTest::newRow("high before a letter") << R"("\ud83dx")"_ba << high + u'x';
    QTest::newRow("byte order mark") << "\"\xef\xbb\xbfx\""_ba << u"\ufeffx"_s;
    QTest::newRow("UTF-8 among escapes")
        << "\"\\n\xf0\x9f\x98\x80\\t\xc3\xa9\""_ba << u"\n\U0001f600\t\u00e9"_s;
    QTest::newRow("quote at the end") << R"("a\"")"_ba << u"a\""_s;
    QTest::newRow("backslash at the end") << R"("a\\")"_ba << u"a\\"_s;
}

void tst_JsonReader::strings()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, string);
    QCOMPARE(fromJson<QString>(text), string);
    QCOMPARE(fromJson<QString>(toJson(string)), string);
    // UTF-8 has no lone surrogates.
    QString repaired = string;
    for (qsizetype i = 0; i < repaired.size(); ++i) {
        if (repaired[i].isHighSurrogate() && i + 1 < repaired.size()
            && repaired[i + 1].isLowSurrogate())
            ++i;
        else if (repaired[i].isSurrogate())
            repaired[i] = QChar::ReplacementCharacter;
    }
    QCOMPARE(QByteArray::fromStdString(fromJson<std::string>(text).value()), repaired.toUtf8());
    const auto map = fromJson<QVariantMap>('{' + text + ":1}");
    QCOMPARE(map->firstKey(), string);
}

void tst_JsonReader::stringsOfAllLengths()
{
    for (int length = 0; length < 70; ++length) {
        const QString plain(length, u'x');
        QCOMPARE(fromJson<QString>(toJson(plain)), plain);
        for (int at = 0; at < length; ++at) {
            QString special = plain;
            special[at] = u'\n';
            QCOMPARE(fromJson<QString>(toJson(special)), special);
        }
    }
}

void tst_JsonReader::arrays()
{
    QCOMPARE(fromJson<QList<int>>("[]"), QList<int>());
    QCOMPARE(fromJson<QList<int>>("[ 1 ,2 , 3\n]"), (QList<int>{1, 2, 3}));
    QCOMPARE(fromJson<QList<QList<int>>>("[[],[ ],[1,2]]"), (QList<QList<int>>{{}, {}, {1, 2}}));
    QVERIFY(!fromJson<QList<int>>("{}"));
    QVERIFY(!fromJson<QList<int>>(R"([1,"a"])"));
}

void tst_JsonReader::objects()
{
    const auto read = [](Reader &in) {
        QByteArrayList keys;
        QByteArrayView key;
        if (!in.enterObject())
            return false;
        while (in.nextKey(key))
            keys.append(key.toByteArray());
        return keys == QByteArrayList{"a", "\n", ""} && in.kind() == Kind::Undefined;
    };
    QVERIFY(readBy(R"({ "a" : 1 , "\n":{"x":[]}, "":null })", read));
    QVERIFY(!readBy("[]", [](Reader &in) { return in.enterObject(); }));
    QVERIFY(!readBy("{}", [](Reader &in) { return in.enterArray(); }));
}

void tst_JsonReader::unreadElementsAreSkipped()
{
    const auto read = [](Reader &in) {
        int seen = 0;
        int value = 0;
        if (!in.enterArray())
            return false;
        while (in.nextElement()) {
            if (++seen % 2 == 0 && !in.value(value))
                return false;
        }
        return seen == 6 && value == 3;
    };
    const QByteArray text = R"([ "a\"]", 1, {"b":[[{}]], "c":"]}"}, 2, [[],[null]], 3 ])";
    QVERIFY(readBy(text, read));
}

void tst_JsonReader::mismatchConsumesNothing()
{
    const auto read = [](Reader &in) {
        bool boolean = false;
        qint64 integer = 0;
        double number = 0;
        QByteArray bytes;
        const bool mismatched = !in.null() && !in.boolean(boolean) && !in.integer(integer)
            && !in.number(number) && !in.bytes(bytes) && !in.enterArray() && !in.enterObject();
        QString text;
        return mismatched && in.string(text) && text == u"text";
    };
    QVERIFY(readBy(R"("text")", read));
}

void tst_JsonReader::failedContainerConsumesNothing()
{
    const auto read = [](Reader &in) {
        std::tuple<int, int> pair;
        QList<QString> texts;
        std::pair<int, QString> mixed;
        QStringList keys;
        if (!in.enterArray() || !in.nextElement())
            return false;
        return !in.value(pair) && !in.value(texts) && in.value(mixed) && in.nextElement()
            && !in.object("a", pair) && in.object("a", texts) && !in.nextElement();
    };
    QVERIFY(readBy(R"([[1,"x"],{"a":["y"]}])", read));
}

void tst_JsonReader::placeholders()
{
    const QList<QByteArray> attachments{"zero"_ba, "one"_ba};
    const QByteArray text =
        R"([{"_placeholder":true,"num":1},{"num":0,"x":[{}],"_placeholder":true},{"a":1}])";
    const Arguments arguments = received(text, attachments);
    QCOMPARE(arguments.kind(0), Kind::Bytes);
    QCOMPARE(arguments.at<QByteArray>(0), "one");
    QCOMPARE(arguments.at<QByteArray>(1), "zero");
    QVERIFY(!arguments.at<QVariantMap>(0));
    QVERIFY(!arguments.at<QByteArray>(2));
    QCOMPARE(arguments.at<QVariant>(1), QVariant("zero"_ba));
    QCOMPARE((fromJson<QList<QByteArray>>(text.chopped(9) + ']', attachments)),
             (QList<QByteArray>{"one"_ba, "zero"_ba}));
}

// User code that counts wrongly must neither hang nor read outside.
void tst_JsonReader::wrongUseEnds()
{
    const auto asArray = [](Reader &in) {
        in.enterObject();
        for (int i = 0; in.nextElement(); ++i) {
            if (i > 100)
                return false;
            in.skip();
        }
        return true;
    };
    const auto asObject = [](Reader &in) {
        in.enterArray();
        QByteArrayView key;
        for (int i = 0; in.nextKey(key); ++i) {
            if (i > 100)
                return false;
        }
        return true;
    };
    QVERIFY(readBy(R"({"a":1,"b":{"c":"d"},"e":null})", asArray));
    QVERIFY(readBy(R"(["a","b",["c","d"],{}])", asObject));
    QVERIFY(readBy("[1,2,3]", asObject));
    QVERIFY(readBy("1", [](Reader &in) { return !in.nextElement() || !in.nextElement(); }));
}

QTEST_APPLESS_MAIN(tst_JsonReader)
#include "tst_jsonreader.moc"
