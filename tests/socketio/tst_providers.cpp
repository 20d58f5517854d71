// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QPromise>
#include <QSignalSpy>
#include <QTest>

#include <tests/support/clientways.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// Functions that are asked for auth, headers and query, each time they are needed.
class tst_Providers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void areAskedForEachAttempt_data() { Testing::addWays(); }
    void areAskedForEachAttempt();
    void mayTakeTheirTime_data() { Testing::addWays(); }
    void mayTakeTheirTime();
    void failTheirAttempt();
    void failTheirNamespace();
    void areForgottenWhenTheClientCloses();
    void areForgottenWhenTheClientGoes();
    void mayDeleteTheClient();
    void areTimedOut();

private:
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server->serverPort())); }

    struct Arrival
    {
        QVariant auth;
        QString query;
        QByteArray header;
        friend bool operator==(const Arrival &, const Arrival &) = default;
    };

    std::unique_ptr<Server> m_server;
    QList<Arrival> m_arrivals;
};

void tst_Providers::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_arrivals.clear();
    m_server = std::make_unique<Server>();
    connect(m_server.get(), &Server::socketConnected, this, [this](ServerSocket *socket) {
        const Handshake &handshake = socket->handshake();
        m_arrivals.append({handshake.auth.value(u"n"_s), handshake.request.queryValue("n"),
                           handshake.request.header("x-n")});
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_Providers::areAskedForEachAttempt()
{
    QFETCH(QList<Transport>, transports);
    int auth = 0;
    int query = 0;
    int headers = 0;
    Client client(url(),
                  {.transports = transports,
                   .queryProvider = [&] { return QUrlQuery(u"n=%1"_s.arg(++query)); },
                   .headersProvider =
                       [&] {
                           return ClientHeaders{{"X-N"_ba, QByteArray::number(++headers)}};
                       },
                   .auth =
                       [&] {
                           return QVariantMap{{u"n"_s, ++auth}};
                       },
                   .reconnectionDelay = 5ms});
    QSignalSpy connected(&client, &Client::connected);
    client.open();
    for (int round = 1; round <= 3; ++round) {
        QTRY_COMPARE(connected.size(), round);
        QCOMPARE(m_arrivals.last(),
                 (Arrival{round, QString::number(round), QByteArray::number(round)}));
        client.dropConnection();
    }
}

void tst_Providers::mayTakeTheirTime()
{
    QFETCH(QList<Transport>, transports);
    QPromise<QVariantMap> auth;
    QPromise<QUrlQuery> query;
    QPromise<ClientHeaders> headers;
    auth.start();
    query.start();
    headers.start();
    Client client(url(),
                  {.transports = transports,
                   .queryProvider = [&] { return query.future(); },
                   .headersProvider = [&] { return headers.future(); },
                   .auth = [&] { return auth.future(); }});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy states(&client, &Client::stateChanged);
    client.open();
    headers.addResult(ClientHeaders{{"X-N"_ba, "header"_ba}});
    headers.finish();
    QCOMPARE(client.state(), Client::State::Opening);
    query.addResult(QUrlQuery(u"n=query"_s));
    query.finish();
    QTRY_COMPARE(client.state(), Client::State::Open);
    QVERIFY(m_arrivals.isEmpty());
    auth.addResult(QVariantMap{{u"n"_s, u"auth"_s}});
    auth.finish();
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(m_arrivals.last(), (Arrival{u"auth"_s, u"query"_s, "header"_ba}));
}

void tst_Providers::failTheirAttempt()
{
    int asked = 0;
    Client client(url(),
                  {.headersProvider =
                       [&] {
                           QPromise<ClientHeaders> promise;
                           promise.start();
                           if (++asked == 3)
                               promise.addResult(ClientHeaders{{"X-N"_ba, "3"_ba}});
                           promise.finish();
                           return promise.future();
                       },
                   .reconnectionDelay = 5ms});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.isEmpty());
    QTRY_COMPARE(connected.size(), 1);
    QCOMPARE(refused.size(), 2);
    QCOMPARE(refused.first().first().value<Error>().phase, Error::Phase::Provider);
    QCOMPARE(m_arrivals.last().header, "3"_ba);
}

void tst_Providers::failTheirNamespace()
{
    Client client(url(), {.auth = [] {
                      QPromise<QVariantMap> promise;
                      promise.start();
                      promise.setException(
                          std::make_exception_ptr(std::runtime_error("no token today")));
                      promise.finish();
                      return promise.future();
                  }});
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QTRY_COMPARE(refused.size(), 1);
    const auto error = refused.first().first().value<Error>();
    QCOMPARE(error.phase, Error::Phase::Provider);
    QCOMPARE(error.detail, u"no token today"_s);
    QVERIFY(!client.isActive());
    QTRY_COMPARE(client.state(), Client::State::Closed);
    QVERIFY(m_arrivals.isEmpty());
}

void tst_Providers::areForgottenWhenTheClientCloses()
{
    QPromise<QUrlQuery> query;
    query.start();
    QPromise<QVariantMap> auth;
    auth.start();
    Client client(url(), {.queryProvider = [&] { return query.future(); }});
    Client late(url(), {.auth = [&] { return auth.future(); }});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy lateConnected(&late, &Client::connected);
    client.open();
    late.open();
    QTRY_COMPARE(late.state(), Client::State::Open);
    client.close();
    late.close();
    query.addResult(QUrlQuery());
    query.finish();
    auth.addResult(QVariantMap());
    auth.finish();
    QVERIFY(!connected.wait(50));
    QVERIFY(lateConnected.isEmpty());
    QCOMPARE(client.state(), Client::State::Closed);
    QVERIFY(m_arrivals.isEmpty());
}

void tst_Providers::areForgottenWhenTheClientGoes()
{
    QPromise<QUrlQuery> query;
    query.start();
    QPromise<QVariantMap> auth;
    auth.start();
    auto client = std::make_unique<Client>(
        url(), ClientOptions{.queryProvider = [&] { return query.future(); }});
    auto late =
        std::make_unique<Client>(url(), ClientOptions{.auth = [&] { return auth.future(); }});
    client->open();
    late->open();
    QTRY_COMPARE(late->state(), Client::State::Open);
    client.reset();
    late.reset();
    query.finish();
    auth.finish();
    QVERIFY(m_arrivals.isEmpty());
}

void tst_Providers::mayDeleteTheClient()
{
    Client *client = nullptr;
    client = new Client(url(), {.queryProvider = [&] {
                            delete std::exchange(client, nullptr);
                            return QUrlQuery();
                        }});
    client->open();
    QVERIFY(!client);
    client = new Client(url(), {.auth = [&] {
                            delete std::exchange(client, nullptr);
                            return QVariantMap();
                        }});
    client->open();
    QTRY_VERIFY(!client);
}

void tst_Providers::areTimedOut()
{
    QPromise<QUrlQuery> query;
    query.start();
    Client client(
        url(),
        {.queryProvider = [&] { return query.future(); }, .reconnection = false, .timeout = 20ms});
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.first().first().value<Error>().phase, Error::Phase::Timeout);
    query.finish();
}

QTEST_GUILESS_MAIN(tst_Providers)
#include "tst_providers.moc"
