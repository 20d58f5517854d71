// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "json.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

// Arguments that borrow text, as inside a handler.
Arguments borrowed(const QByteArray &text)
{
    EncodedValues values;
    values.bytes = text;
    if (validateJson(values.bytes, {}, values) != JsonVerdict::Valid)
        qFatal("The test's own JSON is bad");
    return Arguments(std::move(values));
}

const QByteArray placeholderText =
    R"([{"_placeholder":true,"num":1},[1,{"num":0,"_placeholder":true},{"_placeholder":true,"num":1}]])";
const QList<QByteArray> placeholderAttachments{"zero", "one"};

} // namespace

class tst_Arguments : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void isEmptyAtFirst();
    void reads();
    void missingOnesAreUndefined();
    void toVariantList();
    void copiesOwnTheirBytes();
    void movesKeepBorrowing();
    void assignment();
    void more();
    void passesOnBytes();
    void passesOnAttachments();
    void attachmentsDoNotMultiply();
    void asOneValue();
    void ofValues();
    void forgedPlaceholdersStayObjects();
    void toJson();
};

void tst_Arguments::isEmptyAtFirst()
{
    const Arguments arguments;
    QVERIFY(arguments.isEmpty());
    QCOMPARE(arguments.kind(0), Reader::Kind::Undefined);
    QVERIFY(!arguments.at<int>(0));
    QCOMPARE(arguments.toVariantList(), QVariantList());
    QCOMPARE(arguments.toJson(), "[]");
    const Arguments copy = arguments;
    QVERIFY(copy.isEmpty());
}

void tst_Arguments::reads()
{
    const Arguments arguments = received(R"([1, "two" , [3] , {"four":4},null])");
    QCOMPARE(arguments.size(), 5);
    QCOMPARE(arguments.at<int>(0), 1);
    QCOMPARE(arguments.at<QString>(1), u"two"_s);
    QCOMPARE(arguments.at<QList<int>>(2), QList<int>{3});
    QCOMPARE(arguments.at<QVariantMap>(3), (QVariantMap{{u"four"_s, qlonglong(4)}}));
    QVERIFY(arguments.at<std::nullptr_t>(4));
    QVERIFY(!arguments.at<int>(1));
}

void tst_Arguments::missingOnesAreUndefined()
{
    const Arguments arguments = received("[1]");
    QCOMPARE(arguments.kind(1), Reader::Kind::Undefined);
    QCOMPARE(arguments.kind(-1), Reader::Kind::Undefined);
    QVERIFY(!arguments.toVariant(1).isValid());
    QVERIFY(!arguments.at<QString>(1));
    QVERIFY(arguments.at<std::optional<QString>>(1));
    QVERIFY(!*arguments.at<std::optional<QString>>(1));
}

void tst_Arguments::toVariantList()
{
    const Arguments arguments = received(R"([1,"a",{"_placeholder":true,"num":0}])", {"x"_ba});
    QCOMPARE(arguments.toVariantList(), (QVariantList{qlonglong(1), u"a"_s, "x"_ba}));
}

void tst_Arguments::copiesOwnTheirBytes()
{
    QByteArray buffer = R"(["text",[1,2]])";
    Arguments copy;
    {
        const Arguments inHandler = borrowed(buffer);
        QVERIFY(inHandler.encoded().storage.isNull());
        copy = inHandler;
        const Arguments constructed = inHandler;
        buffer.fill('#');
        QCOMPARE(constructed.at<QString>(0), u"text"_s);
    }
    QCOMPARE(copy.toJson(), R"(["text",[1,2]])");
    const Arguments second = copy;
    QCOMPARE(second.encoded().bytes.data(), copy.encoded().bytes.data());
}

void tst_Arguments::movesKeepBorrowing()
{
    const QByteArray buffer = "[1,2]";
    Arguments first = borrowed(buffer);
    Arguments second = std::move(first);
    QCOMPARE(second.encoded().bytes.data(), buffer.constData());
    QCOMPARE(second.at<int>(1), 2);
}

