// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>
#include <qsocketio/serversocket.h>

#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int Rounds = 200;
constexpr int AtOnce = 8;
constexpr int Batch = 4;
constexpr int BatchesBehindTheUpgrade = 10;

// Text and binary, from nothing to what takes several segments.
QVariant payload(int n)
{
    const int size = n % 40 == 39 ? 50'000 : (n * 37) % 400;
    const char letter = char('a' + n % 26);
    if (n % 3 == 0)
        return QByteArray(size, letter);
    return QString(size, QLatin1Char(letter));
}

// One end of a conversation: counts aloud, and checks how the other end counts.
class Counter : public QObject
{
    Q_OBJECT
public:
    explicit Counter(Socket &socket) : m_socket(socket)
    {
        socket.on("n", this, [this](int n, const QVariant &value) {
            m_isRight = m_isRight && n == m_heard && value == payload(n);
            ++m_heard;
        });
        socket.on("end", this, [this](int count) {
            m_isRight = m_isRight && count == m_heard;
            m_ended = true;
            Q_EMIT ended();
        });
    }

    void say()
    {
        for (int i = 0; i < Batch; ++i, ++m_said)
            m_socket.emitEvent("n", m_said, payload(m_said));
    }
    void sayEnd() { m_socket.emitEvent("end", m_said); }
    int said() const { return m_said; }
    bool hasEnded() const { return m_ended; }
    bool isRight() const { return m_isRight; }

Q_SIGNALS:
    void ended();

private:
    Socket &m_socket;
    int m_said = 0;
    int m_heard = 0;
    bool m_ended = false;
    bool m_isRight = true;
};

// A client that comes, upgrades and goes, while both ends talk all the time.
class Round : public QObject
{
    Q_OBJECT
public:
    Round(const QUrl &url, int number)
        : m_client(url, {.auth = QVariantMap{{u"round"_s, number}}, .reconnection = false}),
          m_ofClient(m_client)
    {
        connect(&m_client, &Client::transportChanged, this, [this] { m_isUpgraded = true; });
        connect(&m_ofClient, &Counter::ended, this, &Round::onEnded);
        connect(&m_timer, &QTimer::timeout, this, &Round::say);
        // These wait for the connection.
        m_ofClient.say();
        m_client.open();
        m_timer.start(0);
    }

    void meet(Socket &peer)
    {
        m_ofServer = std::make_unique<Counter>(peer);
        connect(m_ofServer.get(), &Counter::ended, this, &Round::onEnded);
        m_ofServer->say();
    }
    bool isRight() const { return m_ofClient.isRight() && m_ofServer->isRight(); }
    int said() const { return m_ofClient.said() + m_ofServer->said(); }

Q_SIGNALS:
    void finished();

private:
    void say()
    {
        m_ofClient.say();
        if (m_ofServer)
            m_ofServer->say();
        if (!m_isUpgraded || !m_ofServer || ++m_batchesBehind < BatchesBehindTheUpgrade)
            return;
        m_timer.stop();
        m_ofClient.sayEnd();
        m_ofServer->sayEnd();
    }
    void onEnded()
    {
        if (m_ofClient.hasEnded() && m_ofServer->hasEnded())
            Q_EMIT finished();
    }

    Client m_client;
    Counter m_ofClient;
    std::unique_ptr<Counter> m_ofServer;
    QTimer m_timer;
    bool m_isUpgraded = false;
    int m_batchesBehind = 0;
};

} // namespace

class tst_UpgradeStress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void losesAndReordersNothing();
};

void tst_UpgradeStress::losesAndReordersNothing()
{
    Server server;
    std::vector<std::unique_ptr<Round>> rounds;
    connect(&server, &Server::socketConnected, this, [&](ServerSocket *socket) {
        rounds[socket->handshake().auth.value(u"round"_s).toUInt()]->meet(*socket);
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    const QUrl url(u"http://127.0.0.1:%1"_s.arg(server.serverPort()));

    QEventLoop loop;
    int finished = 0;
    std::function<void()> begin = [&] {
        if (rounds.size() == Rounds)
            return;
        rounds.push_back(std::make_unique<Round>(url, int(rounds.size())));
        connect(rounds.back().get(), &Round::finished, this, [&] {
            if (++finished == Rounds)
                loop.quit();
            begin();
        });
    };
    for (int i = 0; i < AtOnce; ++i)
        begin();
    QTimer::singleShot(60s, &loop, [&loop] { loop.exit(1); });
    QCOMPARE(loop.exec(), 0);
    int said = 0;
    for (const auto &round : rounds) {
        QVERIFY(round->isRight());
        said += round->said();
    }
    QVERIFY(said > Rounds * 100);
}

QTEST_GUILESS_MAIN(tst_UpgradeStress)
#include "tst_upgradestress.moc"
