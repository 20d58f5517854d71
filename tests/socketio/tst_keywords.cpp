// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// All else is compiled without Qt's keywords; this is with them.
#undef QT_NO_KEYWORDS

// Every header that is installed.
#include <QSignalSpy>
#include <QTest>

#include <publicheaders.h>

#ifndef emit
#error "Qt's keywords are not there"
#endif

using namespace QSocketIo;
using namespace Qt::Literals::StringLiterals;

class tst_Keywords : public QObject
{
    Q_OBJECT
signals:
    void heard(int n);

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void areNoObstacle();
};

void tst_Keywords::areNoObstacle()
{
    Server server;
    connect(&server, &Server::socketConnected, this, [this](ServerSocket *socket) {
        socket->on("n", this, [this](int n) { emit heard(n); });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Client client(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort())));
    QSignalSpy spy(this, &tst_Keywords::heard);
    client.emitEvent("n", 7);
    client.open();
    QVERIFY(spy.wait());
    QCOMPARE(spy.first().first().toInt(), 7);
}

QTEST_GUILESS_MAIN(tst_Keywords)
#include "tst_keywords.moc"
