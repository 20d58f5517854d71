// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/rawclient.h"
#include "../support/streamkinds.h"
#include "../support/wireclient.h"

#include <qsocketio/server.h>

#include <QPromise>
#include <QTcpSocket>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace QSocketIo::Testing;

using Engine::Reply;
using Engine::Request;
using Engine::Response;

namespace {

QByteArray postRequest(const QByteArray &path, const QByteArray &body)
{
    return "POST " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class tst_Requests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void answersWithTheBody();
    void answersLater();
    void answersInOrder();
    void answersNothingWith404();
    void refusesABodyOverTheLimit();
    void tellsAFailedPromiseWith500();
    void forgetsAPromiseWhoseClientIsGone();
    void answersPromisesWhenItCloses();
    void maybeDeletedByItsHandler();
    void givesForeignConnectionsAway_data() { addStreamKinds(); }
    void givesForeignConnectionsAway();
    void givesConnectionsAwayWithWhatIsBehind_data() { addStreamKinds(); }
    void givesConnectionsAwayWithWhatIsBehind();
    void keepsItsOwnConnections();
    void closesForeignConnectionsThatNobodyKeeps();

private:
    std::unique_ptr<Server> m_server;
};

void tst_Requests::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<Server>(ServerOptions{.maxHttpBufferSize = 1000});
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_Requests::cleanup()
{
    m_server.reset();
}

void tst_Requests::answersWithTheBody()
{
    m_server->setRequestHandler([](const Request &request) -> Reply {
        return Response{.status = 201,
                        .contentType = "text/x-echo",
                        .body = request.method() + ' ' + request.path() + ' ' + request.body(),
                        .headers = {{"X-Own", "yes"}}};
    });
    RawTcpClient client(m_server->serverPort(), postRequest("/echo?a=b", "some body"));
    QVERIFY(client.waitFor("POST /echo some body"));
    QVERIFY(client.received().startsWith("HTTP/1.1 201 "));
    QVERIFY(client.received().contains("Content-Type: text/x-echo\r\n"));
    QVERIFY(client.received().contains("X-Own: yes\r\n"));
    client.clear();
    client.send("POST /chunked HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                "5\r\nin pi\r\n4\r\neces\r\n0\r\n\r\n");
    QVERIFY(client.waitFor("POST /chunked in pieces"));
}

void tst_Requests::answersLater()
{
    QPromise<Response> promise;
    promise.start();
    m_server->setRequestHandler([&promise](const Request &) { return promise.future(); });
    RawTcpClient client(m_server->serverPort(), getRequest("/later"));
    QTRY_COMPARE(m_server->metrics().httpRequests, 1);
    promise.addResult(Response{.body = "at last"});
    promise.finish();
    QVERIFY(client.waitFor("at last"));
}

void tst_Requests::answersInOrder()
{
    QPromise<Response> promise;
    promise.start();
    m_server->setRequestHandler([&promise](const Request &request) -> Reply {
        if (request.path() == "/first")
            return promise.future();
        return Response{.body = "second"};
    });
    // Both in one segment: the second waits until the first is answered.
    RawTcpClient client(m_server->serverPort(), getRequest("/first") + getRequest("/second"));
    RawTcpClient other(m_server->serverPort(), getRequest("/second"));
    QVERIFY(other.waitFor("second"));
    QCOMPARE(client.received(), QByteArray());
    promise.addResult(Response{.body = "first"});
    promise.finish();
    QVERIFY(client.waitFor("second"));
    QVERIFY(client.received().indexOf("first") < client.received().indexOf("second"));
}

void tst_Requests::answersNothingWith404()
{
    m_server->setRequestHandler([](const Request &) -> std::optional<Response> { return {}; });
    RawTcpClient client(m_server->serverPort(), getRequest("/nothing"));
    QVERIFY(client.waitFor("HTTP/1.1 404 "));
    client.clear();
    m_server->setRequestHandler({});
    client.send(getRequest("/nothing"));
    QVERIFY(client.waitFor("HTTP/1.1 404 "));
}

void tst_Requests::refusesABodyOverTheLimit()
{
    bool asked = false;
    m_server->setRequestHandler([&asked](const Request &) -> Reply {
        asked = true;
        return Response{};
    });
    RawTcpClient client(m_server->serverPort(), postRequest("/big", QByteArray(1001, 'x')));
    QVERIFY(client.waitFor("HTTP/1.1 413 "));
    QVERIFY(client.waitForClose());
    QVERIFY(!asked);
}

void tst_Requests::tellsAFailedPromiseWith500()
{
    m_server->setRequestHandler([](const Request &) {
        QPromise<Response> promise;
        promise.start();
        // Canceled: the promise goes without a result.
        return promise.future();
    });
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"an answer to a request failed: .+"_s));
    RawTcpClient client(m_server->serverPort(), getRequest("/fails"));
    QVERIFY(client.waitFor("HTTP/1.1 500 "));
}

