// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/forwarded_p.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo::Net;

namespace {

HttpRequestHead headWith(const QByteArray &fields, QByteArray &bytes)
{
    bytes = "GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n";
    HttpRequestHead head;
    int status = 0;
    if (parseHttpHead(bytes, {}, head, status) != HttpParse::Complete)
        qFatal("the test's head is wrong");
    return head;
}

// The rows about RFC 7239's header.
void addForwardedRows(const QString &peer)
{
    const auto f = [](const char *name, const char *fields, const QString &client,
                      bool secure = false) {
        QTest::newRow(name) << ProxyTrust::Header::Forwarded << QByteArray(fields) << client
                            << secure;
    };
    f("Forwarded", "Forwarded: for=192.0.2.7\r\n", u"192.0.2.7"_s);
    f("names in any case, a scheme", "Forwarded: For=192.0.2.7;PROTO=https;by=10.0.0.1\r\n",
      u"192.0.2.7"_s, true);
    f("quoted IPv6 with a port", "Forwarded: for=\"[2001:db8::7]:4711\"\r\n", u"2001:db8::7"_s);
    f("a list", "Forwarded: for=1.1.1.1, for=192.0.2.7, for=10.0.0.2\r\n", u"192.0.2.7"_s);
    f("several fields", "Forwarded: for=192.0.2.7\r\nForwarded: for=10.0.0.2\r\n", u"192.0.2.7"_s);
    f("a hidden node ends the chain", "Forwarded: for=_gazonk\r\n", peer);
    f("an element without for ends the chain", "Forwarded: for=192.0.2.7, proto=https\r\n", peer);
    f("a comma within quotes", "Forwarded: for=\"1.1.1.1, for=192.0.2.7\"\r\n", peer);
    f("an open quote", "Forwarded: for=\"192.0.2.7\r\n", peer);
    f("no value", "Forwarded: for=\r\n", peer);
    f("garbage", "Forwarded: =;;,=\r\n", peer);
    f("garbage before what a proxy added as a field of its own",
      "Forwarded: =;;,=\r\nForwarded: for=192.0.2.7\r\n", u"192.0.2.7"_s);
    f("X-Forwarded-For is not looked at", "X-Forwarded-For: 192.0.2.7\r\n", peer);
}

} // namespace

class tst_Forwarded : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void readsNodes_data();
    void readsNodes();
    void trusts_data();
    void trusts();
    void namesTheClient_data();
    void namesTheClient();
    void warnsOfWhatIsNoAddress();
};

void tst_Forwarded::readsNodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("port");
    const auto row = [](const char *name, const char *text, const QString &address, int port) {
        QTest::newRow(name) << QByteArray(text) << address << port;
    };
    row("IPv4", "192.0.2.1", u"192.0.2.1"_s, 0);
    row("IPv4 with a port", "192.0.2.1:8080", u"192.0.2.1"_s, 8080);
    row("IPv6 as X-Forwarded-For has it", "2001:db8::1", u"2001:db8::1"_s, 0);
    row("IPv6 in brackets", "[2001:db8::1]", u"2001:db8::1"_s, 0);
    row("IPv6 with a port", "[2001:db8::1]:443", u"2001:db8::1"_s, 443);
    row("the highest port", "192.0.2.1:65535", u"192.0.2.1"_s, 65535);
    row("a port that is too high", "192.0.2.1:65536", {}, 0);
    row("a port that is no number", "192.0.2.1:http", {}, 0);
    row("an empty port", "192.0.2.1:", {}, 0);
    row("nothing", "", {}, 0);
    row("a word", "unknown", {}, 0);
    row("an obfuscated name", "_secret", {}, 0);
    row("a host name", "example.org", {}, 0);
    row("a single number", "1", {}, 0);
    row("three numbers", "1.2.3", {}, 0);
    row("hexadecimal numbers", "0x7f.0.0.1", {}, 0);
    row("a number that is too high", "1.2.3.256", {}, 0);
    row("IPv4 in brackets", "[192.0.2.1]", {}, 0);
    row("a bracket that is not closed", "[2001:db8::1", {}, 0);
    row("text behind the bracket", "[2001:db8::1]x", {}, 0);
    row("a scope", "fe80::1%eth0", {}, 0);
}

void tst_Forwarded::readsNodes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, address);
    QFETCH(int, port);
    const auto node = readForwardedNode(text);
    QCOMPARE(node.has_value(), !address.isEmpty());
    if (!node)
        return;
    QCOMPARE(node->first.toString(), address);
    QCOMPARE(int(node->second), port);
}

