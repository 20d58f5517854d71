// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>
#include <qsocketio/serversocket.h>

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <tests/support/clientways.h>
#include <tests/support/reservedport.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Events = 10'000;
constexpr int Breaks = 10;

// Its journal outlives it. It dies ten times in the middle of its work, and comes back on its port.
class MortalServer : public QObject
{
public:
    void start()
    {
        m_server = std::make_unique<Server>();
        connect(m_server.get(), &Server::socketConnected, this, [this](ServerSocket *socket) {
            socket->on("n", socket, [this](int n, const Ack &ack) { onEvent(n, ack); });
        });
        QVERIFY(m_server->listen(QHostAddress::LocalHost, port.number()));
    }

    const Testing::ReservedPort port;
    QList<int> journal;
    int kills = 0;

private:
    void onEvent(int n, const Ack &ack)
    {
        journal.append(n);
        const bool dies = kills < Breaks && journal.size() > (kills + 1) * Events / (Breaks + 1);
        if (dies)
            QTimer::singleShot(0, this, &MortalServer::restart);
        // Every other time it dies between its work and its answer.
        if (!dies || kills % 2 == 0)
            ack();
    }
    void restart()
    {
        ++kills;
        m_server.reset();
        start();
    }

    std::unique_ptr<Server> m_server;
};

} // namespace

// Every event is accounted for while connections break and servers die.
class tst_Accounting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void up_data() { Testing::addWays(); }
    void up();
    void down_data() { Testing::addWays(); }
    void down();

private:
    static constexpr auto Patience = 90s;

    // QTest's own loops sleep for ten milliseconds whenever nothing is to do, which is after each
    // step of a request: QNetworkAccessManager works in a thread of its own.
    static bool isQuitInTime(QEventLoop &loop)
    {
        QTimer::singleShot(Patience, &loop, [&loop] { loop.exit(1); });
        return loop.exec() == 0;
    }
    static QList<int> numbersUpTo(int count)
    {
        QList<int> numbers(count);
        std::iota(numbers.begin(), numbers.end(), 0);
        return numbers;
    }
    static ClientOptions options(const QList<Transport> &transports)
    {
        return {.transports = transports,
                .reconnectionDelay = 1ms,
                .reconnectionDelayMax = 5ms,
                .randomizationFactor = 0};
    }
    static QUrl url(quint16 port) { return QUrl(u"http://127.0.0.1:%1"_s.arg(port)); }
};

// The application's own number in each event is the key by which a server knows repetitions.
void tst_Accounting::up()
{
    QFETCH(QList<Transport>, transports);
    MortalServer server;
    server.start();
    ClientOptions patient = options(transports);
    patient.retries = 2 * Breaks;
    Client client(url(server.port.number()), patient);
    QEventLoop loop;
    int acknowledged = 0;
    for (int n = 0; n < Events; ++n) {
        const auto onReply = [&](const AckReply &reply) {
            acknowledged += reply.error ? 0 : 1;
            if (acknowledged == Events)
                loop.quit();
        };
        client.emitWithCallback("n", this, onReply, n);
    }
    client.open();
    QVERIFY(isQuitInTime(loop));
    QCOMPARE(server.kills, Breaks);
    QVERIFY(server.journal.size() > Events);
    QVERIFY(std::ranges::is_sorted(server.journal));
    server.journal.erase(std::unique(server.journal.begin(), server.journal.end()),
                         server.journal.end());
    QCOMPARE(server.journal, numbersUpTo(Events));
}

void tst_Accounting::down()
{
    QFETCH(QList<Transport>, transports);
    Server server({.connectionStateRecovery = ConnectionStateRecovery()});
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QPointer<ServerSocket> socket;
    connect(&server, &Server::socketConnected, this, [&](ServerSocket *s) { socket = s; });

    Client client(url(server.serverPort()), options(transports));
    QEventLoop loop;
    QList<int> received;
    int breaks = 0;
    // Where a connection breaks while what was missed is delivered, nobody is told that it was
    // there.
    QList<bool> recovered;
    connect(&client, &Client::connected, this, [&] { recovered.append(client.isRecovered()); });
    client.on("n", this, [&](int n) {
        received.append(n);
        if (received.size() == Events)
            loop.quit();
        if (breaks >= Breaks || received.size() <= (breaks + 1) * Events / (Breaks + 2))
            return;
        // One side after the other lets go, in the middle of what it does.
        if (++breaks % 2)
            client.dropConnection();
        else if (socket)
            socket->closeConnection();
    });

    int emitted = 0;
    QTimer source;
    connect(&source, &QTimer::timeout, this, [&] {
        constexpr int batch = 20;
        for (int i = 0; i < batch && emitted < Events; ++i)
            server.emitEvent("n", emitted++);
    });
    client.open();
    QTRY_VERIFY(socket);
    source.start(0);
    QVERIFY(isQuitInTime(loop));
    QCOMPARE(received, numbersUpTo(Events));
    QCOMPARE(breaks, Breaks);
    QVERIFY(recovered.size() > 1);
    QCOMPARE(recovered.count(false), 1);
}

QTEST_GUILESS_MAIN(tst_Accounting)
#include "tst_accounting.moc"
