// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QEventLoop>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <tests/support/clientways.h>
#include <tests/support/reservedport.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

// Any object of a client may be deleted at any time: in its own signals, in handlers, in providers,
// in a nested event loop, during every phase of its connection.
class tst_Lifetime : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }

    void deletesTheClientInItsSignals_data();
    void deletesTheClientInItsSignals();
    void deletesANamespaceInItsSignals_data();
    void deletesANamespaceInItsSignals();
    void deletesTheClientInANamespacesSignal_data() { Testing::addWays(); }
    void deletesTheClientInANamespacesSignal();
    void deletesTheClientInAHandler_data() { Testing::addWays(); }
    void deletesTheClientInAHandler();
    void deletesTheClientInANestedLoop_data() { Testing::addWays(); }
    void deletesTheClientInANestedLoop();
    void deletesTheClientInAnAck_data() { Testing::addWays(); }
    void deletesTheClientInAnAck();
    void deletesTheClientAtAnyMoment_data() { Testing::addWays(); }
    void deletesTheClientAtAnyMoment();
    void closesAndOpensInItsSignals_data();
    void closesAndOpensInItsSignals();
    void deletesTheClientWhileItCloses_data() { Testing::addWays(); }
    void deletesTheClientWhileItCloses();

private:
    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port.number())); }
    void startServer();
    static ClientOptions quick(const QList<Transport> &transports)
    {
        return {.transports = transports,
                .reconnectionAttempts = 3,
                .reconnectionDelay = 2ms,
                .reconnectionDelayMax = 5ms};
    }
    static void addSignals(const QList<const char *> &signalNames);
    // Leads the client through its whole life, until the condition holds.
    bool live(Client &client, const std::function<bool()> &over);
    template <typename Action>
    void onSignal(Client &client, const QByteArray &name, Action action);

    const Testing::ReservedPort m_port;
    std::unique_ptr<Server> m_server;
};

void tst_Lifetime::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    startServer();
}

void tst_Lifetime::startServer()
{
    m_server = std::make_unique<Server>(ServerOptions{.pingInterval = 30ms});
    connect(m_server.get(), &Server::socketConnected, this, [](ServerSocket *socket) {
        socket->on("echo", socket, [](int n) { return n; });
        socket->on("say", socket, [socket](int n) { socket->emitEvent("said", n); });
    });
    m_server->of(u"/other"_s);
    QVERIFY(m_server->listen(QHostAddress::LocalHost, m_port.number()));
}

void tst_Lifetime::addSignals(const QList<const char *> &signalNames)
{
    using Ways = QList<Transport>;
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<Ways>("transports");
    for (const char *name : signalNames) {
        QTest::addRow("%s, long-polling", name) << QByteArray(name) << Ways{Transport::Polling};
        QTest::addRow("%s, WebSocket", name) << QByteArray(name) << Ways{Transport::WebSocket};
        QTest::addRow("%s, both", name)
            << QByteArray(name) << Ways{Transport::Polling, Transport::WebSocket};
    }
}

template <typename Action>
void tst_Lifetime::onSignal(Client &client, const QByteArray &name, Action action)
{
    const auto on = [&](const char *signal, auto member) {
        if (name == signal)
            connect(&client, member, this, action);
    };
    on("stateChanged", &Client::stateChanged);
    on("connected", &Client::connected);
    on("disconnected", &Client::disconnected);
    on("connectionRefused", &Client::connectionRefused);
    on("closed", &Client::closed);
    on("errorOccurred", &Client::errorOccurred);
    on("transportChanged", &Client::transportChanged);
    on("reconnectAttempt", &Client::reconnectAttempt);
    on("reconnected", &Client::reconnected);
    on("reconnectError", &Client::reconnectError);
    on("reconnectFailed", &Client::reconnectFailed);
    on("pinged", &Client::pinged);
}

bool tst_Lifetime::live(Client &client, const std::function<bool()> &over)
{
    const QPointer<Client> alive(&client);
    const auto until = [&](const std::function<bool()> &condition) {
        return QTest::qWaitFor([&] { return over() || condition(); }) && !over();
    };
    client.open();
    const qsizetype transports = client.options().transports.size();
    if (!until([&] { return client.isConnected() && client.transport(); }))
        return over();
    if (transports > 1 && !until([&] { return client.transport() == Transport::WebSocket; }))
        return over();
    // Long enough for a ping.
    QSignalSpy pinged(&client, &Client::pinged);
    if (!until([&] { return !pinged.isEmpty(); }))
        return over();
    client.dropConnection();
    if (over() || !until([&] { return client.isConnected(); }))
        return over();
    m_server.reset();
    if (!until([&] { return client.state() == Client::State::Closed; }))
        return over();
    return QTest::qWaitFor(over);
}

void tst_Lifetime::deletesTheClientInItsSignals_data()
{
    addSignals({"stateChanged", "connected", "disconnected", "connectionRefused", "closed",
                "errorOccurred", "reconnectAttempt", "reconnected", "reconnectError",
                "reconnectFailed", "pinged"});
    QTest::newRow("transportChanged")
        << "transportChanged"_ba << QList{Transport::Polling, Transport::WebSocket};
}

