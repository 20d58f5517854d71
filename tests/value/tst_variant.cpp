// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

struct Celsius
{
    double degrees = 0;

    friend bool operator==(const Celsius &, const Celsius &) = default;
};

template <>
struct QSocketIo::ValueTraits<Celsius>
{
    static void write(Writer &out, const Celsius &value) { out.value(value.degrees); }
    static bool read(Reader &in, Celsius &value) { return in.value(value.degrees); }
};

struct Opaque
{
};

struct Place
{
    Q_GADGET
    Q_PROPERTY(double x MEMBER x)
    Q_PROPERTY(double y MEMBER y)
public:
    double x = 0;
    double y = 0;

    friend bool operator==(const Place &, const Place &) = default;
};

class Player
{
    Q_GADGET
    Q_PROPERTY(QString name READ name WRITE setName)
    Q_PROPERTY(int level MEMBER level)
    Q_PROPERTY(Team team MEMBER team)
    Q_PROPERTY(Place place MEMBER place)
    Q_PROPERTY(QList<Place> path MEMBER path)
    Q_PROPERTY(QList<Player> friends READ friends WRITE setFriends)
    Q_PROPERTY(QVariant extra MEMBER extra)
    Q_PROPERTY(Celsius temperature MEMBER temperature)
    Q_PROPERTY(QString title READ title)
    Q_PROPERTY(int secret MEMBER secret STORED false)
public:
    enum class Team { Red, Blue };
    Q_ENUM(Team)

    QString name() const { return m_name; }
    void setName(const QString &name) { m_name = name; }
    QList<Player> friends() const { return m_friends; }
    void setFriends(const QList<Player> &friends) { m_friends = friends; }
    QString title() const { return u"the "_s + m_name; }

    int level = 1;
    Team team = Team::Red;
    Place place = {};
    QList<Place> path = {};
    QVariant extra = {};
    Celsius temperature = {};
    int secret = 0;

private:
    QString m_name;
    QList<Player> m_friends;
};

class tst_Variant : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void writes_data();
    void writes();
    void reads_data();
    void reads();
    void otherTypes();
    void unknownTypesWarn();
    void registeredTypes();
    void writesGadgets();
    void readsGadgets();
    void refusesGadgets_data();
    void refusesGadgets();
    void lastKeyWinsInGadgets();
};

void tst_Variant::writes_data()
{
    QTest::addColumn<QVariant>("variant");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("invalid") << QVariant() << "null"_ba;
    QTest::newRow("null") << QVariant::fromValue(nullptr) << "null"_ba;
    QTest::newRow("bool") << QVariant(true) << "true"_ba;
    QTest::newRow("int") << QVariant(-7) << "-7"_ba;
    QTest::newRow("uint") << QVariant(4294967295u) << "4294967295"_ba;
    QTest::newRow("qulonglong") << QVariant(Q_UINT64_C(18446744073709551615))
                                << "18446744073709551615"_ba;
    QTest::newRow("double") << QVariant(0.25) << "0.25"_ba;
    QTest::newRow("float") << QVariant(0.25f) << "0.25"_ba;
    QTest::newRow("string") << QVariant(u"a"_s) << R"("a")"_ba;
    QTest::newRow("strings") << QVariant(QStringList{u"a"_s, u"b"_s}) << R"(["a","b"])"_ba;
    QTest::newRow("list") << QVariant(QVariantList{1, QVariant(), u"x"_s}) << R"([1,null,"x"])"_ba;
    QTest::newRow("map") << QVariant(QVariantMap{{u"a"_s, QVariantMap()}}) << R"({"a":{}})"_ba;
    QTest::newRow("hash") << QVariant(QVariantHash{{u"a"_s, 1}}) << R"({"a":1})"_ba;
    QTest::newRow("binary") << QVariant("x"_ba) << R"({"_placeholder":true,"num":0})"_ba;
    QTest::newRow("date") << QVariant(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC))
                          << R"("1970-01-01T00:00:00.000Z")"_ba;
    QTest::newRow("url") << QVariant(QUrl(u"a:b"_s)) << R"("a:b")"_ba;
    QTest::newRow("json") << QVariant(QJsonObject{{u"a"_s, 1}}) << R"({"a":1})"_ba;
}

void tst_Variant::writes()
{
    QFETCH(QVariant, variant);
    QTEST(toJson(variant), "text");
}