void tst_Forwarded::trusts_data()
{
    QTest::addColumn<QStringList>("trusted");
    QTest::addColumn<QHostAddress>("peer");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, const QStringList &trusted, const QString &peer,
                        bool expected) {
        QTest::newRow(name) << trusted << QHostAddress(peer) << expected;
    };
    row("nobody is trusted by default", {}, u"127.0.0.1"_s, false);
    row("not even over a unix socket", {}, {}, false);
    row("an address", {u"10.0.0.1"_s}, u"10.0.0.1"_s, true);
    row("another address", {u"10.0.0.1"_s}, u"10.0.0.2"_s, false);
    row("a subnet", {u"192.0.2.1"_s, u"10.0.0.0/8"_s}, u"10.1.2.3"_s, true);
    row("IPv4 on an IPv6 socket", {u"10.0.0.0/8"_s}, u"::ffff:10.1.2.3"_s, true);
    row("IPv6", {u"2001:db8::/32"_s}, u"2001:db8::7"_s, true);
    row("other IPv6", {u"2001:db8::/32"_s}, u"2001:db9::7"_s, false);
    row("unix sockets", {u"unix"_s}, {}, true);
    row("unix sockets alone", {u"unix"_s}, u"127.0.0.1"_s, false);
}

void tst_Forwarded::trusts()
{
    QFETCH(QStringList, trusted);
    QFETCH(QHostAddress, peer);
    QFETCH(bool, expected);
    QCOMPARE(ProxyTrust(trusted, ProxyTrust::Header::XForwardedFor).trusts(peer), expected);
}

void tst_Forwarded::namesTheClient_data()
{
    QTest::addColumn<ProxyTrust::Header>("header");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("client");
    QTest::addColumn<bool>("secure");
    const auto x = [](const char *name, const char *fields, const QString &client,
                      bool secure = false) {
        QTest::newRow(name) << ProxyTrust::Header::XForwardedFor << QByteArray(fields) << client
                            << secure;
    };
    const QString peer = u"10.0.0.1"_s;
    x("no field", "", peer);
    x("one proxy", "X-Forwarded-For: 192.0.2.7\r\n", u"192.0.2.7"_s);
    x("a client that lies is not believed", "X-Forwarded-For: 1.1.1.1, 192.0.2.7\r\n",
      u"192.0.2.7"_s);
    x("two proxies", "X-Forwarded-For: 192.0.2.7, 10.0.0.2\r\n", u"192.0.2.7"_s);
    x("two fields are one list", "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-For: 10.0.0.2\r\n",
      u"192.0.2.7"_s);
    x("proxies alone", "X-Forwarded-For: 10.0.0.3, 10.0.0.2\r\n", u"10.0.0.3"_s);
    x("what is malformed ends the chain", "X-Forwarded-For: 192.0.2.7, x, 10.0.0.2\r\n",
      u"10.0.0.2"_s);
    x("a malformed entry alone", "X-Forwarded-For: unknown\r\n", peer);
    x("the other header is not looked at", "Forwarded: for=192.0.2.7\r\n", peer);
    x("the scheme", "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\n", u"192.0.2.7"_s,
      true);
    x("the scheme of the client's own proxy",
      "X-Forwarded-For: 192.0.2.7, 10.0.0.2\r\nX-Forwarded-Proto: https, http\r\n", u"192.0.2.7"_s,
      true);
    x("one scheme for all", "X-Forwarded-For: 192.0.2.7, 10.0.0.2\r\nX-Forwarded-Proto: https\r\n",
      u"192.0.2.7"_s, true);
    addForwardedRows(peer);
}

void tst_Forwarded::namesTheClient()
{
    QFETCH(ProxyTrust::Header, header);
    QFETCH(QByteArray, fields);
    QFETCH(QString, client);
    QFETCH(bool, secure);
    QByteArray bytes;
    const HttpRequestHead head = headWith(fields, bytes);
    const ProxyTrust proxies({u"10.0.0.0/8"_s}, header);
    const RequestOrigin origin = proxies.origin(head, {QHostAddress(u"10.0.0.1"_s), 5, false});
    QCOMPARE(origin.address.toString(), client);
    QCOMPARE(origin.secure, secure);
    // A peer that is not trusted speaks for itself.
    const RequestOrigin stranger{QHostAddress(u"192.0.2.99"_s), 5, false};
    QCOMPARE(proxies.origin(head, stranger).address, stranger.address);
}

void tst_Forwarded::warnsOfWhatIsNoAddress()
{
    QTest::ignoreMessage(QtWarningMsg, "this is no address of a proxy: example.org");
    const ProxyTrust proxies({u"example.org"_s, u"10.0.0.1"_s}, ProxyTrust::Header::Forwarded);
    QVERIFY(proxies.trusts(QHostAddress(u"10.0.0.1"_s)));
}

QTEST_APPLESS_MAIN(tst_Forwarded)
#include "tst_forwarded.moc"
