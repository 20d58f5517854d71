// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

struct Point
{
    double x = 0;
    double y = 0;

    friend bool operator==(const Point &, const Point &) = default;
};

template <>
struct QSocketIo::ValueTraits<Point>
{
    static void write(Writer &out, const Point &p) { out.object("x", p.x, "y", p.y); }
    static bool read(Reader &in, Point &p) { return in.object("x", p.x, "y", p.y); }
};

struct Profile
{
    QString name;
    std::optional<int> age = {};
    QList<int> scores = {};

    friend bool operator==(const Profile &, const Profile &) = default;
};

template <>
struct QSocketIo::ValueTraits<Profile>
{
    static void write(Writer &out, const Profile &p)
    {
        out.object("name", p.name, "age", p.age, "scores", p.scores);
    }
    static bool read(Reader &in, Profile &p)
    {
        return in.object("name", p.name, "age", p.age, "scores", p.scores);
    }
};

enum class Plain : quint8 { A, B };

static_assert(Value<int> && Value<QString> && Value<QByteArray> && Value<QVariant> && Value<Point>);
static_assert(Value<std::optional<QList<Point>>> && Value<std::tuple<int, QString>>);
static_assert(Value<QMap<QString, QList<double>>> && Value<std::map<std::string, bool>>);
static_assert(Value<Arguments> && Value<QJsonObject> && Value<QCborMap> && Value<std::nullptr_t>);
static_assert(Sendable<const char *> && Sendable<char[6]> && Sendable<QStringView>);
static_assert(!Receivable<const char *> && !Receivable<QStringView>);
static_assert(!Sendable<QObject> && !Sendable<QObject *> && !Sendable<char> && !Sendable<void *>);
static_assert(!Sendable<QList<QObject *>> && !Sendable<std::optional<QObject *>>);
static_assert(!Sendable<QMap<int, int>> && !Receivable<std::tuple<int, QObject *>>);

class tst_ValueTraits : public QObject
{
    Q_OBJECT
public:
    enum class Colour { Red = 1, Green = 2, Blue = -3 };
    Q_ENUM(Colour)
    enum class Side : quint8 { Left = 1, Right = 2 };
    Q_DECLARE_FLAGS(Sides, Side)
    Q_FLAG(Sides)

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void integers();
    void floats();
    void texts();
    void lists();
    void maps();
    void lastKeyWins();
    void optionals();
    void tuples();
    void binary();
    void objects();
    void fields_data();
    void fields();
    void enumerations();
    void urlsAndUuids();
    void dates_data();
    void dates();
    void localDates();
    void badDates();
    void jsonTypes();
    void cborTypes();
};

void tst_ValueTraits::integers()
{
    QCOMPARE(toJson(qint8(-128)), "-128");
    QCOMPARE(toJson(uchar(200)), "200");
    QCOMPARE(toJson('a' == 97), "true");
    QCOMPARE(fromJson<qint8>("127"), qint8(127));
    QVERIFY(!fromJson<qint8>("128"));
    QVERIFY(!fromJson<quint8>("-1"));
    QVERIFY(!fromJson<int>("2147483648"));
    QCOMPARE(fromJson<int>("-2147483648"), std::numeric_limits<int>::min());
    QCOMPARE(fromJson<int>("3.0"), 3);
    QVERIFY(!fromJson<int>("3.5"));
    QVERIFY(!fromJson<int>("true"));
    QCOMPARE(fromJson<bool>("true"), true);
    QVERIFY(!fromJson<bool>("1"));
}

void tst_ValueTraits::floats()
{
    QCOMPARE(toJson(0.5f), "0.5");
    QCOMPARE(fromJson<float>("0.1"), 0.1f);
    QCOMPARE(fromJson<float>("1e300"), std::numeric_limits<float>::infinity());
    QCOMPARE(fromJson<float>("-1e300"), -std::numeric_limits<float>::infinity());
    QCOMPARE(fromJson<double>("7"), 7.0);
    QVERIFY(!fromJson<double>(R"("7")"));
    QVERIFY(!fromJson<double>("null"));
}

void tst_ValueTraits::texts()
{
    const QByteArray expected = "\"h\xc3\xa9\"";
    QCOMPARE(toJson(u"h\u00e9"_s), expected);
    QCOMPARE(toJson(u"h\u00e9"), expected);
    QCOMPARE(toJson(QStringView(u"h\u00e9")), expected);
    QCOMPARE(toJson("h\xe9"_L1), expected);
    QCOMPARE(toJson("h\xc3\xa9"), expected);
    QCOMPARE(toJson(static_cast<const char *>("h\xc3\xa9")), expected);
    QCOMPARE(toJson(std::string("h\xc3\xa9")), expected);
    QCOMPARE(toJson(std::string_view("h\xc3\xa9")), expected);
    QCOMPARE(fromJson<QString>(expected), u"h\u00e9"_s);
    QCOMPARE(fromJson<std::string>(expected), std::string("h\xc3\xa9"));
    QVERIFY(!fromJson<QString>("1"));
    QVERIFY(!fromJson<std::string>("null"));
}

