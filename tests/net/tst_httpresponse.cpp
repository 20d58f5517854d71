// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpresponse_p.h>

#include <QRegularExpression>
#include <QTest>

using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

class tst_HttpResponse : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void writes_data();
    void writes();
    void appends();
    void leavesTheBodyOut();
    void leavesBadFieldsOut_data();
    void leavesBadFieldsOut();
    void knowsReasons();
};

void tst_HttpResponse::writes_data()
{
    QTest::addColumn<HttpResponse>("response");
    QTest::addColumn<bool>("keepAlive");
    QTest::addColumn<QByteArray>("wire");

    QTest::newRow("a body") << HttpResponse{.body = "hello"_ba} << true
                            << "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"_ba;
    QTest::newRow("no body") << HttpResponse{.status = 404} << true
                             << "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("the end of the connection")
        << HttpResponse{.status = 400} << false
        << "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"_ba;
    QTest::newRow("fields in their order")
        << HttpResponse{.fields = {{"Set-Cookie"_ba, "a=1"_ba},
                                   {"Vary"_ba, "Origin"_ba},
                                   {"Set-Cookie"_ba, "b=\xc3\xa9"_ba},
                                   {"Empty"_ba, ""_ba}}}
        << true
        << "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nVary: Origin\r\nSet-Cookie: b=\xc3\xa9\r\n"
           "Empty: \r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("no body and no length for 204")
        << HttpResponse{.status = 204, .body = "hello"_ba} << true
        << "HTTP/1.1 204 No Content\r\n\r\n"_ba;
    QTest::newRow("no body and no length for 304")
        << HttpResponse{.status = 304, .body = "hello"_ba} << true
        << "HTTP/1.1 304 Not Modified\r\n\r\n"_ba;
    QTest::newRow("no body and no length for 100")
        << HttpResponse{.status = 100, .body = "hello"_ba} << true
        << "HTTP/1.1 100 Continue\r\n\r\n"_ba;
    QTest::newRow("a status without a name")
        << HttpResponse{.status = 599} << true << "HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n"_ba;
}

void tst_HttpResponse::writes()
{
    QFETCH(HttpResponse, response);
    QFETCH(bool, keepAlive);
    QFETCH(QByteArray, wire);

    QByteArray written;
    appendHttpResponse(written, response, keepAlive);
    QCOMPARE(written, wire);
}

void tst_HttpResponse::appends()
{
    QByteArray written = "before"_ba;
    appendHttpResponse(written, {.status = 204}, true);
    appendHttpResponse(written, {.status = 204}, true);
    QCOMPARE(written, "before" + "HTTP/1.1 204 No Content\r\n\r\n"_ba.repeated(2));
}

void tst_HttpResponse::leavesTheBodyOut()
{
    QByteArray written;
    appendHttpResponse(written, {.body = QByteArray(12'345, 'x')}, true, false);
    QCOMPARE(written, "HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n");
}

void tst_HttpResponse::leavesBadFieldsOut_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");

    QTest::newRow("a line break in the value") << "X"_ba
                                               << "a\r\nSet-Cookie: b"_ba;
    QTest::newRow("a line feed in the value") << "X"_ba
                                              << "a\nb"_ba;
    QTest::newRow("a carriage return in the value") << "X"_ba
                                                    << "a\rb"_ba;
    QTest::newRow("a NUL in the value") << "X"_ba
                                        << "a\0b"_ba;
    QTest::newRow("a line break in the name") << "X\r\nY"_ba
                                              << "a"_ba;
    QTest::newRow("a colon in the name") << "X:"_ba
                                         << "a"_ba;
    QTest::newRow("a blank in the name") << "X "_ba
                                         << "a"_ba;
    QTest::newRow("no name") << ""_ba
                             << "a"_ba;
    QTest::newRow("a second length") << "content-length"_ba
                                     << "7"_ba;
    QTest::newRow("a coding") << "Transfer-Encoding"_ba
                              << "chunked"_ba;
    QTest::newRow("the connection") << "CONNECTION"_ba
                                    << "upgrade"_ba;
}

void tst_HttpResponse::leavesBadFieldsOut()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);

    QByteArray written;
    appendHttpResponse(written, {.fields = {{name, value}, {"Y"_ba, "kept"_ba}}}, true);
    QCOMPARE(written, "HTTP/1.1 200 OK\r\nY: kept\r\nContent-Length: 0\r\n\r\n");
}

void tst_HttpResponse::knowsReasons()
{
    QCOMPARE(httpReason(101), "Switching Protocols");
    QCOMPARE(httpReason(426), "Upgrade Required");
    QCOMPARE(httpReason(505), "HTTP Version Not Supported");
    QVERIFY(httpReason(299).isEmpty());
    QVERIFY(httpReason(-1).isEmpty());
}

QTEST_APPLESS_MAIN(tst_HttpResponse)
#include "tst_httpresponse.moc"
