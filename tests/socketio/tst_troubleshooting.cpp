// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QFile>
#include <QMetaEnum>
#include <QSet>
#include <QTest>

#include <tests/support/answeringserver.h>
#include <tests/support/reservedport.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Testing::AnsweringServer;

namespace {

// What a client meets.
struct Trouble
{
    QUrl url;
    ClientOptions options = {};
    std::shared_ptr<QObject> server = {};
    // Sent once the client is connected.
    QByteArray event = {};
};

// What the client then says.
struct Said
{
    Error::Phase phase;
    int code = 0;
    int httpStatus = 0;
    // Empty where the page does not tell it.
    QString message = {};
};

// The row is the first cell of a row of docs/troubleshooting.md.
struct Case
{
    QString row;
    const char *cause;
    Said said;
    std::function<Trouble()> provoke;
};

QByteArray opening(const QByteArray &interval)
{
    return AnsweringServer::http(
        200, R"(0{"sid":"a","upgrades":[],"pingInterval":)" + interval + R"(,"pingTimeout":10})");
}

QUrl localUrl(quint16 port, const QString &scheme = u"http"_s)
{
    return QUrl(u"%1://127.0.0.1:%2"_s.arg(scheme).arg(port));
}

Trouble answered(const AnsweringServer::Answers &answers, const ClientOptions &options = {})
{
    const auto server = std::make_shared<AnsweringServer>(answers);
    return {server->url(), options, server};
}

Trouble served(const ServerOptions &serverOptions, const ClientOptions &options = {})
{
    const auto server = std::make_shared<Server>(serverOptions);
    server->listen(QHostAddress::LocalHost, 0);
    return {localUrl(server->serverPort()), options, server};
}

// Too long for any name: nobody has to be asked.
QUrl unknownHost()
{
    return QUrl(u"http://%1invalid"_s.arg(QString(QString(63, u'a') + u'.').repeated(4)));
}

quint16 deadPort()
{
    static const Testing::ReservedPort port;
    return port.number();
}

Trouble proxied(Transport transport)
{
    return served({},
                  {.transports = {transport},
                   .proxy = QNetworkProxy(QNetworkProxy::HttpProxy, u"127.0.0.1"_s, deadPort())});
}

QList<Case> networkCases()
{
    using enum Error::Phase;
    const QString row = u"Network"_s;
    return {
        {row, "nobody listens", {Network, 1}, [] { return Trouble{localUrl(deadPort())}; }},
        {row, "the server hangs up", {Network, 2}, [] { return answered({""_ba}); }},
        {row, "no such name", {Network, 3}, [] { return Trouble{unknownHost()}; }},
        {row,
         "no proxy for long-polling",
         {Network, 1},
         [] { return proxied(Transport::Polling); }},
        {row,
         "no proxy for WebSocket",
         {Network, 101},
         [] { return proxied(Transport::WebSocket); }},
        {row,
         "no transports",
         {Network, 0, 0, u"No transports available"_s},
         [] { return served({}, {.transports = {}}); }},
    };
}

QList<Case> handshakeCases()
{
    using enum Error::Phase;
    return {
        {u"Tls"_s,
         "the server speaks plain HTTP",
         {Tls, 6},
         [] {
             Trouble trouble = served({});
             trouble.url.setScheme(u"https"_s);
             return trouble;
         }},
        {u"Handshake"_s,
         "a web page",
         {Handshake},
         [] { return answered({AnsweringServer::http(200, "<!doctype html>")}); }},
        {u"Handshake"_s,
         "a server of version 2",
         {Handshake},
         [] {
             return answered({AnsweringServer::http(
                 200, R"(66:0{"sid":"a","upgrades":[],"pingInterval":2500,"pingTimeout":500})")});
         }},
    };
}

QList<Case> refusalCases()
{
    using enum Error::Phase;
    return {
        {u"Namespace"_s,
         "no such namespace",
         {Namespace, 0, 0, u"Invalid namespace"_s},
         [] {
             Trouble trouble = served({});
             trouble.url.setPath(u"/nowhere"_s);
             return trouble;
         }},
        {u"Provider"_s,
         "a future that is canceled",
         {Provider},
         [] {
             return served({}, {.headersProvider = [] {
                               QPromise<ClientHeaders> promise;
                               promise.start();
                               promise.future().cancel();
                               promise.finish();
                               return promise.future();
                           }});
         }},
    };
}

QList<Case> laterCases()
{
    using enum Error::Phase;
    return {
        {u"WebSocket"_s,
         "a message beyond the server's limit",
         {WebSocket, 1009},
         [] {
             Trouble trouble =
                 served({.maxHttpBufferSize = 1000}, {.transports = {Transport::WebSocket}});
             trouble.event = QByteArray(10'000, 'x');
             return trouble;
         }},
        {u"Protocol"_s,
         "a poll beyond maxReceivedBytes",
         {Protocol, -1, 200},
         [] {
             return answered({AnsweringServer::http(200, QByteArray(2000, '4'))},
                             {.maxReceivedBytes = 1000});
         }},
        {u"Timeout"_s,
         "no handshake",
         {Timeout, 0, 0, u"timeout"_s},
         [] { return answered({std::nullopt}, {.timeout = 50ms}); }},
        {u"Timeout"_s,
         "a server that went silent",
         {Timeout, 0, 0, u"ping timeout"_s},
         [] {
             return answered({opening("10"), std::nullopt});
         }},
        {u"Timeout"_s,
         "a short requestTimeout",
         {Timeout, 5},
         [] { return answered({std::nullopt}, {.requestTimeout = 50ms}); }},
    };
}

std::function<Trouble()> answer(int status, const QByteArray &body)
{
    return [=] { return answered({AnsweringServer::http(status, body)}); };
}

QList<Case> httpCases()
{
    const auto sessionUnknown = [] {
        return answered(
            {opening("25000"),
             AnsweringServer::http(400, R"({"code":1,"message":"Session ID unknown"})")});
    };
    const auto forbidden = [] {
        return served({.allowRequest = [](const auto &) { return Verdict::reject(u"no"_s); }});
    };
    constexpr auto Http = Error::Phase::Http;
    QList<Case> cases{
        {u"Http"_s, "an error of the server", {Http, -1, 500}, answer(500, "oops")},
        {u"0"_s,
         "a transport that is off",
         {Http, 0, 400},
         [] { return served({.transports = Transport::WebSocket}); }},
        {u"1"_s, "a session that is not there", {Http, 1, 400}, sessionUnknown},
        {u"2"_s,
         "a method that is none of a handshake",
         {Http, 2, 400},
         answer(400, R"({"code":2,"message":"Bad handshake method"})")},
        {u"3"_s,
         "a bad request",
         {Http, 3, 400},
         answer(400, R"({"code":3,"message":"Bad request"})")},
        {u"4"_s, "allowRequest says no", {Http, 4, 403}, forbidden},
        {u"5"_s,
         "another version",
         {Http, 5, 400},
         [] { return served({}, {.protocol = EngineProtocol::V3}); }},
        {u"-1, 404"_s, "the wrong path", {Http, -1, 404}, answer(404, "Not Found")},
    };
    for (const int status : {401, 403, 502, 503}) {
        cases.append({u"-1, 401, 403, 502, 503"_s,
                      "a gateway",
                      {Http, -1, status},
                      answer(status, "<html>")});
    }
    return cases;
}

QList<Case> allCases()
{
    return networkCases() + handshakeCases() + refusalCases() + laterCases() + httpCases();
}

// The rows of the page's tables, by their first cells.
QMap<QString, QString> pageRows()
{
    QFile page(QStringLiteral(TROUBLESHOOTING_PAGE));
    if (!page.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression row(u"^\\| `?([^|`]+?)`? \\|(.*)$"_s);
    QMap<QString, QString> rows;
    const QStringList lines = QString::fromUtf8(page.readAll()).split(u'\n');
    for (const QString &line : lines) {
        const auto match = row.match(line);
        if (match.hasMatch() && match.captured(1) != "phase"_L1 && match.captured(1) != "code"_L1)
            rows.insert(match.captured(1), match.captured(2));
    }
    return rows;
}

} // namespace

Q_DECLARE_METATYPE(Case)

// docs/troubleshooting.md tells what happens here, row by row.
class tst_Troubleshooting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void tells_data();
    void tells();
    void isAsThePageSays();
};

void tst_Troubleshooting::tells_data()
{
    QTest::addColumn<Case>("expected");
    for (const Case &expected : allCases()) {
        QTest::addRow("%s, %d: %s", qPrintable(expected.row), expected.said.httpStatus,
                      expected.cause)
            << expected;
    }
}

void tst_Troubleshooting::tells()
{
    QFETCH(Case, expected);
    Trouble trouble = expected.provoke();
    trouble.options.reconnection = false;
    Client client(trouble.url, trouble.options);
    QList<Error> errors;
    const auto note = [&](const Error &error) { errors.append(error); };
    connect(&client, &Client::errorOccurred, this, note);
    connect(&client, &Client::connectionRefused, this, note);
    connect(&client, &Client::connected, this, [&] {
        if (!trouble.event.isEmpty())
            client.emitEvent("event", trouble.event);
    });
    client.open();
    QTRY_VERIFY(!errors.isEmpty());
    const Error &error = errors.first();
    QCOMPARE(error.phase, expected.said.phase);
    QCOMPARE(error.code, expected.said.code);
    QCOMPARE(error.httpStatus, expected.said.httpStatus);
    QVERIFY(!error.message.isEmpty());
    if (!expected.said.message.isEmpty())
        QCOMPARE(error.message, expected.said.message);
}

// Each row, each text in quotation marks and each code with a cause is provoked, and nothing else.
void tst_Troubleshooting::isAsThePageSays()
{
    static const QRegularExpression quoted(u"\"([^\"]+)\""_s);
    static const QRegularExpression coded(u"\\b(\\d+)(?: to (\\d+))?: "_s);
    const QMap<QString, QString> rows = pageRows();
    const QList<Case> cases = allCases();
    QSet<QString> provoked;
    for (const Case &one : cases)
        provoked.insert(one.row);
    const QStringList keys = rows.keys();
    QCOMPARE(provoked, QSet<QString>(keys.begin(), keys.end()));

    const auto anyCase = [&](const QString &row, auto matches) {
        return std::any_of(cases.begin(), cases.end(),
                           [&](const Case &one) { return one.row == row && matches(one); });
    };
    for (auto [row, text] : rows.asKeyValueRange()) {
        for (const auto &match : quoted.globalMatch(text)) {
            QVERIFY2(anyCase(row, [&](auto &one) { return one.said.message == match.captured(1); }),
                     qPrintable(match.captured()));
        }
        for (const auto &match : coded.globalMatch(text)) {
            const int first = match.captured(1).toInt();
            const int last = std::max(first, match.captured(2).toInt());
            QVERIFY2(
                anyCase(row,
                        [&](auto &one) { return one.said.code >= first && one.said.code <= last; }),
                qPrintable(match.captured()));
        }
    }
}

QTEST_GUILESS_MAIN(tst_Troubleshooting)
#include "tst_troubleshooting.moc"