void tst_ValueTraits::lists()
{
    QCOMPARE(toJson(QList<int>{1, 2}), "[1,2]");
    QCOMPARE(toJson(std::vector<bool>{true, false}), "[true,false]");
    QCOMPARE(toJson(std::array<int, 2>{3, 4}), "[3,4]");
    QCOMPARE(toJson(QStringList{u"a"_s}), R"(["a"])");
    QCOMPARE((fromJson<std::vector<bool>>("[true,false]")), (std::vector<bool>{true, false}));
    QCOMPARE((fromJson<std::array<int, 2>>("[3,4]")), (std::array<int, 2>{3, 4}));
    QVERIFY((!fromJson<std::array<int, 2>>("[3]")));
    QVERIFY((!fromJson<std::array<int, 2>>("[3,4,5]")));
    QCOMPARE(fromJson<QSet<int>>("[1,2,1]"), (QSet<int>{1, 2}));
}

void tst_ValueTraits::maps()
{
    const QMap<QString, int> map{{u"a"_s, 1}, {u"\u00e9"_s, 2}};
    const QByteArray text = "{\"a\":1,\"\xc3\xa9\":2}";
    QCOMPARE(toJson(map), text);
    QCOMPARE(toJson(map.toStdMap()), text);
    QCOMPARE((toJson(std::map<std::string, int>{{"a", 1}, {"\xc3\xa9", 2}})), text);
    QCOMPARE((fromJson<QMap<QString, int>>(text)), map);
    QCOMPARE((fromJson<std::map<QString, int>>(text)), map.toStdMap());
    QCOMPARE((fromJson<QHash<QString, int>>(text))->value(u"\u00e9"_s), 2);
    QCOMPARE((fromJson<std::unordered_map<std::string, int>>(text))->at("\xc3\xa9"), 2);
    QVERIFY((!fromJson<QMap<QString, int>>(R"({"a":"x"})")));
    QVERIFY((!fromJson<QMap<QString, int>>("[]")));
}

void tst_ValueTraits::lastKeyWins()
{
    using Map = QMap<QString, int>;
    QCOMPARE(fromJson<Map>(R"({"a":1,"a":2})"), (Map{{u"a"_s, 2}}));
    QCOMPARE(fromJson<Map>(R"({"a":"x","\u0061":2})"), (Map{{u"a"_s, 2}}));
    QVERIFY(!fromJson<Map>(R"({"a":1,"a":"x"})"));
    QCOMPARE(fromJson<Point>(R"({"x":1,"y":2,"x":3})"), (Point{3, 2}));
    QCOMPARE(fromJson<Point>(R"({"x":"a","y":2,"x":3})"), (Point{3, 2}));
    QVERIFY(!fromJson<Point>(R"({"x":1,"y":2,"x":"a"})"));
    QCOMPARE(fromJson<Profile>(R"({"name":"a","age":1,"scores":[1],"scores":[2],"age":null})"),
             (Profile{u"a"_s, {}, {2}}));
}

void tst_ValueTraits::optionals()
{
    QCOMPARE(toJson(std::optional<int>()), "null");
    QCOMPARE(toJson(std::optional(5)), "5");
    QCOMPARE(fromJson<std::optional<int>>("5")->value(), 5);
    QVERIFY(!fromJson<std::optional<int>>("null")->has_value());
    QVERIFY(!fromJson<std::optional<int>>(R"("5")"));
    // An argument that is not there is undefined.
    QVERIFY(received("[]").at<std::optional<int>>(0).has_value());
    QVERIFY(!received("[]").at<std::optional<int>>(0)->has_value());
    QVERIFY(!received("[]").at<int>(0));
}

void tst_ValueTraits::tuples()
{
    using Tuple = std::tuple<int, QString, bool>;
    QCOMPARE(toJson(Tuple(1, u"a"_s, true)), R"([1,"a",true])");
    QVERIFY(fromJson<Tuple>(R"([1,"a",true])") == Tuple(1, u"a"_s, true));
    QVERIFY(!fromJson<Tuple>(R"([1,"a"])"));
    QVERIFY(!fromJson<Tuple>(R"([1,"a",true,null])"));
    QVERIFY(!fromJson<Tuple>(R"(["a",1,true])"));
    QCOMPARE(toJson(std::pair(1, 2.5)), "[1,2.5]");
    QVERIFY((fromJson<std::pair<int, double>>("[1,2.5]")) == std::pair(1, 2.5));
}

