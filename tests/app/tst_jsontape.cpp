// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/jsonformat.h>
#include <app/capture/jsontape.h>

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Monitor;
using namespace Qt::Literals::StringLiterals;

class tst_JsonTape : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsValues();
    void findsMembers();
    void keepsNumbers();
    void recognizesPlaceholders();
    void saysWhereItIsWrong_data();
    void saysWhereItIsWrong();
    void survivesDepth();
    void indents();
};

void tst_JsonTape::readsValues()
{
    const JsonTape tape(R"( ["a\nb", {"k": [1, true, null]}, -2.5e3, {}] )");
    QCOMPARE(tape.errorOffset(), -1);
    QCOMPARE(tape.node(0).childCount, 4u);
    QCOMPARE(tape.string(tape.child(0, 0)), u"a\nb"_s);
    const quint32 object = tape.child(0, 1);
    const quint32 array = tape.firstChild(object);
    QCOMPARE(tape.key(array), u"k"_s);
    QCOMPARE(tape.raw(array), "[1, true, null]"_ba);
    QCOMPARE(tape.node(tape.child(array, 1)).type, JsonTape::Type::True);
    QCOMPARE(tape.node(array).parent, object);
    QCOMPARE(tape.raw(tape.child(0, 2)), "-2.5e3"_ba);
    QCOMPARE(tape.firstChild(tape.child(0, 3)), 0u);
}

void tst_JsonTape::findsMembers()
{
    const JsonTape tape(R"({"a":1,"b":2,"a":3})");
    QCOMPARE(tape.raw(tape.member(0, "a")), "3"_ba);
    QCOMPARE(tape.member(0, "c"), 0u);
}

void tst_JsonTape::keepsNumbers()
{
    const JsonTape tape("[12345678901234567890,0.10,1e400]");
    QCOMPARE(tape.raw(tape.child(0, 0)), "12345678901234567890"_ba);
    QCOMPARE(tape.raw(tape.child(0, 1)), "0.10"_ba);
    QCOMPARE(tape.raw(tape.child(0, 2)), "1e400"_ba);
}

void tst_JsonTape::recognizesPlaceholders()
{
    const JsonTape tape(R"([{"_placeholder":true,"num":3},{"num":0,"_placeholder":true},)"
                        R"({"_placeholder":false,"num":3},{"_placeholder":true,"num":3,"x":1}])");
    QCOMPARE(tape.placeholder(tape.child(0, 0)), 3);
    QCOMPARE(tape.placeholder(tape.child(0, 1)), 0);
    QCOMPARE(tape.placeholder(tape.child(0, 2)), -1);
    QCOMPARE(tape.placeholder(tape.child(0, 3)), -1);
}

void tst_JsonTape::saysWhereItIsWrong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qsizetype>("offset");
    QTest::newRow("an open array") << "[1,2"_ba << qsizetype(4);
    QTest::newRow("an open string") << R"(["ab)"_ba << qsizetype(4);
    QTest::newRow("a missing comma") << "[1 2]"_ba << qsizetype(3);
    QTest::newRow("a missing colon") << R"({"a" 1})"_ba << qsizetype(5);
    QTest::newRow("a key that is no string") << "{1:2}"_ba << qsizetype(1);
    QTest::newRow("a word") << "[tru]"_ba << qsizetype(1);
    QTest::newRow("no JSON") << "hello"_ba << qsizetype(0);
}

void tst_JsonTape::saysWhereItIsWrong()
{
    QFETCH(QByteArray, text);
    const JsonTape tape(text);
    QTEST(tape.errorOffset(), "offset");
    for (quint32 i = 0; i < tape.count(); ++i)
        QVERIFY(tape.node(i).begin <= tape.node(i).end);
}

void tst_JsonTape::survivesDepth()
{
    constexpr qsizetype Depth = 200'000;
    const QByteArray text = QByteArray(Depth, '[') + QByteArray(Depth, ']');
    const JsonTape tape(text);
    QCOMPARE(tape.errorOffset(), -1);
    QCOMPARE(tape.count(), quint32(Depth));
    QVERIFY(indentedJson(tape, 10'000).size() < 11'000);
}

void tst_JsonTape::indents()
{
    const QByteArray text = R"(["e",{"a":[1,2],"b":{}},[],"x"])";
    const QByteArray shown = indentedJson(JsonTape(text), 100'000);
    QCOMPARE(QJsonDocument::fromJson(shown), QJsonDocument::fromJson(text));
    QVERIFY2(shown.contains("\n    \"a\": [\n      1,\n      2\n    ],\n"), shown.constData());
    QVERIFY2(shown.contains("\n  [],\n"), shown.constData());
    QCOMPARE(indentedJson(JsonTape("12"), 100), "12"_ba);
    QCOMPARE(indentedJson(JsonTape(""), 100), ""_ba);
}

QTEST_GUILESS_MAIN(tst_JsonTape)
#include "tst_jsontape.moc"
