// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QNetworkReply>
#include <QPointer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <tests/support/clientways.h>
#include <tests/support/faultycertificates.h>
#include <tests/support/providers.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// A client and the certificate of its server: whom it trusts, and what the application may say.
class tst_ClientTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void refusesAFaultyCertificate_data() { Testing::addFaultyCertificates(); }
    void refusesAFaultyCertificate();
    void ignoresExactlyWhatItIsTold_data() { Testing::addFaultyCertificates(); }
    void ignoresExactlyWhatItIsTold();
    void doesNotIgnoreAnotherFault_data() { Testing::addFaultyCertificates(); }
    void doesNotIgnoreAnotherFault();
    void ignoresAllOrNothing_data() { Testing::addWays(); }
    void ignoresAllOrNothing();
    void hearsNothingBeforeItIsAsked_data() { Testing::addWays(); }
    void hearsNothingBeforeItIsAsked();
    void trustsAPinnedAuthority_data() { Testing::addWays(); }
    void trustsAPinnedAuthority();
    void mayBeDeletedWhenItAsks_data() { Testing::addWays(); }
    void mayBeDeletedWhenItAsks();
    void sendsNoExpiredToken_data() { Testing::addProviders(); }
    void sendsNoExpiredToken();

private:
    QUrl url() const { return QUrl(u"https://127.0.0.1:%1"_s.arg(m_server->serverPort())); }
    void start(const QString &identity);
    // Trusts the test authority, and nobody else.
    static ClientOptions trusting(const QList<Transport> &transports)
    {
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({Testing::tlsCertificate(u"ca"_s)});
        return {.transports = transports,
                .reconnection = false,
                .reconnectionDelay = 5ms,
                .reconnectionDelayMax = 5ms,
                .sslConfiguration = configuration};
    }
    static bool isThere(const Client &client, const QList<Transport> &transports)
    {
        return client.isConnected() && client.transport() == transports.last();
    }
    std::unique_ptr<Server> m_server;
    QList<Engine::Request> m_requests;
    int m_firstGoodToken = 0;
};

void tst_ClientTls::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_firstGoodToken = 0;
    start(u"server"_s);
}

void tst_ClientTls::start(const QString &identity)
{
    auto configuration = Testing::tlsIdentity(identity);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_requests.clear();
    m_server = std::make_unique<Server>(ServerOptions{.sslConfiguration = configuration});
    m_server->engine()->use(this,
                            [this](const Engine::Request &request) -> Engine::Gateway::Answer {
                                m_requests.append(request);
                                if (request.header("x-token").toInt() < m_firstGoodToken)
                                    return Engine::Response{.status = 401};
                                return Verdict::accept();
                            });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_ClientTls::refusesAFaultyCertificate()
{
    QFETCH(QString, identity);
    QFETCH(Testing::Faults, faults);
    QFETCH(QList<Transport>, transports);
    start(identity);
    Client client(url(), trusting(transports));
    QSignalSpy asked(&client, &Client::sslErrors);
    QSignalSpy refused(&client, &Client::connectionRefused);
    QSignalSpy failed(&client, &Client::errorOccurred);
    client.open();
    QVERIFY(refused.wait());
    QCOMPARE(asked.size(), 1);
    const auto told = asked.first().first().value<QList<QSslError>>();
    QCOMPARE(told, Testing::faultsOf(identity, faults));
    const auto error = refused.first().first().value<Error>();
    QCOMPARE(error.phase, Error::Phase::Tls);
    QCOMPARE(error.code, int(QNetworkReply::SslHandshakeFailedError));
    QCOMPARE(error.httpStatus, 0);
    for (const QSslError &fault : told)
        QVERIFY2(error.detail.contains(fault.errorString()), qPrintable(error.detail));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>(), error);
    QVERIFY(m_requests.isEmpty());
}

void tst_ClientTls::ignoresExactlyWhatItIsTold()
{
    QFETCH(QString, identity);
    QFETCH(Testing::Faults, faults);
    QFETCH(QList<Transport>, transports);
    start(identity);
    Client client(url(), trusting(transports));
    connect(&client, &Client::sslErrors, this,
            [&] { client.ignoreSslErrors(Testing::faultsOf(identity, faults)); });
    client.open();
    QTRY_VERIFY(isThere(client, transports));
}

// Another one of the same certificate, the same one of another certificate.
void tst_ClientTls::doesNotIgnoreAnotherFault()
{
    QFETCH(QString, identity);
    QFETCH(Testing::Faults, faults);
    QFETCH(QList<Transport>, transports);
    start(identity);
    Client client(url(), trusting(transports));
    connect(&client, &Client::sslErrors, this, [&] {
        client.ignoreSslErrors(Testing::faultsOf(identity, {QSslError::CertificateRevoked}));
        client.ignoreSslErrors(Testing::faultsOf(u"server"_s, faults));
    });
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.wait());
    QCOMPARE(refused.first().first().value<Error>().phase, Error::Phase::Tls);
    QVERIFY(m_requests.isEmpty());
}