void tst_ValueTraits::binary()
{
    const auto result =
        written([](Writer &out) { out.value(std::tuple("a"_ba, QByteArrayView("b"))); });
    QCOMPARE(result.text, R"([{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}])");
    QCOMPARE(result.attachments, (QList<QByteArray>{"a"_ba, "b"_ba}));
    QVERIFY(!fromJson<QByteArray>(R"("text is not binary")"));
}

void tst_ValueTraits::objects()
{
    QCOMPARE(toJson(Point{1, 2.5}), R"({"x":1,"y":2.5})");
    QCOMPARE(toJson(Profile{u"a"_s, {}, {1}}), R"({"name":"a","age":null,"scores":[1]})");
    QCOMPARE(fromJson<Profile>(toJson(Profile{u"a"_s, 7, {1, 2}})), (Profile{u"a"_s, 7, {1, 2}}));
    QCOMPARE(toJson(QList<Point>{{1, 2}, {3, 4}}), R"([{"x":1,"y":2},{"x":3,"y":4}])");
}

void tst_ValueTraits::fields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("found");
    QTest::newRow("all") << R"({"name":"a","age":3,"scores":[]})"_ba << true;
    QTest::newRow("in another order") << R"({"scores":[1],"name":"a","age":3})"_ba << true;
    QTest::newRow("optional one missing") << R"({"name":"a","scores":[]})"_ba << true;
    QTest::newRow("optional one null") << R"({"name":"a","age":null,"scores":[]})"_ba << true;
    QTest::newRow("unknown ones") << R"({"x":{"name":1},"name":"a","y":[[]],"scores":[]})"_ba
                                  << true;
    QTest::newRow("escaped key") << R"({"n\u0061me":"a","scores":[]})"_ba << true;
    QTest::newRow("one missing") << R"({"age":3,"scores":[]})"_ba << false;
    QTest::newRow("one of another type") << R"({"name":1,"scores":[]})"_ba << false;
    QTest::newRow("optional one of another type")
        << R"({"name":"a","age":"3","scores":[]})"_ba << false;
    QTest::newRow("element of another type") << R"({"name":"a","scores":[1,"2"]})"_ba << false;
    QTest::newRow("array") << R"(["a",3,[]])"_ba << false;
    QTest::newRow("null") << "null"_ba << false;
}

void tst_ValueTraits::fields()
{
    QFETCH(QByteArray, text);
    QTEST(fromJson<Profile>(text).has_value(), "found");
}

void tst_ValueTraits::enumerations()
{
    QCOMPARE(toJson(Colour::Blue), "-3");
    QCOMPARE(fromJson<Colour>("-3"), Colour::Blue);
    QCOMPARE(fromJson<Colour>(R"("Green")"), Colour::Green);
    QVERIFY(!fromJson<Colour>("5"));
    QVERIFY(!fromJson<Colour>("4294967297"));
    QVERIFY(!fromJson<Colour>(R"("Purple")"));
    QCOMPARE(toJson(Sides(Side::Left) | Side::Right), "3");
    QCOMPARE(fromJson<Sides>("3"), Sides(Side::Left) | Side::Right);
    QCOMPARE(toJson(Plain::B), "1");
    QCOMPARE(fromJson<Plain>("1"), Plain::B);
    QVERIFY(!fromJson<Plain>("256"));
    QVERIFY(!fromJson<Plain>(R"("B")"));
}

void tst_ValueTraits::urlsAndUuids()
{
    const QUrl url(u"https://example.org/a b?q=\u00e9"_s);
    QCOMPARE(toJson(url), "\"https://example.org/a%20b?q=%C3%A9\"");
    QCOMPARE(fromJson<QUrl>(toJson(url)), url);
    QCOMPARE(fromJson<QUrl>(R"("")"), QUrl());
    QVERIFY(!fromJson<QUrl>("\"http://[\""));
    QVERIFY(!fromJson<QUrl>("1"));
    const QUuid uuid(u"{67c8770b-44f1-410a-ab9a-f9b5446f13ee}"_s);
    QCOMPARE(toJson(uuid), R"("67c8770b-44f1-410a-ab9a-f9b5446f13ee")");
    QCOMPARE(fromJson<QUuid>(toJson(uuid)), uuid);
    QCOMPARE(fromJson<QUuid>(R"("00000000-0000-0000-0000-000000000000")"), QUuid());
    QVERIFY(!fromJson<QUuid>(R"("no uuid")"));
}

