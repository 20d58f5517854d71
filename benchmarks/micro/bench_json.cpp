// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../../tests/value/json.h"

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

class bench_Json : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void validate_data() { texts(); }
    void validate();
    void copy_data() { texts(); }
    void copy();
    void toVariants_data() { texts(); }
    void toVariants();
    void readString();
    void readMap();
    void writeString();
    void writeNumbers();

private:
    static void texts();
};

void bench_Json::texts()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("event of 64 bytes") << R"(["message",")" + QByteArray(50, 'x') + R"("])";
    QTest::newRow("chat of 161 bytes")
        << R"(["chat message",{"id":12345,"user":"alice","room":"general","text":"Hello, this is a )"
           R"(message","time":1700000000123,"tags":["a","b","c"],"read":false,"x":1.5}])"_ba;
    QTest::newRow("1 KiB of numbers") << '[' + QByteArray("12345,").repeated(170) + "1]";
    QTest::newRow("64 KiB of text") << "[\"" + QByteArray("lorem ipsum ").repeated(5461) + "\"]";
}

void bench_Json::validate()
{
    QFETCH(QByteArray, text);
    text.reserve(text.size() + 64);
    EncodedValues values;
    QBENCHMARK
    {
        values.clear();
        validateJson(text, {}, values);
    }
}

void bench_Json::copy()
{
    QFETCH(QByteArray, text);
    const Arguments arguments = received(text);
    QByteArray copy;
    QList<QByteArray> attachments;
    JsonWriter out(copy, attachments);
    QBENCHMARK
    {
        out.restart(0);
        arguments.writeTo(out);
        out.finish();
    }
}

void bench_Json::toVariants()
{
    QFETCH(QByteArray, text);
    const Arguments arguments = received(text);
    QBENCHMARK
    {
        arguments.toVariantList();
    }
}

void bench_Json::readString()
{
    const Arguments arguments = received(R"(["hello, this is a message of fifty characters...."])");
    QBENCHMARK
    {
        arguments.at<QString>(0);
    }
}

void bench_Json::readMap()
{
    const Arguments arguments = received(R"([{"x":1.5,"y":2,"z":3}])");
    QBENCHMARK
    {
        arguments.at<QMap<QString, double>>(0);
    }
}

void bench_Json::writeString()
{
    const QString message = u"hello, this is a message of fifty characters...."_s;
    QByteArray text;
    QList<QByteArray> attachments;
    JsonWriter out(text, attachments);
    QBENCHMARK
    {
        out.restart(0);
        out.value(message);
        out.finish();
    }
}

void bench_Json::writeNumbers()
{
    const QList<double> numbers{1, 2.5, 1234.5678, 1e21, 0.1, 1.0 / 3, 1e-7, 123456789};
    QByteArray text;
    QList<QByteArray> attachments;
    JsonWriter out(text, attachments);
    QBENCHMARK
    {
        out.restart(0);
        out.value(numbers);
        out.finish();
    }
}

QTEST_APPLESS_MAIN(bench_Json)
#include "bench_json.moc"
