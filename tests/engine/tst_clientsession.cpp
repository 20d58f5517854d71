// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clientsession_p.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QTest>

#include <tests/support/faketransport.h>
#include <tests/support/manualclock.h>

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;
using Engine::ClientSession;
using Testing::FakeTransport;
using Testing::FakeTransports;
using Testing::ManualClock;

namespace {

const QByteArray Handshake =
    R"(0{"sid":"id1","upgrades":["websocket"],"pingInterval":300,"pingTimeout":200})"_ba;

// Writes down what it hears; a function may do more with messages.
class Listener final : public ClientSession::Listener
{
public:
    void onSessionOpened() override { heard.append(u"opened"_s); }
    void onMessage(const Engine::Packet &packet) override
    {
        heard.append(QString::fromUtf8(packet.data));
        if (handler)
            handler(packet.data.toByteArray());
    }
    void onUpgraded() override { heard.append(u"upgraded"_s); }
    void onSessionClosed(DisconnectReason reason, const Error &error) override
    {
        heard.append(u"closed: "_s + name(reason) + u", "_s + error.message);
    }

    QStringList heard;
    std::function<void(const QByteArray &)> handler;
};

struct Dialogue
{
    explicit Dialogue(const Engine::ClientOptions &options = {})
        : session(std::make_unique<ClientSession>(options, transports, listener))
    {
        session->open();
    }
    ~Dialogue()
    {
        session->abort();
        session.reset();
        QCoreApplication::processEvents();
    }

    void run() { QCoreApplication::sendPostedEvents(); }
    void open()
    {
        transports.polling->feed(Handshake);
        run();
    }
    void send(const QByteArray &text)
    {
        const Turn::Scope scope;
        session->send({.data = text});
    }
    QStringList heard() { return std::exchange(listener.heard, {}); }

    ManualClock clock;
    FakeTransports transports;
    Listener listener;
    std::unique_ptr<ClientSession> session;
};

} // namespace

class tst_ClientSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void opensWithTheHandshake();
    void refusesAnotherFirstPacket();
    void givesUpAfterTheTimeout();
    void answersPings();
    void missesThePing();
    void upgrades();
    void staysWhenTheProbeFails_data();
    void staysWhenTheProbeFails();
    void staysWhenTheProbeGetsNoAnswer();
    void closesInTheMiddleOfAnUpgrade();
    void closes();
    void hearsOfTheServersClose();
    void hearsOfABrokenTransport();
    void deliversInANestedLoop();
    void endsInAHandler();
    void givesUpAServerThatDoesNotRead();
};

void tst_ClientSession::opensWithTheHandshake()
{
    Dialogue dialogue({.upgrade = false});
    QCOMPARE(dialogue.transports.polling->sent, QStringList{u"open"_s});
    QVERIFY(!dialogue.session->isOpen());
    dialogue.open();
    QCOMPARE(dialogue.heard(), QStringList{u"opened"_s});
    QCOMPARE(dialogue.session->id(), "id1"_ba);
    QCOMPARE(dialogue.transports.polling->sid, "id1"_ba);
    QVERIFY(!dialogue.transports.webSocket);
}

void tst_ClientSession::refusesAnotherFirstPacket()
{
    Dialogue dialogue;
    dialogue.transports.polling->feed("4hello"_ba);
    dialogue.run();
    QCOMPARE(dialogue.heard(),
             QStringList{u"closed: transport error, the server's first packet is no handshake"_s});
}

void tst_ClientSession::givesUpAfterTheTimeout()
{
    Dialogue dialogue({.timeout = 5s});
    dialogue.clock.advance(4999ms);
    QCOMPARE(dialogue.heard(), QStringList());
    dialogue.clock.advance(1ms);
    QCOMPARE(dialogue.heard(), QStringList{u"closed: transport error, timeout"_s});
}