// Printed by JSON.stringify(new Date(milliseconds)) of Node 20.
void tst_ValueTraits::dates_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, qint64 milliseconds, const char *text) {
        QTest::newRow(name) << milliseconds << '"' + QByteArray(text) + '"';
    };
    row("1970", 0, "1970-01-01T00:00:00.000Z");
    row("just before", -1, "1969-12-31T23:59:59.999Z");
    row("milliseconds", 1700000000123, "2023-11-14T22:13:20.123Z");
    row("leap day", 951782400000, "2000-02-29T00:00:00.000Z");
    row("year 1", -62135596800000, "0001-01-01T00:00:00.000Z");
    row("year 0", -62167219200000, "0000-01-01T00:00:00.000Z");
    row("year -1", -62167219200001, "-000001-12-31T23:59:59.999Z");
    row("year 9999", 253402300799999, "9999-12-31T23:59:59.999Z");
    row("year 10000", 253402300800000, "+010000-01-01T00:00:00.000Z");
    row("the last", 8640000000000000, "+275760-09-13T00:00:00.000Z");
    row("the first", -8640000000000000, "-271821-04-20T00:00:00.000Z");
}

void tst_ValueTraits::dates()
{
    QFETCH(qint64, milliseconds);
    QFETCH(QByteArray, text);
    const auto date = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    QCOMPARE(toJson(date), text);
    QCOMPARE(toJson(date.toOffsetFromUtc(3600)), text);
    QCOMPARE(fromJson<QDateTime>(text), date);
    QCOMPARE(fromJson<QDateTime>(text)->timeSpec(), Qt::UTC);
}

void tst_ValueTraits::localDates()
{
    const auto milliseconds = [](const char *text) {
        return fromJson<QDateTime>('"' + QByteArray(text) + '"').value().toMSecsSinceEpoch();
    };
    QCOMPARE(milliseconds("2024-02-29"), 1709164800000);
    QCOMPARE(milliseconds("2024-02-29T12:30Z"), 1709209800000);
    QCOMPARE(milliseconds("2024-02-29T12:30:00.5Z"), 1709209800500);
    QCOMPARE(milliseconds("2024-02-29T12:30:00.123+02:00"), 1709202600123);
    QCOMPARE(milliseconds("-000001-01-01T00:00:00.000Z"), -62198755200000);
}

void tst_ValueTraits::badDates()
{
    QCOMPARE(toJson(QDateTime()), "null");
    for (const char *text : {R"("")", R"("today")", R"("2024-13-01T00:00:00Z")", R"("+12")", "1",
                             R"("+0x0001-01-01T00:00:00Z")", R"("-")", R"("2023-02-29")", "null"})
        QVERIFY2(!fromJson<QDateTime>(text), text);
}

void tst_ValueTraits::jsonTypes()
{
    const QByteArray text = R"({"a":[1,2.5,"x",null,true,{}],"b":-9007199254740993})";
    const auto object = fromJson<QJsonObject>(text);
    QCOMPARE(*object, QJsonDocument::fromJson(text).object());
    QCOMPARE(toJson(*object), text);
    QCOMPARE(fromJson<QJsonArray>("[1,[]]"), (QJsonArray{1, QJsonArray()}));
    QCOMPARE(fromJson<QJsonValue>("18446744073709551615")->toDouble(), 18446744073709551615.0);
    QCOMPARE(toJson(QJsonValue(QJsonValue::Undefined)), "null");
    QVERIFY(received("[]").at<QJsonValue>(0)->isUndefined());
    QVERIFY(!fromJson<QJsonObject>("[]"));
    QVERIFY(!fromJson<QJsonArray>("{}"));
    QVERIFY(!fromJson<QJsonArray>(R"([{"_placeholder":true,"num":0}])", {"binary"_ba}));
}

void tst_ValueTraits::cborTypes()
{
    const QCborMap map{{u"a"_s, QCborArray{1, 2.5, nullptr, false, u"x"_s}}, {u"b"_s, "bin"_ba}};
    const auto result = written([&](Writer &out) { out.value(map); });
    QCOMPARE(result.text, R"({"a":[1,2.5,null,false,"x"],"b":{"_placeholder":true,"num":0}})");
    QCOMPARE(fromJson<QCborMap>(result.text, result.attachments), map);
    QCOMPARE(toJson(QCborMap{{1, 2}}), R"({"1":2})");
    QCOMPARE(toJson(QCborValue(QUrl(u"a:b"_s))), R"("a:b")");
    QCOMPARE(toJson(QCborValue(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC))),
             R"("1970-01-01T00:00:00.000Z")");
    QCOMPARE(toJson(QCborValue(QCborKnownTags::Base64, u"x"_s)), R"("x")");
    QVERIFY(received("[]").at<QCborValue>(0)->isUndefined());
}

QTEST_APPLESS_MAIN(tst_ValueTraits)
#include "tst_valuetraits.moc"
