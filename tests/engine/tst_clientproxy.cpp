// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clientproxy_p.h>

#include <QTest>
#include <QUrl>

using namespace QSocketIo::Engine;
using namespace Qt::Literals::StringLiterals;

namespace {

using Proxies = QList<QNetworkProxy>;

QNetworkProxy proxy(QNetworkProxy::ProxyType type, const QString &user = {})
{
    return QNetworkProxy(type, u"proxy.test"_s, 3128, user, user.isEmpty() ? QString() : u"žluť"_s);
}

// The application's, in place of the system's.
class Factory : public QNetworkProxyFactory
{
public:
    Factory(const Proxies &answer, QList<QNetworkProxyQuery> &asked)
        : m_answer(answer),
          m_asked(asked)
    {
    }

    Proxies queryProxy(const QNetworkProxyQuery &query) override
    {
        m_asked.append(query);
        return m_answer;
    }

private:
    Proxies m_answer;
    QList<QNetworkProxyQuery> &m_asked;
};

} // namespace

// Which of the application's proxies a client goes through.
class tst_ClientProxy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanup() { QNetworkProxyFactory::setApplicationProxyFactory(nullptr); }

    void asksOnceByTheUrl();
    void asksNobodyWhereOneIsChosen();
    void takesTheFirstThatFits_data();
    void takesTheFirstThatFits();
    void isTheApplicationsWithoutAFactory();
    void goesStraightOnThisMachine_data();
    void goesStraightOnThisMachine();

private:
    void offer(const Proxies &proxies)
    {
        m_asked.clear();
        QNetworkProxyFactory::setApplicationProxyFactory(new Factory(proxies, m_asked));
    }

    QList<QNetworkProxyQuery> m_asked;
};

void tst_ClientProxy::asksOnceByTheUrl()
{
    offer({proxy(QNetworkProxy::Socks5Proxy)});
    const QUrl endpoint(u"https://server.test:3000/socket.io/"_s);
    const ClientProxy way(QNetworkProxy::DefaultProxy, endpoint);
    QCOMPARE(m_asked, QList{QNetworkProxyQuery(endpoint)});
    QCOMPARE(way.forRequests(), proxy(QNetworkProxy::Socks5Proxy));
    QCOMPARE(way.forTunnels(), proxy(QNetworkProxy::Socks5Proxy));
}

void tst_ClientProxy::asksNobodyWhereOneIsChosen()
{
    offer({proxy(QNetworkProxy::Socks5Proxy)});
    for (const auto type : {QNetworkProxy::HttpProxy, QNetworkProxy::NoProxy}) {
        const ClientProxy way(proxy(type), QUrl(u"http://server.test/"_s));
        QCOMPARE(way.forRequests(), proxy(type));
        QCOMPARE(way.forTunnels(), proxy(type));
    }
    QVERIFY(m_asked.isEmpty());
}

void tst_ClientProxy::takesTheFirstThatFits_data()
{
    QTest::addColumn<Proxies>("offered");
    QTest::addColumn<QUrl>("endpoint");
    QTest::addColumn<QNetworkProxy>("forRequests");
    QTest::addColumn<QNetworkProxy>("forTunnels");
    QTest::addColumn<QByteArray>("credentials");

    const QUrl plain(u"http://server.test/"_s);
    const QUrl secure(u"https://server.test/"_s);
    const QNetworkProxy http = proxy(QNetworkProxy::HttpProxy, u"me"_s);
    const QNetworkProxy caching = proxy(QNetworkProxy::HttpCachingProxy, u"me"_s);
    const QNetworkProxy socks = proxy(QNetworkProxy::Socks5Proxy, u"me"_s);
    const QNetworkProxy ftp = proxy(QNetworkProxy::FtpCachingProxy, u"me"_s);
    // "me:žluť" in UTF-8.
    const QByteArray basic = "Basic bWU6xb5sdcWl";
    QTest::newRow("one that forwards and tunnels, http")
        << Proxies{http, socks} << plain << http << http << basic;
    QTest::newRow("one that forwards and tunnels, https")
        << Proxies{http, socks} << secure << http << http << QByteArray();
    QTest::newRow("one that only forwards before one that tunnels, http")
        << Proxies{caching, socks} << plain << caching << socks << basic;
    QTest::newRow("one that only forwards before one that tunnels, https")
        << Proxies{caching, socks} << secure << socks << socks << QByteArray();
    QTest::newRow("one that only tunnels")
        << Proxies{socks, http} << plain << socks << socks << QByteArray();
    QTest::newRow("one without a user")
        << Proxies{proxy(QNetworkProxy::HttpProxy)} << plain << proxy(QNetworkProxy::HttpProxy)
        << proxy(QNetworkProxy::HttpProxy) << QByteArray();
    QTest::newRow("none that fits") << Proxies{ftp} << plain << ftp << ftp << QByteArray();
}

void tst_ClientProxy::takesTheFirstThatFits()
{
    QFETCH(Proxies, offered);
    QFETCH(QUrl, endpoint);
    offer(offered);
    const ClientProxy way(QNetworkProxy::DefaultProxy, endpoint);
    QTEST(way.forRequests(), "forRequests");
    QTEST(way.forTunnels(), "forTunnels");
    QTEST(way.credentials(), "credentials");
}

void tst_ClientProxy::isTheApplicationsWithoutAFactory()
{
    const QNetworkProxy http = proxy(QNetworkProxy::HttpProxy, u"me"_s);
    QNetworkProxy::setApplicationProxy(http);
    const ClientProxy way(QNetworkProxy::DefaultProxy, QUrl(u"http://server.test/"_s));
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    QCOMPARE(way.forRequests(), http);
    QCOMPARE(way.forTunnels(), http);
    QVERIFY(!way.credentials().isEmpty());
}

void tst_ClientProxy::goesStraightOnThisMachine_data()
{
    QTest::addColumn<QUrl>("endpoint");
    for (const char *url : {"http://localhost:3000/", "https://127.0.0.1/", "http://[::1]/"})
        QTest::newRow(url) << QUrl(QString::fromLatin1(url));
}

void tst_ClientProxy::goesStraightOnThisMachine()
{
    QFETCH(QUrl, endpoint);
    offer({proxy(QNetworkProxy::HttpProxy, u"me"_s)});
    const ClientProxy way(QNetworkProxy::DefaultProxy, endpoint);
    QCOMPARE(way.forRequests().type(), QNetworkProxy::NoProxy);
    QCOMPARE(way.forTunnels().type(), QNetworkProxy::NoProxy);
    QVERIFY(way.credentials().isEmpty());
    QVERIFY(m_asked.isEmpty());
}

QTEST_GUILESS_MAIN(tst_ClientProxy)
#include "tst_clientproxy.moc"
