// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "serverfixture.h"

#include <QMetaMethod>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

class RawListener : public QObject
{
    Q_OBJECT
public:
    QStringList heard;

public Q_SLOTS:
    void hear(const QString &event) { heard += event; }
};

using Connect = std::function<QMetaObject::Connection(Socket *, RawListener *)>;

// The signal of every event, which costs nothing while nobody is connected.
class tst_RawSignal : public ServerFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { startServer(); }
    void cleanup() { stopServer(); }

    void reachesEveryKindOfConnection_data();
    void reachesEveryKindOfConnection();
    void reachesWhatIsConnectedInAnotherThread();
};

void tst_RawSignal::reachesEveryKindOfConnection_data()
{
    QTest::addColumn<Connect>("connectTo");
    QTest::newRow("by pointers") << Connect([](Socket *socket, RawListener *listener) {
        return connect(socket, &Socket::eventReceived, listener, &RawListener::hear);
    });
    QTest::newRow("by names") << Connect([](Socket *socket, RawListener *listener) {
        // What the macros make.
        return connect(socket, "2eventReceived(QString,QVariantList)", listener, "1hear(QString)");
    });
    QTest::newRow("by methods") << Connect([](Socket *socket, RawListener *listener) {
        const QMetaObject &own = RawListener::staticMetaObject;
        return connect(socket, QMetaMethod::fromSignal(&Socket::eventReceived), listener,
                       own.method(own.indexOfMethod("hear(QString)")));
    });
    QTest::newRow("by indexes") << Connect([](Socket *socket, RawListener *listener) {
        return QMetaObject::connect(
            socket, QMetaMethod::fromSignal(&Socket::eventReceived).methodIndex(), listener,
            listener->metaObject()->indexOfMethod("hear(QString)"));
    });
}

void tst_RawSignal::reachesEveryKindOfConnection()
{
    QFETCH(Connect, connectTo);
    WireClient &client = connectClient();
    m_sockets[0]->on("end", this, [] { return 0; });
    client.send(R"(42["early"])");
    client.send(R"(421["end"])");
    QVERIFY(client.waitFor("431[0]"));

    RawListener listener;
    const QMetaObject::Connection connection = connectTo(m_sockets[0], &listener);
    QVERIFY(connection);
    client.send(R"(42["heard"])");
    QTRY_COMPARE(listener.heard, QStringList{u"heard"_s});

    disconnect(connection);
    client.send(R"(42["late"])");
    client.send(R"(422["end"])");
    QVERIFY(client.waitFor("432[0]"));
    QCOMPARE(listener.heard, QStringList{u"heard"_s});
}

void tst_RawSignal::reachesWhatIsConnectedInAnotherThread()
{
    WireClient &client = connectClient();
    RawListener listener;
    const std::unique_ptr<QThread> thread(QThread::create(
        [&] { connect(m_sockets[0], &Socket::eventReceived, &listener, &RawListener::hear); }));
    thread->start();
    QVERIFY(thread->wait());
    client.send(R"(42["heard"])");
    QTRY_COMPARE(listener.heard, QStringList{u"heard"_s});
}

QTEST_GUILESS_MAIN(tst_RawSignal)
#include "tst_rawsignal.moc"
