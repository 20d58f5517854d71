// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/client.h>
#include <qsocketio/networkwatch_p.h>
#include <qsocketio/server.h>

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <tests/support/clientways.h>
#include <tests/support/replacedwatch.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Reachability = QNetworkInformation::Reachability;

// What clients make of the machine's network, as Qt tells of it.
class tst_NetworkWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void tellsWhatChanges_data();
    void tellsWhatChanges();
    void isTheSystems();
    void isNotForServersOnThisMachine_data();
    void isNotForServersOnThisMachine();
    void isNotForOtherThreads();
    void leadsClients_data() { Testing::addWays(); }
    void leadsClients();
};

void tst_NetworkWatch::tellsWhatChanges_data()
{
    using Told = QList<Reachability>;
    QTest::addColumn<Told>("told");
    QTest::addColumn<QStringList>("signalNames");

    constexpr auto Unknown = Reachability::Unknown;
    constexpr auto Offline = Reachability::Disconnected;
    constexpr auto Local = Reachability::Local;
    constexpr auto Site = Reachability::Site;
    constexpr auto Online = Reachability::Online;
    const QString lost = u"lost"_s;
    const QString returned = u"returned"_s;
    QTest::newRow("a network that was always there") << Told{Online, Site, Online} << QStringList();
    QTest::newRow("a loss") << Told{Online, Offline} << QStringList{lost};
    QTest::newRow("a loss told twice") << Told{Offline, Offline} << QStringList{lost};
    QTest::newRow("a loss and a return")
        << Told{Online, Offline, Online} << QStringList{lost, returned};
    QTest::newRow("a return by steps")
        << Told{Offline, Local, Site, Online} << QStringList{lost, returned};
    QTest::newRow("nothing known") << Told{Unknown, Unknown} << QStringList();
    QTest::newRow("nothing known between")
        << Told{Online, Unknown, Online, Offline, Unknown, Offline} << QStringList{lost};
}

void tst_NetworkWatch::tellsWhatChanges()
{
    QFETCH(QList<Reachability>, told);
    QFETCH(QStringList, signalNames);
    NetworkWatch watch;
    QStringList heard;
    connect(&watch, &NetworkWatch::lost, this, [&] { heard.append(u"lost"_s); });
    connect(&watch, &NetworkWatch::returned, this, [&] { heard.append(u"returned"_s); });
    for (const Reachability reachability : told)
        watch.note(reachability);
    QCOMPARE(heard, signalNames);
}

// Which backends there are depends on the system; in no case is there more than a debug message.
void tst_NetworkWatch::isTheSystems()
{
    const QUrl server(u"https://server.test"_s);
    const NetworkWatch *const watch = NetworkWatch::find(server);
    const auto *const information = QNetworkInformation::instance();
    if (QNetworkInformation::availableBackends().isEmpty())
        QVERIFY(!information);
    const bool tells =
        information && information->supports(QNetworkInformation::Feature::Reachability);
    QCOMPARE(watch != nullptr, tells);
    QCOMPARE(NetworkWatch::find(QUrl(u"https://another.test"_s)), watch);
}

void tst_NetworkWatch::isNotForServersOnThisMachine_data()
{
    QTest::addColumn<QUrl>("server");
    for (const char *url : {"http://localhost:3000", "http://my.localhost", "ws://127.0.0.1",
                            "http://127.1.2.3", "https://[::1]:3000"})
        QTest::newRow(url) << QUrl(QString::fromLatin1(url));
}

void tst_NetworkWatch::isNotForServersOnThisMachine()
{
    QFETCH(QUrl, server);
    QCOMPARE(NetworkWatch::find(server), nullptr);
}

void tst_NetworkWatch::isNotForOtherThreads()
{
    bool found = true;
    const std::unique_ptr<QThread> thread(QThread::create(
        [&found] { found = NetworkWatch::find(QUrl(u"https://server.test"_s)) != nullptr; }));
    thread->start();
    QVERIFY(thread->wait());
    QVERIFY(!found);
}

void tst_NetworkWatch::leadsClients()
{
    QFETCH(QList<Transport>, transports);
    Testing::ReplacedWatch watch;
    Server server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Client client(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())),
                  {.transports = transports, .reconnectionDelay = 1h, .reconnectionDelayMax = 1h});
    QSignalSpy connected(&client, &Client::connected);
    QSignalSpy disconnected(&client, &Client::disconnected);
    QSignalSpy attempts(&client, &Client::reconnectAttempt);
    client.open();
    QVERIFY(connected.wait());
    for (int round = 1; round <= 3; ++round) {
        watch.note(Reachability::Local);
        QVERIFY(client.isConnected());
        watch.note(Reachability::Disconnected);
        QCOMPARE(disconnected.size(), round);
        QCOMPARE(client.state(), Client::State::Waiting);
        watch.note(Reachability::Disconnected);
        QCOMPARE(client.state(), Client::State::Waiting);
        QVERIFY(!client.isConnected());
        watch.note(Reachability::Site);
        QVERIFY(connected.wait());
        QCOMPARE(attempts.size(), round);
    }
}

QTEST_GUILESS_MAIN(tst_NetworkWatch)
#include "tst_networkwatch.moc"