void tst_Variant::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QVariant>("variant");
    QTest::newRow("null") << "null"_ba << QVariant::fromValue(nullptr);
    QTest::newRow("true") << "true"_ba << QVariant(true);
    QTest::newRow("integer") << "-7"_ba << QVariant(qlonglong(-7));
    QTest::newRow("2^64 - 1") << "18446744073709551615"_ba
                              << QVariant(Q_UINT64_C(18446744073709551615));
    QTest::newRow("beyond 64 bits")
        << "18446744073709551616"_ba << QVariant(18446744073709551616.0);
    QTest::newRow("fraction") << "0.5"_ba << QVariant(0.5);
    QTest::newRow("1e400") << "1e400"_ba << QVariant(qInf());
    QTest::newRow("string") << R"("1")"_ba << QVariant(u"1"_s);
    QTest::newRow("array") << R"([1,["a"]])"_ba
                           << QVariant(QVariantList{qlonglong(1), QVariantList{u"a"_s}});
    QTest::newRow("object") << R"({"b":{},"a":[null],"a":true})"_ba
                            << QVariant(QVariantMap{{u"a"_s, true}, {u"b"_s, QVariantMap()}});
}

void tst_Variant::reads()
{
    QFETCH(QByteArray, text);
    QFETCH(QVariant, variant);
    const QVariant read = fromJson<QVariant>(text).value();
    QCOMPARE(read, variant);
    QCOMPARE(read.typeId(), variant.typeId());
}

void tst_Variant::otherTypes()
{
    QCOMPARE(toJson(QVariant::fromValue(QList<int>{1, 2})), "[1,2]");
    QCOMPARE(toJson(QVariant::fromValue(Player::Team::Blue)), "1");
    QCOMPARE(toJson(QVariant::fromValue(Place{1, 2})), R"({"x":1,"y":2})");
    QCOMPARE(toJson(QVariant::fromValue(QSet<int>{7})), "[7]");
}

void tst_Variant::unknownTypesWarn()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"QVariant of Opaque cannot be sent"_s));
    QCOMPARE(toJson(QVariant::fromValue(Opaque())), "null");
}

void tst_Variant::registeredTypes()
{
    registerValueType<Celsius>();
    QCOMPARE(toJson(QVariant::fromValue(Celsius{21.5})), "21.5");
    QCOMPARE(toJson(QVariant::fromValue(QList<Celsius>{{1}, {2}})), "[1,2]");
}

void tst_Variant::writesGadgets()
{
    registerValueType<Celsius>();
    Player player;
    player.setName(u"Ann"_s);
    player.team = Player::Team::Blue;
    player.place = {1, 2};
    player.path = {{3, 4}};
    player.setFriends({Player()});
    player.extra = "binary"_ba;
    player.temperature = {36.6};
    QCOMPARE(toJson(player),
             R"({"name":"Ann","level":1,"team":1,"place":{"x":1,"y":2},"path":[{"x":3,"y":4}],)"
             R"("friends":[{"name":"","level":1,"team":0,"place":{"x":0,"y":0},"path":[],)"
             R"("friends":[],"extra":null,"temperature":0,"title":"the "}],)"
             R"("extra":{"_placeholder":true,"num":0},"temperature":36.6,"title":"the Ann"})");
}

void tst_Variant::readsGadgets()
{
    registerValueType<Celsius>();
    const auto player = fromJson<Player>(
        R"({"path":[{"x":1,"y":2},{}],"team":"Blue","unknown":[{}],"name":"Ann","secret":5,)"
        R"("friends":[{"name":"Bob","place":{"y":2}}],"extra":[1],"temperature":20,"title":7})");
    QVERIFY(player);
    QCOMPARE(player->name(), u"Ann"_s);
    QCOMPARE(player->level, 1);
    QCOMPARE(player->team, Player::Team::Blue);
    QCOMPARE(player->path, (QList<Place>{{1, 2}, {}}));
    QCOMPARE(player->friends().size(), 1);
    QCOMPARE(player->friends()[0].place, (Place{0, 2}));
    QCOMPARE(player->extra, QVariant(QVariantList{qlonglong(1)}));
    QCOMPARE(player->temperature, Celsius{20});
    QCOMPARE(player->secret, 5);
}

void tst_Variant::refusesGadgets_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("array") << "[]"_ba;
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("text for a number") << R"({"level":"1"})"_ba;
    QTest::newRow("unknown enumerator") << R"({"team":7})"_ba;
    QTest::newRow("unknown key of the enumeration") << R"({"team":"Green"})"_ba;
    QTest::newRow("bad inner gadget") << R"({"place":{"x":true}})"_ba;
    QTest::newRow("bad element") << R"({"path":[{},1]})"_ba;
    QTest::newRow("last of equal keys") << R"({"level":1,"level":"1"})"_ba;
}

void tst_Variant::refusesGadgets()
{
    registerValueType<Celsius>();
    QFETCH(QByteArray, text);
    QVERIFY(!fromJson<Player>(text));
}

void tst_Variant::lastKeyWinsInGadgets()
{
    registerValueType<Celsius>();
    const auto player =
        fromJson<Player>(R"({"level":"x","level":3,"place":{"x":1},"place":{"y":2}})");
    QCOMPARE(player->level, 3);
    QCOMPARE(player->place, (Place{0, 2}));
}

QTEST_APPLESS_MAIN(tst_Variant)
#include "tst_variant.moc"