void tst_ClientSession::answersPings()
{
    Dialogue dialogue({.upgrade = false});
    dialogue.open();
    for (int i = 0; i < 3; ++i) {
        dialogue.clock.advance(400ms);
        dialogue.transports.polling->feed("2"_ba);
        dialogue.run();
    }
    QVERIFY(dialogue.session->isOpen());
    QCOMPARE(dialogue.transports.polling->sent, (QStringList{u"open"_s, u"3"_s, u"3"_s, u"3"_s}));
}

void tst_ClientSession::missesThePing()
{
    Dialogue dialogue({.upgrade = false});
    dialogue.open();
    dialogue.clock.advance(500ms);
    QCOMPARE(dialogue.heard(), (QStringList{u"opened"_s, u"closed: ping timeout, ping timeout"_s}));
}

void tst_ClientSession::upgrades()
{
    Dialogue dialogue;
    dialogue.open();
    FakeTransport &webSocket = *dialogue.transports.webSocket;
    QCOMPARE(webSocket.sid, "id1"_ba);
    QCOMPARE(webSocket.sent, (QStringList{u"open"_s, u"2probe"_s}));

    dialogue.send("before"_ba);
    webSocket.feed("3probe"_ba);
    dialogue.run();
    QVERIFY(dialogue.transports.polling->isPausing());
    dialogue.send("during"_ba);
    dialogue.transports.polling->feed("4last poll"_ba);
    dialogue.run();
    QCOMPARE(dialogue.transports.polling->sent, (QStringList{u"open"_s, u"4before"_s}));
    {
        const Turn::Scope scope;
        dialogue.transports.polling->becomeQuiet();
    }
    dialogue.send("after"_ba);
    QCOMPARE(webSocket.sent,
             (QStringList{u"open"_s, u"2probe"_s, u"5"_s, u"4during"_s, u"4after"_s}));
    webSocket.feed("4first frame"_ba);
    dialogue.run();
    QCOMPARE(dialogue.heard(),
             (QStringList{u"opened"_s, u"last poll"_s, u"upgraded"_s, u"first frame"_s}));
    QCOMPARE(dialogue.session->transportKind(), QSocketIo::Transport::WebSocket);
    QVERIFY(!dialogue.transports.polling);
}

void tst_ClientSession::staysWhenTheProbeFails_data()
{
    QTest::addColumn<QByteArray>("answer");

    QTest::newRow("a pong of something else") << "3else"_ba;
    QTest::newRow("a message") << "4hello"_ba;
    QTest::newRow("a handshake") << Handshake;
    QTest::newRow("a broken connection") << QByteArray();
}

void tst_ClientSession::staysWhenTheProbeFails()
{
    QFETCH(QByteArray, answer);
    Dialogue dialogue;
    dialogue.open();
    if (answer.isNull())
        dialogue.transports.webSocket->breakDown(DisconnectReason::TransportError, u"no"_s);
    else
        dialogue.transports.webSocket->feed(answer);
    dialogue.run();
    QVERIFY(!dialogue.transports.webSocket);
    dialogue.send("on"_ba);
    QCOMPARE(dialogue.transports.polling->sent, (QStringList{u"open"_s, u"4on"_s}));
    QCOMPARE(dialogue.heard(), QStringList{u"opened"_s});
}

void tst_ClientSession::staysWhenTheProbeGetsNoAnswer()
{
    Dialogue dialogue;
    dialogue.transports.polling->feed(
        R"(0{"sid":"a","upgrades":["websocket"],"pingInterval":60000,"pingTimeout":60000})"_ba);
    dialogue.run();
    QVERIFY(dialogue.transports.webSocket);
    dialogue.clock.advance(20s);
    QCoreApplication::processEvents();
    QVERIFY(!dialogue.transports.webSocket);
    QVERIFY(dialogue.session->isOpen());
}

void tst_ClientSession::closesInTheMiddleOfAnUpgrade()
{
    Dialogue dialogue;
    dialogue.open();
    dialogue.transports.webSocket->feed("3probe"_ba);
    dialogue.run();
    dialogue.send("last words"_ba);
    {
        const Turn::Scope scope;
        dialogue.session->close();
    }
    QCOMPARE(dialogue.transports.polling->sent,
             (QStringList{u"open"_s, u"4last words"_s, u"close"_s}));
    dialogue.run();
    QCOMPARE(dialogue.heard().last(), u"closed: forced close, "_s);
}

