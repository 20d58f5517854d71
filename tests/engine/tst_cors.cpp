// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/cors_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Engine;

namespace {

QByteArrayList lines(const Cors &cors, const QByteArray &method, const QByteArray &fields)
{
    const QByteArray head = method + " / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
    QByteArrayList result;
    for (const auto &[name, value] : corsFields(cors, Net::acceptedHttpHead(head)))
        result += name + ": " + value;
    return result;
}

constexpr auto Origin = "Access-Control-Allow-Origin: ";
const QByteArray VaryOrigin = "Vary: Origin";

} // namespace

// Cross-origin fields: those of the npm package cors for the same options.
class tst_Cors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void answersOrigins_data();
    void answersOrigins();
    void addsCredentialsAndExposedHeaders();
    void reflectsTheHeadersOfAPreflight();
    void answersAPreflightAsTold();
    void isOffByItself();
};

void tst_Cors::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
}

void tst_Cors::answersOrigins_data()
{
    const QByteArray a = "Origin: http://a\r\n";
    const QByteArray allowed = Origin + QByteArray("http://a");
    QTest::addColumn<Cors>("cors");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *name, const Cors &cors, const QByteArray &fields,
                        const QByteArrayList &expected) {
        QTest::newRow(name) << cors << fields << expected;
    };
    row("every origin is a star", {.origins = {u"*"_s}}, a, {Origin + QByteArray("*")});
    row("a fixed origin is told to everybody", {.origins = {u"http://b"_s}}, a,
        {Origin + QByteArray("http://b"), VaryOrigin});
    row("one of several is told", {.origins = {u"http://b"_s, u"http://a"_s}}, a,
        {allowed, VaryOrigin});
    row("none of several is told nothing", {.origins = {u"http://b"_s, u"http://c"_s}}, a,
        {VaryOrigin});
    row("a pattern that matches", {.originPatterns = {QRegularExpression(u"a$"_s)}}, a,
        {allowed, VaryOrigin});
    row("a pattern that does not", {.originPatterns = {QRegularExpression(u"b$"_s)}}, a,
        {VaryOrigin});
    row("a function that agrees",
        {.originFilter = [](const QString &origin) { return origin == u"http://a"; }}, a,
        {allowed, VaryOrigin});
    row("a function that does not", {.originFilter = [](const QString &) { return false; }}, a,
        {VaryOrigin});
    row("every origin by its name", {.reflectOrigin = true}, a, {allowed, VaryOrigin});
    row("a request without an origin", {.reflectOrigin = true}, {}, {VaryOrigin});
    row("a list and a pattern together",
        {.origins = {u"http://b"_s}, .originPatterns = {QRegularExpression(u"a$"_s)}}, a,
        {allowed, VaryOrigin});
}

void tst_Cors::answersOrigins()
{
    QFETCH(const Cors, cors);
    QFETCH(const QByteArray, fields);
    QFETCH(const QByteArrayList, expected);
    QVERIFY(cors.isEnabled());
    QCOMPARE(lines(cors, "GET", fields), expected);
}

void tst_Cors::addsCredentialsAndExposedHeaders()
{
    const Cors cors{.origins = {u"*"_s},
                    .credentials = true,
                    .allowedHeaders = {u"X-A"_s},
                    .exposedHeaders = {u"X-B"_s, u"X-C"_s},
                    .maxAge = 5s};
    QCOMPARE(lines(cors, "GET", {}),
             (QByteArrayList{Origin + QByteArray("*"), "Access-Control-Allow-Credentials: true",
                             "Access-Control-Expose-Headers: X-B,X-C"}));
}

void tst_Cors::reflectsTheHeadersOfAPreflight()
{
    QCOMPARE(
        lines({.origins = {u"*"_s}}, "OPTIONS", "Access-Control-Request-Headers: x-a, x-b\r\n"),
        (QByteArrayList{Origin + QByteArray("*"),
                        "Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE",
                        "Vary: Access-Control-Request-Headers",
                        "Access-Control-Allow-Headers: x-a, x-b"}));
}

void tst_Cors::answersAPreflightAsTold()
{
    const Cors cors{.origins = {u"*"_s},
                    .methods = u"GET,POST"_s,
                    .allowedHeaders = {u"X-A"_s, u"X-B"_s},
                    .maxAge = 5s};
    QCOMPARE(
        lines(cors, "OPTIONS", "Access-Control-Request-Headers: x-c\r\n"),
        (QByteArrayList{Origin + QByteArray("*"), "Access-Control-Allow-Methods: GET,POST",
                        "Access-Control-Allow-Headers: X-A,X-B", "Access-Control-Max-Age: 5"}));
}

void tst_Cors::isOffByItself()
{
    QVERIFY(!Cors().isEnabled());
    QVERIFY(!Cors{.credentials = true}.isEnabled());
}

QTEST_GUILESS_MAIN(tst_Cors)
#include "tst_cors.moc"