void tst_Lifetime::deletesTheClientInItsSignals()
{
    QFETCH(QByteArray, signal);
    QFETCH(QList<Transport>, transports);
    QPointer<Client> client = new Client(url(), quick(transports));
    QPointer<ClientSocket> other = client->of(u"/other"_s);
    other->open();
    onSignal(*client, signal, [client] { delete client; });
    QVERIFY(live(*client, [&] { return !client; }));
    QVERIFY(!other);
}

void tst_Lifetime::deletesANamespaceInItsSignals_data()
{
    addSignals({"connected", "disconnected", "connectionRefused"});
}

void tst_Lifetime::deletesANamespaceInItsSignals()
{
    QFETCH(QByteArray, signal);
    QFETCH(QList<Transport>, transports);
    Client client(url(), quick(transports));
    QPointer<ClientSocket> other = client.of(u"/other"_s);
    const auto end = [other] { delete other; };
    if (signal == "connected")
        connect(other, &ClientSocket::connected, this, end);
    else if (signal == "disconnected")
        connect(other, &ClientSocket::disconnected, this, end);
    else
        connect(other, &ClientSocket::connectionRefused, this, end);
    other->open();
    QVERIFY(live(client, [&] { return !other; }));
    // The other namespace goes on.
    if (!m_server)
        startServer();
    client.open();
    // An attempt of before may still fail, and be the last one.
    QTRY_VERIFY((client.reconnectNow(), client.isConnected()));
}

void tst_Lifetime::deletesTheClientInANamespacesSignal()
{
    QFETCH(QList<Transport>, transports);
    QPointer<Client> client = new Client(url(), quick(transports));
    ClientSocket *other = client->of(u"/other"_s);
    connect(other, &ClientSocket::connected, this, [client] { delete client; });
    client->open();
    other->open();
    QTRY_VERIFY(!client);
}

void tst_Lifetime::deletesTheClientInAHandler()
{
    QFETCH(QList<Transport>, transports);
    QPointer<Client> client = new Client(url(), quick(transports));
    int heard = 0;
    client->on("said", this, [&](int) {
        ++heard;
        delete client;
    });
    for (int i = 0; i < 10; ++i)
        client->emitEvent("say", i);
    client->open();
    QTRY_VERIFY(!client);
    QCOMPARE(heard, 1);
}

void tst_Lifetime::deletesTheClientInANestedLoop()
{
    QFETCH(QList<Transport>, transports);
    QPointer<Client> client = new Client(url(), quick(transports));
    int heard = 0;
    client->on("said", this, [&](int) {
        if (++heard == 1) {
            QEventLoop loop;
            QTimer::singleShot(5ms, &loop, [&] {
                delete client;
                loop.quit();
            });
            loop.exec();
        }
    });
    for (int i = 0; i < 10; ++i)
        client->emitEvent("say", i);
    client->open();
    QTRY_VERIFY(!client && heard > 0);
}

void tst_Lifetime::deletesTheClientInAnAck()
{
    QFETCH(QList<Transport>, transports);
    QPointer<Client> client = new Client(url(), quick(transports));
    auto first = client->emitWithAck<int>("echo", 1).then(this, [client](int n) {
        delete client;
        return n;
    });
    auto second = client->emitWithAck<int>("echo", 2);
    client->open();
    QTRY_VERIFY(first.isFinished() && second.isFinished());
    QVERIFY(!client);
}

// After 0, 1, 2, … turns of the event loop.
void tst_Lifetime::deletesTheClientAtAnyMoment()
{
    QFETCH(QList<Transport>, transports);
    for (int turns = 0; turns < 40; ++turns) {
        auto client = std::make_unique<Client>(url(), quick(transports));
        client->of(u"/other"_s)->open();
        client->emitEvent("say", 1);
        client->open();
        for (int turn = 0; turn < turns; ++turn)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
}

void tst_Lifetime::closesAndOpensInItsSignals_data()
{
    addSignals({"stateChanged", "connected", "disconnected", "closed", "errorOccurred",
                "reconnectAttempt", "reconnected", "pinged"});
}

void tst_Lifetime::closesAndOpensInItsSignals()
{
    QFETCH(QByteArray, signal);
    QFETCH(QList<Transport>, transports);
    Client client(url(), quick(transports));
    int count = 0;
    onSignal(client, signal, [&] {
        if (++count > 3)
            return;
        client.close();
        client.open();
    });
    client.open();
    QTRY_VERIFY(client.isConnected());
    client.dropConnection();
    QTRY_VERIFY(client.isConnected() && count > 0);
}

void tst_Lifetime::deletesTheClientWhileItCloses()
{
    QFETCH(QList<Transport>, transports);
    auto client = std::make_unique<Client>(url(), quick(transports));
    client->open();
    QTRY_VERIFY(client->isConnected());
    client->emitEvent("say", 1);
    client->closeAll();
    client.reset();
}

QTEST_GUILESS_MAIN(tst_Lifetime)
#include "tst_lifetime.moc"