void tst_Arguments::assignment()
{
    Arguments arguments = received("[1]");
    const Arguments &same = arguments;
    arguments = same;
    QCOMPARE(arguments.at<int>(0), 1);
    arguments = received(R"(["a","b"])");
    QCOMPARE(arguments.at<QString>(1), u"b"_s);
}

void tst_Arguments::more()
{
    QByteArray text = "[0";
    for (int i = 1; i < 1000; ++i)
        text += ',' + QByteArray::number(i);
    text += ']';
    const Arguments arguments = borrowed(text);
    QCOMPARE(arguments.size(), 1000);
    const Arguments copy = arguments;
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(copy.at<int>(i), i);
}

void tst_Arguments::passesOnBytes()
{
    // What a decoder would change stays as it was sent.
    const QByteArray text =
        R"([1.0, "\u0061\/\ud800", 123456789012345678901234567890 ,{ "a" : 1e400 }])";
    const auto result = written([&](Writer &out) {
        out.beginArray(5);
        out.value("first");
        received(text).writeTo(out);
        out.endArray();
    });
    QCOMPARE(result.text,
             R"(["first",1.0,"\u0061\/\ud800",123456789012345678901234567890,{ "a" : 1e400 }])");
}

void tst_Arguments::passesOnAttachments()
{
    const Arguments arguments = received(placeholderText, placeholderAttachments);
    const auto result = written([&](Writer &out) {
        out.beginArray(3);
        out.value("new"_ba);
        out.argument(arguments, 1);
        out.argument(arguments, 0);
        out.endArray();
    });
    QCOMPARE(result.text,
             R"([{"_placeholder":true,"num":0},)"
             R"([1,{"_placeholder":true,"num":1},{"_placeholder":true,"num":2}],)"
             R"({"_placeholder":true,"num":2}])");
    QCOMPARE(result.attachments, (QList<QByteArray>{"new"_ba, "zero"_ba, "one"_ba}));
}

// A small packet that names one attachment often must not become a large one.
void tst_Arguments::attachmentsDoNotMultiply()
{
    QByteArray text = R"({"_placeholder":true,"num":0})";
    text = '[' + (text + ',').repeated(1000) + text + ']';
    const auto result =
        written([&](Writer &out) { out.value(received(text, {QByteArray(1000, 'x')})); });
    QCOMPARE(result.text, text);
    QCOMPARE(result.attachments.size(), 1);
}

void tst_Arguments::asOneValue()
{
    const Arguments arguments = received(placeholderText, placeholderAttachments);
    const auto result = written([&](Writer &out) { out.value(arguments); });
    QCOMPARE(result.attachments.size(), 2);
    const auto inner = fromJson<Arguments>(result.text, result.attachments);
    QCOMPARE(inner->size(), 2);
    QCOMPARE(inner->at<QByteArray>(0), "one");
    QCOMPARE(inner->toVariant(1).toList().at(1), QVariant("zero"_ba));
    QVERIFY(!fromJson<Arguments>("{}"));
}

void tst_Arguments::ofValues()
{
    const Arguments arguments = Arguments::of(1, "two", "three"_ba, QVariantList{4.5});
    QCOMPARE(arguments.size(), 4);
    QCOMPARE(arguments.at<int>(0), 1);
    QCOMPARE(arguments.at<QString>(1), u"two"_s);
    QCOMPARE(arguments.at<QByteArray>(2), "three");
    QCOMPARE(arguments.at<QList<double>>(3), QList<double>{4.5});
    QVERIFY(Arguments::of().isEmpty());
}

void tst_Arguments::forgedPlaceholdersStayObjects()
{
    const QVariantMap forged{{u"_placeholder"_s, true}, {u"num"_s, 0}};
    const Arguments arguments = Arguments::of(forged, "binary"_ba);
    QCOMPARE(arguments.kind(0), Reader::Kind::Object);
    QCOMPARE(arguments.at<QVariantMap>(0), forged);
    QCOMPARE(arguments.at<QByteArray>(1), "binary");
}

void tst_Arguments::toJson()
{
    QCOMPARE(received(R"([ 1 , {"a":[ ]} ])").toJson(), R"([1,{"a":[ ]}])");
}

QTEST_APPLESS_MAIN(tst_Arguments)
#include "tst_arguments.moc"