void tst_Requests::forgetsAPromiseWhoseClientIsGone()
{
    QPromise<Response> promise;
    promise.start();
    m_server->setRequestHandler([&promise](const Request &) { return promise.future(); });
    {
        RawTcpClient client(m_server->serverPort(), getRequest("/later"));
        QTRY_COMPARE(m_server->metrics().httpRequests, 1);
    }
    QTRY_COMPARE(m_server->metrics().openConnections, 0);
    promise.addResult(Response{.body = "too late"});
    promise.finish();
    QCoreApplication::processEvents();
}

void tst_Requests::answersPromisesWhenItCloses()
{
    QPromise<Response> promise;
    promise.start();
    m_server->setRequestHandler([&promise](const Request &) { return promise.future(); });
    RawTcpClient client(m_server->serverPort(), getRequest("/later"));
    QTRY_COMPARE(m_server->metrics().httpRequests, 1);
    m_server->close();
    QVERIFY(client.waitFor("HTTP/1.1 503 "));
    QVERIFY(client.waitForClose());
    promise.addResult(Response{.body = "too late"});
    promise.finish();
    QCoreApplication::processEvents();
}

void tst_Requests::maybeDeletedByItsHandler()
{
    m_server->setRequestHandler([this](const Request &) -> Reply {
        m_server.reset();
        return Response{.body = "nobody hears this"};
    });
    RawTcpClient client(m_server->serverPort(), getRequest("/end"));
    QVERIFY(client.waitForClose());
    QVERIFY(!m_server);
}

void tst_Requests::givesForeignConnectionsAway()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    std::unique_ptr<QTcpSocket> given;
    bool signalled = false;
    m_server->setForeignHandler([&](std::unique_ptr<QTcpSocket> socket) {
        given = std::move(socket);
        connect(given.get(), &QIODevice::readyRead, this, [&] { signalled = true; });
    });
    const QByteArray request = postRequest("/other", "its body");
    RawTcpClient client(m_server->serverPort(), request);
    QTRY_VERIFY(signalled);
    QTRY_COMPARE(given->bytesAvailable(), request.size());
    QCOMPARE(given->readAll(), request);
    QCOMPARE(m_server->metrics().openConnections, 0);
    given->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    QVERIFY(client.waitFor("hi"));
    client.send(pollingHandshake);
    QTRY_COMPARE(given->bytesAvailable(), pollingHandshake.size());
}

void tst_Requests::givesConnectionsAwayWithWhatIsBehind()
{
    QFETCH(Net::StreamKind, kind);
    const StreamKindGuard guard(kind);
    std::unique_ptr<QTcpSocket> given;
    m_server->setForeignHandler(
        [&](std::unique_ptr<QTcpSocket> socket) { given = std::move(socket); });
    const QByteArray others = getRequest("/other", "X-Zero: a\tb\r\n") + getRequest("/third");
    RawTcpClient client(m_server->serverPort(), pollingHandshake + others);
    QVERIFY(client.waitFor("\"sid\""));
    QTRY_VERIFY(given);
    QTRY_COMPARE(given->bytesAvailable(), others.size());
    QCOMPARE(given->readAll(), others);
    QCOMPARE(m_server->clientsCount(), 1);
}

void tst_Requests::keepsItsOwnConnections()
{
    m_server->setForeignHandler([](std::unique_ptr<QTcpSocket>) { QFAIL("it is no foreign one"); });
    WireClient client(m_server->serverPort());
    QVERIFY(client.join());
    RawTcpClient polling(m_server->serverPort(), pollingHandshake);
    QVERIFY(polling.waitFor("\"sid\""));
}

void tst_Requests::closesForeignConnectionsThatNobodyKeeps()
{
    m_server->setForeignHandler([this](std::unique_ptr<QTcpSocket>) { m_server.reset(); });
    RawTcpClient client(m_server->serverPort(), getRequest("/other"));
    QVERIFY(client.waitForClose());
    QVERIFY(!m_server);
}

QTEST_GUILESS_MAIN(tst_Requests)
#include "tst_requests.moc"
