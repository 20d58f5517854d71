// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/maskedtext.h"
#include "../support/rawclient.h"
#include "../support/streamkinds.h"
#include "../support/wireclient.h"

#include <qsocketio/server.h>

#include <QDir>
#include <QFile>
#include <QLocalServer>
#include <QTcpServer>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

namespace {

const QByteArray WebSocketHandshake =
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\n"
    "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

// As a service manager makes it.
int listeningSocket(quint16 &port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof name;
    if (::bind(descriptor, reinterpret_cast<sockaddr *>(&name), size) != 0
        || ::listen(descriptor, 10) != 0
        || ::getsockname(descriptor, reinterpret_cast<sockaddr *>(&name), &size) != 0)
        return -1;
    port = ntohs(name.sin_port);
    return descriptor;
}

} // namespace

class tst_Listening : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void servesAUnixSocket_data() { addStreamKinds(); }
    void servesAUnixSocket();
    void replacesTheFileOfADeadServer();
    void leavesTheFileOfALivingServer();
    void tellsWhyAPathIsUnusable();
    void servesAPassedDescriptor_data() { addStreamKinds(); }
    void servesAPassedDescriptor();
    void refusesADescriptorThatDoesNotListen();
    void knowsTheDescriptorsOfAServiceManager();
    void listensAtSeveralPlaces();
    void servesAnAttachedServer_data() { addStreamKinds(); }
    void servesAnAttachedServer();
    void servesWhatWaitsInAnAttachedServer();
    void outlivesAnAttachedServer();
    void takesASocketWithItsUnreadBytes_data() { addStreamKinds(); }
    void takesASocketWithItsUnreadBytes();
    void takesASocketForAWebSocket_data() { addStreamKinds(); }
    void takesASocketForAWebSocket();
    void takesASocketThatIsAlreadyGone();
    void stopsListeningButKeepsSessions();
};

void tst_Listening::servesAUnixSocket()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"io.sock"_s);
    Server server;
    QPointer<ServerSocket> socket;
    connect(&server, &Server::socketConnected, this, [&](ServerSocket *s) { socket = s; });
    QVERIFY2(server.listenLocal(path), qPrintable(server.errorString()));
    QVERIFY(server.isListening());
    QCOMPARE(server.serverPort(), 0);

    RawLocalClient client(path, WebSocketHandshake);
    QVERIFY(client.waitFor("101 Switching"));
    client.send(maskedText("40"));
    QTRY_VERIFY(socket);
    QCOMPARE(socket->handshake().address(), QString());
    server.close();
    QVERIFY(client.waitForClose());
    QVERIFY(!QFile::exists(path));
}

void tst_Listening::replacesTheFileOfADeadServer()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"io.sock"_s);
    {
        // A socket that is closed without its file being removed.
        QLocalServer dead;
        QVERIFY(dead.listen(path));
        const QByteArray name = QFile::encodeName(path);
        const QByteArray kept = name + ".kept";
        QVERIFY(::rename(name.constData(), kept.constData()) == 0);
        dead.close();
        QVERIFY(::rename(kept.constData(), name.constData()) == 0);
    }
    QVERIFY(QFile::exists(path));
    Server server;
    QVERIFY2(server.listenLocal(path), qPrintable(server.errorString()));
    RawLocalClient client(path, pollingHandshake);
    QVERIFY(client.waitFor("\"sid\""));
}

void tst_Listening::leavesTheFileOfALivingServer()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"io.sock"_s);
    Server first;
    QVERIFY(first.listenLocal(path));
    {
        Server second;
        QVERIFY(!second.listenLocal(path));
        QVERIFY(!second.errorString().isEmpty());
        QVERIFY(!second.isListening());
    }
    RawLocalClient client(path, pollingHandshake);
    QVERIFY(client.waitFor("\"sid\""));
}

void tst_Listening::tellsWhyAPathIsUnusable()
{
    Server server;
    QVERIFY(!server.listenLocal({}));
    QVERIFY(!server.errorString().isEmpty());
    QVERIFY(!server.listenLocal(u"/nowhere/at/all"_s));
    QVERIFY(!server.errorString().isEmpty());
    QVERIFY(!server.listenLocal(QDir::tempPath() + u'/' + QString(200, u'x')));
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QCOMPARE(server.errorString(), QString());
}

void tst_Listening::servesAPassedDescriptor()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    quint16 port = 0;
    const int descriptor = listeningSocket(port);
    QVERIFY(descriptor >= 0);
    Server server;
    QVERIFY(server.listenDescriptor(descriptor));
    QCOMPARE(server.serverPort(), port);
    QCOMPARE(server.serverAddress(), QHostAddress(QHostAddress::LocalHost));
    WireClient client(port);
    QVERIFY(client.join());
}

void tst_Listening::refusesADescriptorThatDoesNotListen()
{
    Server server;
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    QVERIFY(!server.listenDescriptor(descriptor));
    QVERIFY(!server.errorString().isEmpty());
    ::close(descriptor);
    QVERIFY(!server.listenDescriptor(-1));
    QVERIFY(!server.isListening());
}

