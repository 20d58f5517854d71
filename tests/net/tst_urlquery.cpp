// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/urlquery_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

class tst_UrlQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void splitsTargets_data();
    void splitsTargets();
    void readsQueries_data();
    void readsQueries();
    void queriesAreBounded();
};

void tst_UrlQuery::splitsTargets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query"); // null: none

    QTest::newRow("a path") << "/socket.io/"_ba
                            << "/socket.io/"_ba << QByteArray();
    QTest::newRow("a path and a query") << "/a?b=c?d"_ba
                                        << "/a"_ba
                                        << "b=c?d"_ba;
    QTest::newRow("an empty query") << "/a?"_ba
                                    << "/a"_ba
                                    << ""_ba;
    QTest::newRow("an absolute target") << "http://h:1/a?b"_ba
                                        << "/a"_ba
                                        << "b"_ba;
    QTest::newRow("an absolute target without a path") << "http://h"_ba
                                                       << "/"_ba << QByteArray();
    QTest::newRow("an absolute target with a query alone") << "http://h?b"_ba
                                                           << "/"_ba
                                                           << "b"_ba;
    QTest::newRow("an address as a parameter") << "/a?b=http://h/c"_ba
                                               << "/a"_ba
                                               << "b=http://h/c"_ba;
    QTest::newRow("an asterisk") << "*"_ba
                                 << "*"_ba << QByteArray();
    QTest::newRow("two slashes") << "//h/a"_ba
                                 << "//h/a"_ba << QByteArray();
}

void tst_UrlQuery::splitsTargets()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);

    const HttpTarget parts = splitTarget(target);
    QCOMPARE(parts.path, path);
    QCOMPARE(parts.query, query);
    QCOMPARE(parts.query.isNull(), query.isNull());
}

void tst_UrlQuery::readsQueries_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("pairs"); // name=value, one a line

    QTest::newRow("nothing") << ""_ba
                             << ""_ba;
    QTest::newRow("three parameters") << "EIO=4&transport=polling&t=a.b"_ba
                                      << "EIO=4\ntransport=polling\nt=a.b\n"_ba;
    QTest::newRow("empty pieces") << "&&a=1&&"_ba
                                  << "a=1\n"_ba;
    QTest::newRow("no value") << "a&b="_ba
                              << "a=\nb=\n"_ba;
    QTest::newRow("no name") << "=1"_ba
                             << "=1\n"_ba;
    QTest::newRow("more equals signs") << "a=b=c"_ba
                                       << "a=b=c\n"_ba;
    QTest::newRow("the same name twice") << "a=1&a=2"_ba
                                         << "a=1\na=2\n"_ba;
    QTest::newRow("escapes") << "%61=%2F%2b%c3%A9&c=d"_ba
                             << "a=/+\xc3\xa9\nc=d\n"_ba;
    QTest::newRow("a plus is a blank") << "a+b=c+%2B"_ba
                                       << "a b=c +\n"_ba;
    QTest::newRow("escaped separators") << "a=%26%3D"_ba
                                        << "a=&=\n"_ba;
    QTest::newRow("escapes that are none") << "a=%&b=%4&c=%zz%4g&d=100%"_ba
                                           << "a=%\nb=%4\nc=%zz%4g\nd=100%\n"_ba;
    QTest::newRow("an escape cut off by a separator") << "a=%4&1=2"_ba
                                                      << "a=%4\n1=2\n"_ba;
    QTest::newRow("bytes that are no UTF-8") << "a=x%FFy"_ba
                                             << "a=x\xef\xbf\xbdy\n"_ba;
    QTest::newRow("half a character") << "a=%c3"_ba
                                      << "a=\xef\xbf\xbd\n"_ba;
    QTest::newRow("a NUL") << "a=%00b"_ba
                           << "a=\0b\n"_ba;
    QTest::newRow("a byte order mark") << "a=%EF%BB%BFb%FF"_ba
                                       << "a=\xef\xbb\xbf"
                                          "b\xef\xbf\xbd\n"_ba;
}

void tst_UrlQuery::readsQueries()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, pairs);

    const UrlQuery parameters(query);
    QByteArray all;
    for (qsizetype i = 0; i < parameters.size(); ++i) {
        all += parameters.name(i).toByteArray() + '=' + parameters.value(i).toByteArray() + '\n';
        QVERIFY(parameters.contains(parameters.name(i)));
    }
    QCOMPARE(all, pairs);
    QVERIFY(parameters.value("absent").isNull());

    const UrlQuery copy = parameters;
    QCOMPARE(copy.size(), parameters.size());
    if (copy.size() > 0)
        QCOMPARE(copy.value(copy.name(0)), parameters.value(qsizetype(0)));
}

void tst_UrlQuery::queriesAreBounded()
{
    QCOMPARE(UrlQuery(QByteArray("a=1&").repeated(3'000)).size(), 1'000);
    QCOMPARE(UrlQuery("a=1&a=2").value("a"), "1");
    QCOMPARE(UrlQuery().size(), 0);
}

QTEST_APPLESS_MAIN(tst_UrlQuery)
#include "tst_urlquery.moc"
