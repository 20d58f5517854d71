// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/manualclock.h"
#include "../support/rawclient.h"
#include "../support/testcertificates.h"

#include <qsocketio/server.h>

#include <QSslServer>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

// A TLS client; its own certificate is optional.
class RawTlsClient : public RawClient<QSslSocket>
{
public:
    explicit RawTlsClient(quint16 port, const QString &identity = {})
    {
        auto configuration = QSslConfiguration::defaultConfiguration();
        if (!identity.isEmpty())
            configuration = tlsIdentity(identity);
        configuration.setCaCertificates({tlsCertificate(u"ca"_s)});
        socket().setSslConfiguration(configuration);
        socket().connectToHostEncrypted(u"127.0.0.1"_s, port);
    }

    bool waitForEncryption()
    {
        return QTest::qWaitFor([this] { return socket().isEncrypted(); });
    }
    bool ask(const QByteArray &request, QByteArrayView answer)
    {
        send(request);
        return waitFor(answer);
    }
};

// Hands its sockets on while their handshake goes on.
class HandshakingServer : public QTcpServer
{
public:
    explicit HandshakingServer(Server &server) : m_server(server) { }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto configuration = tlsIdentity(u"server"_s);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        auto *socket = new QSslSocket;
        socket->setSocketDescriptor(descriptor);
        socket->setSslConfiguration(configuration);
        socket->startServerEncryption();
        m_server.handleConnection(socket);
    }

private:
    Server &m_server;
};

std::unique_ptr<Server> tlsServer(QSslSocket::PeerVerifyMode mode = QSslSocket::VerifyNone,
                                  ServerOptions options = {})
{
    options.sslConfiguration = tlsIdentity(u"server"_s);
    options.sslConfiguration.setPeerVerifyMode(mode);
    return std::make_unique<Server>(options);
}

} // namespace

class tst_Tls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        QVERIFY(!tlsCertificate(u"server"_s).isNull());
    }
    void servesHttps();
    void servesWebSockets();
    void showsTheClientsCertificate();
    void hidesACertificateThatNobodyVouchesFor();
    void refusesAClientWithoutTheCertificateItWants();
    void replacesItsCertificateWhileItRuns();
    void endsAHandshakeThatTakesTooLong();
    void survivesPlainTextOnItsPort();
    void survivesABrokenHandshake();
    void servesAnAttachedSslServer();
    void takesAnEncryptedSocket();
    void takesASocketDuringItsHandshake();
    void givesEncryptedConnectionsAway();
    void flushesBeforeItCloses();
};

void tst_Tls::servesHttps()
{
    const auto server = tlsServer();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    bool secure = false;
    server->setRequestHandler([&secure](const Engine::Request &request) -> Engine::Reply {
        secure = request.isSecure();
        return Engine::Response{.body = "private"};
    });
    RawTlsClient client(server->serverPort());
    QVERIFY(client.waitForEncryption());
    QVERIFY(client.ask(getRequest("/x"), "private"));
    QVERIFY(secure);
    QVERIFY(client.ask(pollingHandshake, "\"sid\""));
}