void tst_Listening::knowsTheDescriptorsOfAServiceManager()
{
    QCOMPARE(Server::activatedDescriptors(), QList<qintptr>());
    qputenv("LISTEN_FDS", "2");
    qputenv("LISTEN_PID", "1");
    QCOMPARE(Server::activatedDescriptors(), QList<qintptr>());
    qputenv("LISTEN_PID", QByteArray::number(QCoreApplication::applicationPid()));
    QCOMPARE(Server::activatedDescriptors(), (QList<qintptr>{3, 4}));
    qunsetenv("LISTEN_FDS");
    qunsetenv("LISTEN_PID");
}

void tst_Listening::listensAtSeveralPlaces()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"io.sock"_s);
    QTcpServer attached;
    QVERIFY(attached.listen(QHostAddress::LocalHost));
    Server server;
    QVERIFY(server.listenLocal(path));
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    server.attach(&attached);
    QVERIFY(server.serverPort() != attached.serverPort());
    RawLocalClient local(path, pollingHandshake);
    RawTcpClient own(server.serverPort(), pollingHandshake);
    RawTcpClient other(attached.serverPort(), pollingHandshake);
    QVERIFY(local.waitFor("\"sid\""));
    QVERIFY(own.waitFor("\"sid\""));
    QVERIFY(other.waitFor("\"sid\""));
    QCOMPARE(server.clientsCount(), 3);
}

void tst_Listening::servesAnAttachedServer()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QTcpServer tcp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost));
    Server server;
    server.attach(&tcp);
    QVERIFY(server.isListening());
    QCOMPARE(server.serverPort(), tcp.serverPort());
    WireClient client(tcp.serverPort());
    QVERIFY(client.join());
    server.close();
    QVERIFY(client.waitForClose());
    QVERIFY(tcp.isListening());
}

void tst_Listening::servesWhatWaitsInAnAttachedServer()
{
    QTcpServer tcp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost));
    RawTcpClient client(tcp.serverPort(), pollingHandshake);
    QTRY_VERIFY(tcp.hasPendingConnections());
    Server server;
    server.attach(&tcp);
    QVERIFY(client.waitFor("\"sid\""));
}

void tst_Listening::outlivesAnAttachedServer()
{
    auto tcp = std::make_unique<QTcpServer>();
    QVERIFY(tcp->listen(QHostAddress::LocalHost));
    Server server;
    server.attach(tcp.get());
    WireClient client(tcp->serverPort());
    QVERIFY(client.join());
    tcp.reset();
    QCOMPARE(server.serverPort(), 0);
    client.send("420[\"nobody\"]");
    client.send("41");
    QCOMPARE(server.clientsCount(), 1);
}

void tst_Listening::takesASocketWithItsUnreadBytes()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QTcpServer tcp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost));
    RawTcpClient client(tcp.serverPort(), pollingHandshake.first(20));
    QTRY_VERIFY(tcp.hasPendingConnections());
    const QPointer<QTcpSocket> socket = tcp.nextPendingConnection();
    QTRY_COMPARE(socket->bytesAvailable(), 20);
    Server server;
    server.handleConnection(socket);
    client.send(pollingHandshake.sliced(20));
    QVERIFY(client.waitFor("\"sid\""));
    // On the reactor the socket is not needed any more.
    if (kind == Net::StreamKind::Reactor)
        QTRY_VERIFY(!socket);
    client.socket().disconnectFromHost();
    QTRY_COMPARE(server.metrics().openConnections, 0);
}

void tst_Listening::takesASocketForAWebSocket()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    QTcpServer tcp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost));
    Server server;
    QPointer<ServerSocket> socket;
    connect(&server, &Server::socketConnected, this, [&](ServerSocket *s) { socket = s; });
    connect(&tcp, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *accepted = tcp.nextPendingConnection();
        // From within its own signal, with everything it got.
        connect(accepted, &QIODevice::readyRead, &server, [&server, accepted] {
            disconnect(accepted, nullptr, &server, nullptr);
            server.handleConnection(accepted);
        });
    });
    WireClient client(tcp.serverPort());
    QVERIFY(client.join());
    QCOMPARE(socket->handshake().address(), u"127.0.0.1"_s);
    socket->emitEvent("hello", 1);
    QVERIFY(client.waitFor("42[\"hello\",1]"));
}

void tst_Listening::takesASocketThatIsAlreadyGone()
{
    Server server;
    server.handleConnection(new QTcpSocket);
    QTRY_COMPARE(server.metrics().openConnections, 0);
}

void tst_Listening::stopsListeningButKeepsSessions()
{
    Server server;
    QPointer<ServerSocket> socket;
    connect(&server, &Server::socketConnected, this, [&](ServerSocket *s) { socket = s; });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const quint16 port = server.serverPort();
    WireClient client(port);
    QVERIFY(client.join());
    server.stopListening();
    QVERIFY(!server.isListening());
    QTcpServer successor;
    QVERIFY(successor.listen(QHostAddress::LocalHost, port));
    socket->emitEvent("still here");
    QVERIFY(client.waitFor("42[\"still here\"]"));
    successor.close();
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
}

QTEST_GUILESS_MAIN(tst_Listening)
#include "tst_listening.moc"
