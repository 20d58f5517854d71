// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/jsonp_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo::Engine;

class tst_Jsonp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void functionNumbers_data();
    void functionNumbers();
    void scripts_data();
    void scripts();
    void forms_data();
    void forms();
};

void tst_Jsonp::functionNumbers_data()
{
    QTest::addColumn<QByteArray>("index");
    QTest::addColumn<QByteArray>("number");
    QTest::newRow("a number") << "12"_ba
                              << "12"_ba;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
    QTest::newRow("code") << "0](alert(1));//"_ba
                          << "01"_ba;
    QTest::newRow("too many digits") << QByteArray(1000, '7') << QByteArray(20, '7');
}

void tst_Jsonp::functionNumbers()
{
    QFETCH(QByteArray, index);
    QTEST(Jsonp::functionNumber(index), "number");
}

void tst_Jsonp::scripts_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("text") << "6:4hello"_ba
                          << R"(___eio[0]("6:4hello");)"_ba;
    QTest::newRow("quotes and backslashes") << R"(9:4["a\n"])"_ba
                                            << R"(___eio[0]("9:4[\"a\\n\"]");)"_ba;
    QTest::newRow("control characters") << "4a\x1e\n"_ba
                                        << R"(___eio[0]("4a\u001e\u000a");)"_ba;
    QTest::newRow("line ends of JavaScript") << "4\xe2\x80\xa8\xe2\x80\xa9"_ba
                                             << R"(___eio[0]("4\u2028\u2029");)"_ba;
    QTest::newRow("their neighbours stay") << "4\xe2\x80\xa7\xe2\x80\xaa"_ba
                                           << "___eio[0](\"4\xe2\x80\xa7\xe2\x80\xaa\");"_ba;
    QTest::newRow("markup") << "4</script>"_ba
                            << R"(___eio[0]("4\u003c/script\u003e");)"_ba;
}

void tst_Jsonp::scripts()
{
    QFETCH(QByteArray, payload);
    QTEST(Jsonp::script("0", payload), "script");
}

void tst_Jsonp::forms_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("text") << "d=6%3A4hello"_ba
                          << "6:4hello"_ba;
    QTest::newRow("blanks") << "d=4a+b%20c"_ba
                            << "4a b c"_ba;
    QTest::newRow("characters") << "d=4%E2%82%AC"_ba
                                << "4\xe2\x82\xac"_ba;
    QTest::newRow("a line end") << R"(d=4a\nb)"_ba
                                << "4a\nb"_ba;
    QTest::newRow("what looks like one") << R"(d=4a%5C%5Cnb)"_ba
                                         << R"(4a\nb)"_ba;
    QTest::newRow("a backslash in front of that") << R"(d=4a\\\nb)"_ba
                                                  << R"(4a\\nb)"_ba;
    QTest::newRow("another escape") << R"(d=4%22a\tb%22)"_ba
                                    << R"(4"a\tb")"_ba;
    QTest::newRow("a backslash at the end") << R"(d=4a\)"_ba
                                            << R"(4a\)"_ba;
    QTest::newRow("other fields") << "x=1&d=4a&y=2"_ba
                                  << "4a"_ba;
    QTest::newRow("no such field") << "x=4a"_ba
                                   << ""_ba;
    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
}

void tst_Jsonp::forms()
{
    QFETCH(QByteArray, form);
    QTEST(Jsonp::payloadOfForm(form), "payload");
}

QTEST_APPLESS_MAIN(tst_Jsonp)
#include "tst_jsonp.moc"
