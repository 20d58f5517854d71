// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QTest>
#include <QThread>

#include <tests/support/clientways.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// A client that lives in a thread of its own, with its signals connected to objects of the main
// one.
class tst_ClientThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void worksInAThread_data() { Testing::addWays(); }
    void worksInAThread();
    void isMadeInItsThread();
};

void tst_ClientThread::worksInAThread()
{
    QFETCH(QList<Transport>, transports);
    // A session of long-polling that ends between two polls is missed by the heartbeat only.
    Server server({.pingInterval = 200ms, .pingTimeout = 3s});
    connect(&server, &Server::socketConnected, this,
            [](ServerSocket *socket) { socket->on("twice", socket, [](int n) { return 2 * n; }); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));

    QThread thread;
    auto *client = new Client(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())),
                              {.transports = transports, .reconnectionDelay = 5ms});
    client->moveToThread(&thread);
    connect(&thread, &QThread::finished, client, &QObject::deleteLater);
    int connections = 0;
    int answer = 0;
    connect(client, &Client::connected, this, [&] {
        QCOMPARE(QThread::currentThread(), this->thread());
        ++connections;
    });
    connect(client, &Client::connected, client, [&, client] {
        client->emitWithAck<int>("twice", 21).then(this, [&](int n) { answer = n; });
    });
    thread.start();
    QMetaObject::invokeMethod(client, &Client::open);
    QTRY_COMPARE(connections, 1);
    QTRY_COMPARE(answer, 42);

    answer = 0;
    QMetaObject::invokeMethod(client, &Client::dropConnection);
    QTRY_COMPARE(connections, 2);
    QTRY_COMPARE(answer, 42);
    thread.quit();
    QVERIFY(thread.wait());
    QTRY_COMPARE(server.clientsCount(), 0);
}

void tst_ClientThread::isMadeInItsThread()
{
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));
    std::vector<std::unique_ptr<QThread>> threads;
    std::atomic<int> connected = 0;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back(QThread::create([&] {
            QEventLoop loop;
            Client client(url);
            QObject::connect(&client, &Client::transportChanged, &loop, [&] {
                ++connected;
                loop.quit();
            });
            client.open();
            loop.exec();
        }));
        threads.back()->start();
    }
    QTRY_COMPARE(connected.load(), 4);
    for (const auto &thread : threads)
        QVERIFY(thread->wait());
    QTRY_COMPARE(server.clientsCount(), 0);
}

QTEST_GUILESS_MAIN(tst_ClientThread)
#include "tst_clientthread.moc"