void tst_Tls::servesWebSockets()
{
    const auto server = tlsServer();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    QPointer<ServerSocket> socket;
    connect(server.get(), &Server::socketConnected, this, [&](ServerSocket *s) { socket = s; });
    RawTlsClient client(server->serverPort());
    QVERIFY(client.waitForEncryption());
    QVERIFY(client.ask("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: h\r\n"
                       "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                       "101 Switching"));
    // "40", masked by zeros.
    client.send(QByteArray("\x81\x82\0\0\0\0", 6) + "40");
    QVERIFY(client.waitFor("40{\"sid\""));
    QTRY_VERIFY(socket);
    QVERIFY(socket->handshake().isSecure());
    socket->emitEvent("secret", 1);
    QVERIFY(client.waitFor("42[\"secret\",1]"));
}

void tst_Tls::showsTheClientsCertificate()
{
    const auto server = tlsServer(QSslSocket::VerifyPeer);
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    QSslCertificate seen;
    server->setRequestHandler([&seen](const Engine::Request &request) -> Engine::Reply {
        seen = request.peerCertificate();
        return Engine::Response{.body = "seen"};
    });
    RawTlsClient client(server->serverPort(), u"client"_s);
    QVERIFY(client.waitForEncryption());
    QVERIFY(client.ask(getRequest("/x"), "seen"));
    QCOMPARE(seen, tlsCertificate(u"client"_s));
    QCOMPARE(seen.subjectInfo(QSslCertificate::CommonName), QStringList{u"test client"_s});
}

void tst_Tls::hidesACertificateThatNobodyVouchesFor()
{
    // Asked for, but not demanded.
    const auto server = tlsServer(QSslSocket::QueryPeer);
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    QSslCertificate seen = tlsCertificate(u"server"_s);
    server->setRequestHandler([&seen](const Engine::Request &request) -> Engine::Reply {
        seen = request.peerCertificate();
        return Engine::Response{.body = "seen"};
    });
    for (const QString &identity : {u"selfsigned"_s, QString()}) {
        RawTlsClient client(server->serverPort(), identity);
        QVERIFY(client.waitForEncryption());
        QVERIFY(client.ask(getRequest("/x"), "seen"));
        QVERIFY(seen.isNull());
    }
    RawTlsClient known(server->serverPort(), u"client"_s);
    QVERIFY(known.waitForEncryption());
    QVERIFY(known.ask(getRequest("/x"), "seen"));
    QCOMPARE(seen, tlsCertificate(u"client"_s));
}

void tst_Tls::refusesAClientWithoutTheCertificateItWants()
{
    const auto server = tlsServer(QSslSocket::VerifyPeer);
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    for (const QString &identity : {u"selfsigned"_s, QString()}) {
        RawTlsClient client(server->serverPort(), identity);
        client.send(pollingHandshake);
        QVERIFY(client.waitForClose());
        QCOMPARE(client.received(), QByteArray());
        QCOMPARE(server->clientsCount(), 0);
        QTRY_COMPARE(server->metrics().openConnections, 0);
    }
}

void tst_Tls::replacesItsCertificateWhileItRuns()
{
    const auto server = tlsServer();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    RawTlsClient before(server->serverPort());
    QVERIFY(before.waitForEncryption());
    QVERIFY(before.ask(pollingHandshake, "\"sid\""));
    QCOMPARE(before.socket().peerCertificate(), tlsCertificate(u"server"_s));

    auto configuration = tlsIdentity(u"wronghost"_s);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    server->setSslConfiguration(configuration);
    QCOMPARE(server->sslConfiguration(), configuration);
    RawTlsClient after(server->serverPort());
    after.socket().setPeerVerifyName(u"elsewhere.test"_s);
    QVERIFY(after.waitForEncryption());
    QCOMPARE(after.socket().peerCertificate(), tlsCertificate(u"wronghost"_s));
    before.clear();
    QVERIFY(before.ask(pollingHandshake, "\"sid\""));
}

void tst_Tls::endsAHandshakeThatTakesTooLong()
{
    ManualClock clock;
    const auto server = tlsServer(QSslSocket::VerifyNone, {.limits = {.tlsHandshakeTimeout = 3s}});
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    // Begins its handshake and says no more.
    RawTcpClient silent(server->serverPort(), QByteArray("\x16\x03\x01\x02\x00\x01", 6));
    RawTlsClient quick(server->serverPort());
    QVERIFY(quick.ask(pollingHandshake, "\"sid\""));
    QCOMPARE(server->metrics().openConnections, 2);
    quick.clear();
    clock.advance(2999ms);
    QCoreApplication::processEvents();
    QVERIFY(!silent.isClosed());
    clock.advance(1ms);
    QVERIFY(silent.waitForClose());
    QTRY_COMPARE(server->metrics().openConnections, 1);
    QVERIFY(quick.ask(pollingHandshake, "\"sid\""));
    // Nothing may hold on to the clock of this test.
    quick.socket().abort();
    QTRY_COMPARE(server->metrics().openConnections, 0);
}

void tst_Tls::survivesPlainTextOnItsPort()
{
    const auto server = tlsServer();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    RawTcpClient client(server->serverPort(), pollingHandshake);
    QVERIFY(client.waitForClose());
    QVERIFY(!client.received().contains("HTTP"));
    QTRY_COMPARE(server->metrics().openConnections, 0);
}

void tst_Tls::survivesABrokenHandshake()
{
    const auto server = tlsServer();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    {
        RawTcpClient client(server->serverPort(), QByteArray("\x16\x03\x01\x02\x00\x01", 6));
        QTRY_COMPARE(server->metrics().openConnections, 1);
    }
    QTRY_COMPARE(server->metrics().openConnections, 0);
}

void tst_Tls::servesAnAttachedSslServer()
{
    QSslServer ssl;
    auto configuration = tlsIdentity(u"server"_s);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    ssl.setSslConfiguration(configuration);
    QVERIFY(ssl.listen(QHostAddress::LocalHost));
    Server server;
    server.attach(&ssl);
    RawTlsClient client(ssl.serverPort());
    QVERIFY(client.waitForEncryption());
    QVERIFY(client.ask(pollingHandshake, "\"sid\""));
}

void tst_Tls::takesAnEncryptedSocket()
{
    QSslServer ssl;
    auto configuration = tlsIdentity(u"server"_s);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    ssl.setSslConfiguration(configuration);
    QVERIFY(ssl.listen(QHostAddress::LocalHost));
    RawTlsClient client(ssl.serverPort());
    client.send(pollingHandshake);
    QTRY_VERIFY(ssl.hasPendingConnections());
    QTcpSocket *socket = ssl.nextPendingConnection();
    QTRY_COMPARE(socket->bytesAvailable(), pollingHandshake.size());
    Server server;
    server.handleConnection(socket);
    QVERIFY(client.waitFor("\"sid\""));
}

void tst_Tls::takesASocketDuringItsHandshake()
{
    Server server;
    HandshakingServer tcp(server);
    QVERIFY(tcp.listen(QHostAddress::LocalHost));
    RawTlsClient client(tcp.serverPort());
    QVERIFY(client.waitForEncryption());
    QVERIFY(client.ask(pollingHandshake, "\"sid\""));
}

void tst_Tls::givesEncryptedConnectionsAway()
{
    const auto server = tlsServer();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    std::unique_ptr<QTcpSocket> given;
    server->setForeignHandler(
        [&given](std::unique_ptr<QTcpSocket> socket) { given = std::move(socket); });
    RawTlsClient client(server->serverPort());
    client.send(getRequest("/other"));
    QTRY_VERIFY(given);
    QVERIFY(qobject_cast<QSslSocket *>(given.get()));
    QCOMPARE(given->readAll(), getRequest("/other"));
    given->write("answer");
    QVERIFY(client.waitFor("answer"));
}

void tst_Tls::flushesBeforeItCloses()
{
    const auto server = tlsServer();
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    const QByteArray big(3'000'000, 'x');
    server->setRequestHandler(
        [&big](const Engine::Request &) -> Engine::Reply { return Engine::Response{.body = big}; });
    RawTlsClient client(server->serverPort());
    QVERIFY(client.waitForEncryption());
    client.send(getRequest("/big", "Connection: close\r\n"));
    QVERIFY(client.waitForClose());
    QVERIFY(client.received().endsWith(QByteArray(1000, 'x')));
    QVERIFY(client.received().size() > big.size());
}

QTEST_GUILESS_MAIN(tst_Tls)
#include "tst_tls.moc"
