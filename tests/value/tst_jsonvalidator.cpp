// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "badjson.h"

#include <qsocketio/value/jsonvalidator_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

Q_DECLARE_METATYPE(QSocketIo::JsonVerdict)

namespace {

auto spans(const EncodedValues &values)
{
    QList<QPair<quint32, quint32>> list;
    for (const auto span : values.elements)
        list.append({span.begin, span.end});
    return list;
}

// The short way for plain texts and the one for all must agree.
JsonVerdict verdict(QByteArrayView text, const JsonLimits &limits = {})
{
    EncodedValues values;
    const JsonVerdict verdict = validateJson(text, limits, values);
    EncodedValues sameValues;
    const JsonVerdict sameVerdict = validateAnyJson(text, limits, sameValues);
    if (verdict != sameVerdict
        || (verdict == JsonVerdict::Valid && spans(values) != spans(sameValues)))
        qWarning("the two ways do not agree on %s", text.toByteArray().constData());
    return verdict;
}

QByteArrayList elements(const QByteArray &text)
{
    EncodedValues values;
    if (verdict(text) != JsonVerdict::Valid || validateJson(text, {}, values) != JsonVerdict::Valid)
        return {"invalid"_ba};
    QByteArrayList list;
    for (const auto span : values.elements)
        list.append(text.sliced(span.begin, span.end - span.begin));
    return list;
}

} // namespace

class tst_JsonValidator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void accepts_data();
    void accepts();
    void refusesStructure_data();
    void refusesStructure();
    void refusesTokens_data();
    void refusesTokens();
    void refusesBytesAnywhere();
    void refusesEveryPrefix();
    void ignoresWhatIsBehindTheText();
    void depth();
    void notesElements_data();
    void notesElements();
    void manyElements();
    void placeholders_data();
    void placeholders();
    void notesPlaceholders();
    void givesMemoryBack();
};

void tst_JsonValidator::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {
             "[]",
             "{}",
             " [ ] ",
             "\t{\r\n}\n",
             R"("text")",
             "1",
             "-0",
             "true",
             "null",
             R"([1])",
             R"([1,2])",
             R"({"a":1})",
             R"({"a":1,"b":[{}]})",
             R"({"a":1,"a":2})",
             R"({"":0})",
             "[0.5]",
             "[-1.25e+10]",
             "[1E5]",
             "[1e-5]",
             "[0e0]",
             "[1e400]",
             "[-1e-400]",
             "[123456789012345678901234567890]",
             R"(["\"\\\/\b\f\n\r\t"])",
             R"(["\u00e9"])",
             R"(["\ud83d\ude00"])",
             R"(["\uD83D"])",
             R"(["\udc00 low"])",
             R"({"\ud800":1})",
             R"({"\u0061":1})",
             "[\"\x7f\"]",
             "[\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\"]",
             "[\"\xef\xbb\xbf\"]",
             R"(["a","b",null,true,false,{"c":[]}])",
             R"({"_placeholder":true,"num":"an ordinary object without attachments"})",
         })
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("zero escaped") << R"(["\u0000"])"_ba;
    QTest::newRow("a long number") << '[' + QByteArray(100'000, '9') + ']';
    QTest::newRow("a long string") << "[\"" + QByteArray(100'000, 'x') + "\"]";
}

void tst_JsonValidator::accepts()
{
    QFETCH(QByteArray, text);
    QCOMPARE(verdict(text), JsonVerdict::Valid);
}

void tst_JsonValidator::refusesStructure_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : badStructures)
        QTest::newRow(text) << QByteArray(text);
}

void tst_JsonValidator::refusesStructure()
{
    QFETCH(QByteArray, text);
    QCOMPARE(verdict(text), JsonVerdict::Malformed);
}

void tst_JsonValidator::refusesTokens_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : badTokens)
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("raw zero outside") << "[1\0]"_ba;
    QTest::newRow("raw zero at the end") << "[1]\0"_ba;
}

void tst_JsonValidator::refusesTokens()
{
    QFETCH(QByteArray, text);
    QCOMPARE(verdict(text), JsonVerdict::Malformed);
}

// Where a bad byte stands relative to the blocks of the vector code must not matter.
void tst_JsonValidator::refusesBytesAnywhere()
{
    const QByteArrayList bad{
        "\x1f",
        "\n",
        QByteArray(1, '\0'),
        "\xff",
        "\xc0\x80",
        "\xc3",
        "\xe2\x82",
        "\xed\xa0\x80",
        "\xed\xbf\xbf",
        "\xf4\x90\x80\x80",
        "\xf8\x88\x80\x80\x80",
        "\x80",
        "\\x",
        "\\u12",
    };
    for (int before = 0; before < 140; ++before) {
        for (const QByteArray &bytes : bad) {
            const QByteArray padding(before, 'x');
            QCOMPARE(verdict("[\"" + padding + bytes + "\"]"), JsonVerdict::Malformed);
            QCOMPARE(verdict("{\"" + padding + bytes + "\":[1,2,3]}"), JsonVerdict::Malformed);
            QCOMPARE(verdict("[\"" + padding + "\",1," + bytes + "]"),
                     bytes == "\n" ? verdict("[1,]") : JsonVerdict::Malformed);
        }
        QCOMPARE(verdict("[\"" + QByteArray(before, 'x') + "\\\\\",1]"), JsonVerdict::Valid);
        QCOMPARE(verdict('[' + QByteArray(before, ' ') + "1]"), JsonVerdict::Valid);
    }
}

