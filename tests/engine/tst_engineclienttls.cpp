// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/client.h>
#include <qsocketio/engine/server.h>
#include <qsocketio/engine/socket.h>

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <tests/support/clientways.h>
#include <tests/support/faultycertificates.h>
#include <tests/support/providers.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// The engine's client over TLS.
class tst_EngineClientTls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void exchangesMessages_data() { Testing::addWays(); }
    void exchangesMessages();
    void showsItsCertificate_data() { Testing::addWays(); }
    void showsItsCertificate();
    void isRefusedWithoutACertificate_data() { Testing::addWays(); }
    void isRefusedWithoutACertificate();
    void trustsWhatItPins_data() { Testing::addWays(); }
    void trustsWhatItPins();
    void refusesAFaultyCertificate_data() { Testing::addFaultyCertificates(); }
    void refusesAFaultyCertificate();
    void ignoresExactlyWhatItIsTold_data() { Testing::addFaultyCertificates(); }
    void ignoresExactlyWhatItIsTold();
    void ignoresAllWhenItIsTold_data() { Testing::addWays(); }
    void ignoresAllWhenItIsTold();
    void asksForEachConnection();
    void sendsNoExpiredToken_data() { Testing::addProviders(); }
    void sendsNoExpiredToken();

private:
    QUrl url() const { return QUrl(u"https://127.0.0.1:%1"_s.arg(m_server->serverPort())); }
    void start(const QString &identity,
               QSslSocket::PeerVerifyMode verification = QSslSocket::VerifyNone);
    static QSslConfiguration trustingNobody()
    {
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({});
        return configuration;
    }
    static Engine::ClientOptions trusting(const QList<Transport> &transports)
    {
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setCaCertificates({Testing::tlsCertificate(u"ca"_s)});
        return {.transports = transports, .sslConfiguration = configuration};
    }
    static bool isThere(const Engine::Client &client, const QList<Transport> &transports)
    {
        return client.isOpen() && client.transport() == transports.last();
    }

    std::unique_ptr<Engine::Server> m_server;
    QList<Engine::Request> m_requests;
};

void tst_EngineClientTls::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    start(u"server"_s);
}