// A certificate with several faults: one that is left over is enough.
void tst_ClientTls::ignoresAllOrNothing()
{
    QFETCH(QList<Transport>, transports);
    start(u"wronghost"_s);
    auto options = trusting(transports);
    options.sslConfiguration.setCaCertificates({Testing::tlsCertificate(u"client"_s)});
    Client client(url(), options);
    QList<QSslError> told;
    connect(&client, &Client::sslErrors, this, [&](const auto &errors) {
        told = errors;
        client.ignoreSslErrors(errors.first(1));
    });
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    QVERIFY(refused.wait());
    QVERIFY(told.size() > 1);
    QVERIFY(Testing::kinds(told).contains(QSslError::HostNameMismatch));
    const auto error = refused.first().first().value<Error>();
    for (const QSslError &fault : std::as_const(told))
        QVERIFY2(error.detail.contains(fault.errorString()), qPrintable(error.detail));

    Client trustful(url(), options);
    connect(&trustful, &Client::sslErrors, &trustful, qOverload<>(&Client::ignoreSslErrors));
    trustful.open();
    QTRY_VERIFY(isThere(trustful, transports));
}

void tst_ClientTls::hearsNothingBeforeItIsAsked()
{
    QFETCH(QList<Transport>, transports);
    start(u"selfsigned"_s);
    Client client(url(), trusting(transports));
    client.ignoreSslErrors();
    client.ignoreSslErrors(Testing::faultsOf(u"selfsigned"_s, {QSslError::SelfSignedCertificate}));
    QSignalSpy refused(&client, &Client::connectionRefused);
    client.open();
    client.ignoreSslErrors();
    QVERIFY(refused.wait());
    QCOMPARE(refused.first().first().value<Error>().phase, Error::Phase::Tls);
}

void tst_ClientTls::trustsAPinnedAuthority()
{
    QFETCH(QList<Transport>, transports);
    Client client(
        url(),
        {.transports = transports, .pinnedCertificates = {Testing::tlsCertificate(u"ca"_s)}});
    QSignalSpy asked(&client, &Client::sslErrors);
    client.open();
    QTRY_VERIFY(isThere(client, transports));
    QVERIFY(asked.isEmpty());
    QVERIFY(std::ranges::all_of(m_requests, &Engine::Request::isSecure));
}

void tst_ClientTls::mayBeDeletedWhenItAsks()
{
    QFETCH(QList<Transport>, transports);
    start(u"selfsigned"_s);
    QPointer<Client> client = new Client(url(), trusting(transports));
    connect(client, &Client::sslErrors, this, [client] { delete client; });
    client->open();
    QTRY_VERIFY(!client);
}

// A server that wants newer tokens after each session, and refuses older ones.
void tst_ClientTls::sendsNoExpiredToken()
{
    QFETCH(QList<Transport>, transports);
    QFETCH(bool, takesTime);
    int token = 0;
    const auto header = [&] { return ClientHeaders{{"X-Token"_ba, QByteArray::number(++token)}}; };
    const auto auth = [&] { return QVariantMap{{u"token"_s, token}}; };
    auto options = trusting(transports);
    options.reconnection = true;
    if (takesTime) {
        options.headersProvider = [=] { return Testing::later(header()); };
        options.auth = [=] { return Testing::later(auth()); };
    } else {
        options.headersProvider = header;
        options.auth = auth;
    }
    QList<int> arrived;
    connect(m_server.get(), &Server::socketConnected, this, [&](ServerSocket *socket) {
        arrived.append(socket->handshake().auth.value(u"token"_s).toInt());
    });
    Client client(url(), options);
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy refused(&client, &Client::connectionRefused);
    m_firstGoodToken = 2;
    client.open();
    for (int round = 1; round <= 3; ++round) {
        QTRY_COMPARE(connected.size(), round);
        QTRY_VERIFY(isThere(client, transports));
        // The next token has expired when it is made, the one after it is good.
        m_firstGoodToken = token + 2;
        client.dropConnection();
    }
    QCOMPARE(arrived, (QList<int>{2, 4, 6}));
    QCOMPARE(refused.size(), 3);
    for (const auto &arguments : refused) {
        const auto error = arguments.first().value<Error>();
        QCOMPARE(error.phase, Error::Phase::Http);
        QCOMPARE(error.httpStatus, 401);
    }
    QList<int> sent;
    for (const Engine::Request &request : std::as_const(m_requests))
        sent.append(request.header("x-token").toInt());
    QVERIFY(std::ranges::is_sorted(sent));
    QCOMPARE(QSet<int>(sent.begin(), sent.end()), (QSet<int>{1, 2, 3, 4, 5, 6}));
}

QTEST_GUILESS_MAIN(tst_ClientTls)
#include "tst_clienttls.moc"
