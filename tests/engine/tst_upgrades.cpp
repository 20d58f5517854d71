// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/maskedtext.h"
#include "../support/rawhttp.h"

#include <qsocketio/engine/server.h>
#include <qsocketio/engine/socket.h>

#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Testing::maskedText;
using Testing::RawHttp;

namespace {

constexpr QByteArrayView Probed = "\x81\x06"
                                  "3probe";

} // namespace

// A server closes a session whose client is on its way from long-polling to a WebSocket: the
// client hears of that, and of all that was sent before, wherever it is.
class tst_Upgrades : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theEndComesBehindTheUpgrade();
    void theEndComesWithThePollThatWaits();
    void theEndComesWithALaterPoll();
    void theEndComesWithAPollWhenTheUpgradeIsGivenUp();
    void noUpgradeBeginsBehindTheEnd();
    void whoIsToldWhatHasLeftIsToldAfterIt();

private:
    void probe();
    void poll();

    std::unique_ptr<Engine::Server> m_server;
    QPointer<Engine::Socket> m_socket;
    std::optional<RawHttp> m_polling;
    std::optional<RawHttp> m_webSocket;
    QByteArray m_target;
};

void tst_Upgrades::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<Engine::Server>();
    connect(m_server.get(), &Engine::Server::socketOpened, this,
            [this](Engine::Socket *socket) { m_socket = socket; });
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
    m_polling.emplace(m_server->serverPort());
    m_polling->get("/engine.io/?EIO=4&transport=polling");
    m_polling->head();
    QVERIFY(m_polling->body().startsWith("0{"));
    QVERIFY(m_socket);
    m_target = "/engine.io/?EIO=4&sid=" + m_socket->id().toLatin1() + "&transport=";
    m_webSocket.emplace(m_server->serverPort());
}

void tst_Upgrades::cleanup()
{
    m_polling.reset();
    m_webSocket.reset();
    m_server.reset();
}

// No poll waits then.
void tst_Upgrades::probe()
{
    m_webSocket->upgrade(m_target + "websocket");
    QVERIFY(m_webSocket->head().startsWith("HTTP/1.1 101 "));
    m_webSocket->write(maskedText("2probe"));
    QVERIFY(m_webSocket->waitForBytes(Probed.size()));
    QCOMPARE(m_webSocket->bytes(), Probed);
    m_webSocket->bytes().clear();
}

void tst_Upgrades::poll()
{
    m_polling->get(m_target + "polling");
}

void tst_Upgrades::theEndComesBehindTheUpgrade()
{
    probe();
    QSignalSpy closed(m_socket, &Engine::Socket::closed);
    m_socket->sendText(u"last");
    m_socket->close();
    QCOMPARE(closed.size(), 1);
    m_webSocket->write(maskedText("5"));
    constexpr QByteArrayView end("\x81\x05"
                                 "4last"
                                 "\x88\x00",
                                 9);
    QVERIFY(m_webSocket->waitForBytes(end.size()));
    QCOMPARE(m_webSocket->bytes(), end);
    QTRY_COMPARE(m_server->clientsCount(), 0);
}

void tst_Upgrades::theEndComesWithThePollThatWaits()
{
    probe();
    // At once, before that poll is released for the upgrade.
    connect(m_socket, &Engine::Socket::drained, m_socket, &Engine::Socket::close);
    poll();
    m_polling->head();
    QCOMPARE(m_polling->body(), "1");
    QVERIFY(m_webSocket->waitForBytes(2));
    QCOMPARE(m_webSocket->bytes(), QByteArray("\x88\x00", 2));
    QCOMPARE(m_server->clientsCount(), 0);
}

void tst_Upgrades::theEndComesWithALaterPoll()
{
    probe();
    m_socket->sendText(u"last");
    m_socket->close();
    poll();
    m_polling->head();
    QCOMPARE(m_polling->body(), "4last");
    QCOMPARE(m_server->clientsCount(), 1);
    poll();
    m_polling->head();
    QCOMPARE(m_polling->body(), "1");
    QVERIFY(m_webSocket->waitForBytes(2));
    QCOMPARE(m_server->clientsCount(), 0);
}

void tst_Upgrades::theEndComesWithAPollWhenTheUpgradeIsGivenUp()
{
    probe();
    m_socket->close();
    m_webSocket->socket().disconnectFromHost();
    QTRY_COMPARE(m_webSocket->socket().state(), QAbstractSocket::UnconnectedState);
    poll();
    m_polling->head();
    QCOMPARE(m_polling->body(), "1");
    QTRY_COMPARE(m_server->clientsCount(), 0);
}

void tst_Upgrades::noUpgradeBeginsBehindTheEnd()
{
    m_socket->close();
    m_webSocket->upgrade(m_target + "websocket");
    QVERIFY(m_webSocket->head().startsWith("HTTP/1.1 101 "));
    QVERIFY(m_webSocket->waitForBytes(2));
    QCOMPARE(m_webSocket->bytes(), QByteArray("\x88\x00", 2));
    QCOMPARE(m_server->clientsCount(), 1);
}

void tst_Upgrades::whoIsToldWhatHasLeftIsToldAfterIt()
{
    QSignalSpy drained(m_socket, &Engine::Socket::drained);
    probe();
    m_webSocket->write(maskedText("5"));
    QTRY_COMPARE(m_socket->transport(), QSocketIo::Transport::WebSocket);
    drained.clear();
    m_socket->sendText(u"text");
    QTRY_COMPARE(drained.size(), 1);
}

QTEST_GUILESS_MAIN(tst_Upgrades)
#include "tst_upgrades.moc"