void tst_ClientSession::closes()
{
    Dialogue dialogue({.upgrade = false});
    dialogue.open();
    dialogue.send("last words"_ba);
    {
        const Turn::Scope scope;
        dialogue.session->close();
    }
    dialogue.send("too late"_ba);
    QCOMPARE(dialogue.transports.polling->sent,
             (QStringList{u"open"_s, u"4last words"_s, u"close"_s}));
    dialogue.run();
    QCOMPARE(dialogue.heard(), (QStringList{u"opened"_s, u"closed: forced close, "_s}));
}

void tst_ClientSession::hearsOfTheServersClose()
{
    Dialogue dialogue({.upgrade = false});
    dialogue.open();
    dialogue.transports.polling->feed("4last"_ba);
    dialogue.transports.polling->feed("1"_ba);
    dialogue.transports.polling->feed("4never"_ba);
    dialogue.run();
    QCOMPARE(dialogue.heard(),
             (QStringList{u"opened"_s, u"last"_s,
                          u"closed: transport close, transport closed by the server"_s}));
}

void tst_ClientSession::hearsOfABrokenTransport()
{
    Dialogue dialogue({.upgrade = false});
    dialogue.open();
    dialogue.transports.polling->feed("4last"_ba);
    dialogue.transports.polling->breakDown(DisconnectReason::TransportError, u"xhr poll error"_s);
    dialogue.run();
    QCOMPARE(dialogue.heard(),
             (QStringList{u"opened"_s, u"last"_s, u"closed: transport error, xhr poll error"_s}));
}

void tst_ClientSession::deliversInANestedLoop()
{
    Dialogue dialogue({.upgrade = false});
    dialogue.open();
    QEventLoop loop;
    dialogue.listener.handler = [&](const QByteArray &message) {
        if (message == "wait")
            loop.exec();
        else if (message == "go on")
            loop.quit();
    };
    dialogue.transports.polling->feed("4wait"_ba);
    dialogue.transports.polling->feed("4one"_ba);
    dialogue.transports.polling->feed("4go on"_ba);
    dialogue.transports.polling->feed("4two"_ba);
    dialogue.run();
    QCOMPARE(dialogue.heard(),
             (QStringList{u"opened"_s, u"wait"_s, u"one"_s, u"go on"_s, u"two"_s}));
}

void tst_ClientSession::endsInAHandler()
{
    Dialogue dialogue({.upgrade = false});
    dialogue.open();
    dialogue.listener.handler = [&](const QByteArray &) {
        dialogue.session->abort();
        Turn::dispose(std::move(dialogue.session));
        dialogue.session = std::make_unique<ClientSession>(Engine::ClientOptions(),
                                                           dialogue.transports, dialogue.listener);
    };
    dialogue.transports.polling->feed("4one"_ba);
    dialogue.transports.polling->feed("4two"_ba);
    dialogue.run();
    QCOMPARE(dialogue.heard(), (QStringList{u"opened"_s, u"one"_s}));
}

void tst_ClientSession::givesUpAServerThatDoesNotRead()
{
    Dialogue dialogue({.upgrade = false, .maxBufferedBytes = 1000});
    dialogue.open();
    dialogue.transports.polling->waiting = 1000;
    dialogue.send("still"_ba);
    QVERIFY(dialogue.session->isOpen());
    QTest::ignoreMessage(QtWarningMsg, "the server does not read: 1001 bytes wait for it");
    dialogue.transports.polling->waiting = 1001;
    dialogue.send("too much"_ba);
    QCOMPARE(dialogue.heard(),
             (QStringList{u"opened"_s, u"closed: transport error, the server does not read"_s}));
}

QTEST_GUILESS_MAIN(tst_ClientSession)
#include "tst_clientsession.moc"