// Sends back what comes, and keeps each HTTP request.
void tst_EngineClientTls::start(const QString &identity, QSslSocket::PeerVerifyMode verification)
{
    auto configuration = Testing::tlsIdentity(identity);
    configuration.setPeerVerifyMode(verification);
    m_requests.clear();
    m_server =
        std::make_unique<Engine::Server>(Engine::ServerOptions{.sslConfiguration = configuration});
    m_server->use(this, [this](const Engine::Request &request) -> Engine::Gateway::Answer {
        m_requests.append(request);
        return Verdict::accept();
    });
    connect(m_server.get(), &Engine::Server::socketOpened, this, [](Engine::Socket *socket) {
        connect(socket, &Engine::Socket::utf8Received, socket, &Engine::Socket::sendUtf8);
        connect(socket, &Engine::Socket::binaryReceived, socket, &Engine::Socket::sendBinary);
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_EngineClientTls::exchangesMessages()
{
    QFETCH(QList<Transport>, transports);
    Engine::Client client(url(), trusting(transports));
    QSignalSpy faults(&client, &Engine::Client::sslErrors);
    QStringList texts;
    QByteArrayList data;
    connect(&client, &Engine::Client::textReceived, this,
            [&](const QString &text) { texts.append(text); });
    connect(&client, &Engine::Client::binaryReceived, this,
            [&](const QByteArray &bytes) { data.append(bytes); });
    connect(&client, &Engine::Client::opened, this, [&] {
        client.sendText(u"žluť");
        client.sendBinary("\0\xff\x1e"_ba);
        client.sendText(QString(200'000, u'é'));
    });
    client.open();
    QTRY_COMPARE(texts, (QStringList{u"žluť"_s, QString(200'000, u'é')}));
    QCOMPARE(data, QByteArrayList{"\0\xff\x1e"_ba});
    QTRY_VERIFY(isThere(client, transports));
    QVERIFY(faults.isEmpty());
    QVERIFY(std::ranges::all_of(m_requests, &Engine::Request::isSecure));

    QSignalSpy closed(&client, &Engine::Client::closed);
    client.close();
    QTRY_COMPARE(closed.size(), 1);
    QCOMPARE(closed.first().first().value<DisconnectReason>(), DisconnectReason::ForcedClose);
    QTRY_COMPARE(m_server->clientsCount(), 0);
}

void tst_EngineClientTls::showsItsCertificate()
{
    QFETCH(QList<Transport>, transports);
    start(u"server"_s, QSslSocket::VerifyPeer);
    Engine::Client client(
        url(), {.transports = transports, .sslConfiguration = Testing::tlsIdentity(u"client"_s)});
    client.open();
    QTRY_VERIFY(isThere(client, transports));
    for (const Engine::Request &request : std::as_const(m_requests))
        QCOMPARE(request.peerCertificate(), Testing::tlsCertificate(u"client"_s));
}

void tst_EngineClientTls::isRefusedWithoutACertificate()
{
    QFETCH(QList<Transport>, transports);
    start(u"server"_s, QSslSocket::VerifyPeer);
    Engine::Client client(url(), trusting(transports));
    QSignalSpy opened(&client, &Engine::Client::opened);
    QSignalSpy failed(&client, &Engine::Client::errorOccurred);
    client.open();
    QVERIFY(failed.wait());
    QVERIFY(opened.isEmpty());
    QVERIFY(m_requests.isEmpty());
}

// In spite of its faults, and of an authority behind it that nobody knows; nobody else.
void tst_EngineClientTls::trustsWhatItPins()
{
    QFETCH(QList<Transport>, transports);
    for (const QString &identity : {u"selfsigned"_s, u"wronghost"_s, u"server"_s}) {
        start(identity);
        Engine::Client pinning(
            url(),
            {.transports = transports, .pinnedCertificates = {Testing::tlsCertificate(identity)}});
        QSignalSpy faults(&pinning, &Engine::Client::sslErrors);
        pinning.open();
        QTRY_VERIFY(isThere(pinning, transports));
        QVERIFY(faults.isEmpty());
    }
    Engine::Client other(url(),
                         {.transports = transports,
                          .pinnedCertificates = {Testing::tlsCertificate(u"selfsigned"_s)}});
    QSignalSpy failed(&other, &Engine::Client::errorOccurred);
    other.open();
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().value<Error>().phase, Error::Phase::Tls);
}

void tst_EngineClientTls::refusesAFaultyCertificate()
{
    QFETCH(QString, identity);
    QFETCH(Testing::Faults, faults);
    QFETCH(QList<Transport>, transports);
    start(identity);
    Engine::Client client(url(), trusting(transports));
    QSignalSpy asked(&client, &Engine::Client::sslErrors);
    QSignalSpy failed(&client, &Engine::Client::errorOccurred);
    QSignalSpy closed(&client, &Engine::Client::closed);
    client.open();
    QVERIFY(closed.wait());
    QCOMPARE(asked.size(), 1);
    const auto told = asked.first().first().value<QList<QSslError>>();
    QCOMPARE(told, Testing::faultsOf(identity, faults));
    QCOMPARE(failed.size(), 1);
    const auto error = failed.first().first().value<Error>();
    QCOMPARE(error.phase, Error::Phase::Tls);
    QCOMPARE(error.code, int(QNetworkReply::SslHandshakeFailedError));
    QVERIFY2(error.detail.contains(told.first().errorString()), qPrintable(error.detail));
    QVERIFY(m_requests.isEmpty());
}

void tst_EngineClientTls::ignoresExactlyWhatItIsTold()
{
    QFETCH(QString, identity);
    QFETCH(Testing::Faults, faults);
    QFETCH(QList<Transport>, transports);
    start(identity);
    Engine::Client client(url(), trusting(transports));
    auto ignored = Testing::faultsOf(identity, {QSslError::CertificateRevoked})
        + Testing::faultsOf(u"server"_s, faults);
    connect(&client, &Engine::Client::sslErrors, this, [&] { client.ignoreSslErrors(ignored); });
    QSignalSpy failed(&client, &Engine::Client::errorOccurred);
    client.open();
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().value<Error>().phase, Error::Phase::Tls);
    QVERIFY(m_requests.isEmpty());

    ignored = Testing::faultsOf(identity, faults);
    client.open();
    QTRY_VERIFY(isThere(client, transports));
}

void tst_EngineClientTls::ignoresAllWhenItIsTold()
{
    QFETCH(QList<Transport>, transports);
    start(u"wronghost"_s);
    Engine::Client client(url(), {.transports = transports, .sslConfiguration = trustingNobody()});
    QSignalSpy asked(&client, &Engine::Client::sslErrors);
    connect(&client, &Engine::Client::sslErrors, &client,
            qOverload<>(&Engine::Client::ignoreSslErrors));
    client.open();
    QTRY_VERIFY(isThere(client, transports));
    QVERIFY(asked.first().first().value<QList<QSslError>>().size() > 1);
}

// The upgrade's is refused: the session stays on long-polling.
void tst_EngineClientTls::asksForEachConnection()
{
    start(u"selfsigned"_s);
    Engine::Client client(url(), trusting({Transport::Polling, Transport::WebSocket}));
    int asked = 0;
    connect(&client, &Engine::Client::sslErrors, this, [&] {
        if (++asked != 2)
            client.ignoreSslErrors();
    });
    QSignalSpy failed(&client, &Engine::Client::upgradeFailed);
    QSignalSpy received(&client, &Engine::Client::textReceived);
    client.open();
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().value<Error>().phase, Error::Phase::Tls);
    client.sendText(u"hello");
    QTRY_COMPARE(received.size(), 1);
    QVERIFY(client.transport() == Transport::Polling);
}

// A token is good for one session.
void tst_EngineClientTls::sendsNoExpiredToken()
{
    QFETCH(QList<Transport>, transports);
    QFETCH(bool, takesTime);
    int token = 0;
    auto options = trusting(transports);
    const auto header = [&] { return ClientHeaders{{"X-Token"_ba, QByteArray::number(token)}}; };
    const auto query = [&] { return QUrlQuery(u"token=%1"_s.arg(token)); };
    if (takesTime) {
        options.headersProvider = [=] { return Testing::later(header()); };
        options.queryProvider = [=] { return Testing::later(query()); };
    } else {
        options.headersProvider = header;
        options.queryProvider = query;
    }
    Engine::Client client(url(), options);
    QSignalSpy received(&client, &Engine::Client::textReceived);
    connect(&client, &Engine::Client::opened, this, [&] { client.sendText(u"hello"); });
    for (token = 1; token <= 3; ++token) {
        client.open();
        QTRY_COMPARE(received.size(), token);
        QTRY_VERIFY(isThere(client, transports));
        client.abort();
        QCOMPARE(m_requests.last().header("x-token"), QByteArray::number(token));
    }
    QByteArrayList tokens;
    for (const Engine::Request &request : std::as_const(m_requests)) {
        tokens.append(request.header("x-token"));
        QCOMPARE(request.queryValue("token"), QString::fromLatin1(tokens.last()));
    }
    QVERIFY(std::ranges::is_sorted(tokens));
}

QTEST_GUILESS_MAIN(tst_EngineClientTls)
#include "tst_engineclienttls.moc"