void tst_JsonValidator::refusesEveryPrefix()
{
    const QByteArray text =
        R"(["chat",{"text":"h\u00e9 \\ \ud83d","n":[-1.5e3,true,null]},"x","0123456789abcdef"])";
    QCOMPARE(verdict(text), JsonVerdict::Valid);
    for (qsizetype length = 0; length < text.size(); ++length)
        QCOMPARE(verdict(QByteArrayView(text).first(length)), JsonVerdict::Malformed);
}

void tst_JsonValidator::ignoresWhatIsBehindTheText()
{
    const QByteArray text = "12345, 1]\"\\ue]}]";
    QCOMPARE(verdict(QByteArrayView(text).first(2)), JsonVerdict::Valid);
    QCOMPARE(verdict(QByteArrayView("[true]").first(4)), JsonVerdict::Malformed);
    QCOMPARE(verdict(QByteArrayView("true").first(3)), JsonVerdict::Malformed);
    QCOMPARE(verdict(QByteArrayView("\"a\"").first(2)), JsonVerdict::Malformed);
}

void tst_JsonValidator::depth()
{
    const auto nested = [](qsizetype depth) {
        return QByteArray(depth, '[') + QByteArray(depth, ']');
    };
    QCOMPARE(verdict(nested(512)), JsonVerdict::Valid);
    QCOMPARE(verdict(nested(513)), JsonVerdict::TooDeep);
    QCOMPARE(verdict(nested(3), {.depth = 3}), JsonVerdict::Valid);
    QCOMPARE(verdict(nested(4), {.depth = 3}), JsonVerdict::TooDeep);
    QCOMPARE(verdict(nested(100'000)), JsonVerdict::TooDeep);
    QCOMPARE(verdict(nested(100'000), {.depth = 100'000}), JsonVerdict::Valid);
    QCOMPARE(verdict(QByteArray(100'000, '[')), JsonVerdict::TooDeep);
    QCOMPARE(verdict(R"(["event",{"unread":)" + nested(100'000) + "}]"), JsonVerdict::TooDeep);
    QCOMPARE(verdict(QByteArray(R"({"a":)").repeated(100'000)), JsonVerdict::TooDeep);
    QCOMPARE(verdict("[" + QByteArray("[],").repeated(1000) + "1]", {.depth = 2}),
             JsonVerdict::Valid);
}

void tst_JsonValidator::notesElements_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("list");
    QTest::newRow("none") << "[ ]"_ba << QByteArrayList{};
    QTest::newRow("scalars") << R"([1 , "a\"]" ,null,-1.5e3])"_ba
                             << QByteArrayList{"1", R"("a\"]")", "null", "-1.5e3"};
    QTest::newRow("containers") << R"([ [1,[2]] , {"a":[3], "b":{}},[],{} ])"_ba
                                << QByteArrayList{"[1,[2]]", R"({"a":[3], "b":{}})", "[]", "{}"};
    QTest::newRow("an object on top") << R"( {"a":[1,2]} )"_ba << QByteArrayList{R"({"a":[1,2]})"};
    QTest::newRow("a string on top") << R"("text" )"_ba << QByteArrayList{R"("text")"};
}

void tst_JsonValidator::notesElements()
{
    QFETCH(QByteArray, text);
    QTEST(elements(text), "list");
}

void tst_JsonValidator::manyElements()
{
    QCOMPARE(elements('[' + QByteArray("1,").repeated(500'000) + "2]").size(), 500'001);
}

void tst_JsonValidator::placeholders_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<JsonVerdict>("expected");
    const auto legal = JsonVerdict::Valid;
    const auto illegal = JsonVerdict::IllegalAttachments;
    QTest::newRow("first") << R"([{"_placeholder":true,"num":0}])"_ba << legal;
    QTest::newRow("last") << R"([{"_placeholder":true,"num":1}])"_ba << legal;
    QTest::newRow("number first") << R"([{"num":1,"_placeholder":true}])"_ba << legal;
    QTest::newRow("more keys") << R"([{"a":[1],"num":1,"_placeholder":true,"b":{}}])"_ba << legal;
    QTest::newRow("integral double") << R"([{"_placeholder":true,"num":1.0}])"_ba << legal;
    QTest::newRow("minus zero") << R"([{"_placeholder":true,"num":-0}])"_ba << legal;
    QTest::newRow("same twice")
        << R"([{"_placeholder":true,"num":0},{"_placeholder":true,"num":0}])"_ba << legal;
    QTest::newRow("not true") << R"([{"_placeholder":false,"num":7}])"_ba << legal;
    QTest::newRow("truthy") << R"([{"_placeholder":1,"num":7},{"_placeholder":"true"}])"_ba
                            << legal;
    QTest::newRow("in a string") << R"(["{\"_placeholder\":true}"])"_ba << legal;
    QTest::newRow("last mark false")
        << R"([{"_placeholder":true,"num":9,"_placeholder":false}])"_ba << legal;
    QTest::newRow("last number legal") << R"([{"_placeholder":true,"num":9,"num":1}])"_ba << legal;
    QTest::newRow("marks do not leak out")
        << R"([{"num":9,"a":{"_placeholder":true,"num":0}}])"_ba << legal;
    QTest::newRow("too large") << R"([{"_placeholder":true,"num":2}])"_ba << illegal;
    QTest::newRow("negative") << R"([{"_placeholder":true,"num":-1}])"_ba << illegal;
    QTest::newRow("fraction") << R"([{"_placeholder":true,"num":0.5}])"_ba << illegal;
    QTest::newRow("missing") << R"([{"_placeholder":true}])"_ba << illegal;
    QTest::newRow("text") << R"([{"_placeholder":true,"num":"0"}])"_ba << illegal;
    QTest::newRow("a method's name") << R"([{"_placeholder":true,"num":"splice"}])"_ba << illegal;
    QTest::newRow("null") << R"([{"_placeholder":true,"num":null}])"_ba << illegal;
    QTest::newRow("array") << R"([{"_placeholder":true,"num":[0]}])"_ba << illegal;
    QTest::newRow("huge") << R"([{"_placeholder":true,"num":1e400}])"_ba << illegal;
    QTest::newRow("2^32") << R"([{"_placeholder":true,"num":4294967296}])"_ba << illegal;
    QTest::newRow("last number illegal")
        << R"([{"_placeholder":true,"num":1,"num":[]}])"_ba << illegal;
    QTest::newRow("last mark true")
        << R"([{"_placeholder":false,"num":9,"_placeholder":true}])"_ba << illegal;
    QTest::newRow("escaped mark") << R"([{"\u005fplaceholder":true,"num":9}])"_ba << illegal;
    QTest::newRow("escaped number") << R"([{"_placeholder":true,"n\u0075m":9}])"_ba << illegal;
    QTest::newRow("deep inside") << R"(["e",1,{"a":[[{"_placeholder":true,"num":2}]]}])"_ba
                                 << illegal;
    QTest::newRow("inside a placeholder")
        << R"([{"_placeholder":true,"num":0,"a":{"_placeholder":true,"num":2}}])"_ba << illegal;
    QTest::newRow("malformed number")
        << R"([{"_placeholder":true,"num":1e}])"_ba << JsonVerdict::Malformed;
}

void tst_JsonValidator::placeholders()
{
    QFETCH(QByteArray, text);
    QFETCH(JsonVerdict, expected);
    QCOMPARE(verdict(text, {.attachments = 2}), expected);
    const JsonVerdict unannounced =
        expected == JsonVerdict::Malformed ? JsonVerdict::Malformed : JsonVerdict::Valid;
    QCOMPARE(verdict(text), unannounced);
}

void tst_JsonValidator::notesPlaceholders()
{
    const QByteArray text =
        R"([{"_placeholder":true,"num":1,"in":{"_placeholder":true,"num":0}},[ {"num":0,"_placeholder":true} ]])";
    EncodedValues values;
    QCOMPARE(validateJson(text, {.attachments = 2}, values), JsonVerdict::Valid);
    QCOMPARE(values.placeholders.size(), 3);
    QByteArrayList texts;
    for (const auto &place : values.placeholders)
        texts.append(text.sliced(place.span.begin, place.span.end - place.span.begin));
    QCOMPARE(texts[0], R"({"_placeholder":true,"num":1,"in":{"_placeholder":true,"num":0}})");
    QCOMPARE(texts[1], R"({"_placeholder":true,"num":0})");
    QCOMPARE(texts[2], R"({"num":0,"_placeholder":true})");
    QCOMPARE(values.placeholders[0].attachment, 1u);
    QCOMPARE(values.placeholders[2].attachment, 0u);
}

void tst_JsonValidator::givesMemoryBack()
{
    const QByteArray huge = "[\"" + QByteArray(10'000'000, 'x') + "\"]";
    QCOMPARE(verdict(huge), JsonVerdict::Valid);
    QCOMPARE(verdict("[1]"), JsonVerdict::Valid);
    QCOMPARE(verdict(huge), JsonVerdict::Valid);
}

QTEST_APPLESS_MAIN(tst_JsonValidator)
#include "tst_jsonvalidator.moc"
