// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../support/rawhttp.h"

#include <qsocketio/server.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <zlib.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using Testing::RawHttp;

namespace {

const QByteArray Script = QByteArray("io = 1;\n").repeated(500);

QByteArray gunzipped(const QByteArray &bytes)
{
    z_stream stream{};
    inflateInit2(&stream, MAX_WBITS + 16);
    QByteArray result(100'000, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(result.data());
    stream.avail_out = uInt(result.size());
    const int status = inflate(&stream, Z_FINISH);
    result.truncate(result.size() - qsizetype(stream.avail_out));
    inflateEnd(&stream);
    return status == Z_STREAM_END ? result : QByteArray("failed");
}

} // namespace

// The browser client, as the server hands it out.
class tst_ClientFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void servesTheFilesOfTheClient_data();
    void servesTheFilesOfTheClient();
    void servesNothingElse_data();
    void servesNothingElse();
    void knowsWhatTheClientHas();
    void compressesWhatTheClientCanRead();
    void prefersWhatIsCompressedAlready();
    void noticesANewFile();
    void letsOtherOriginsLoadIt();

private:
    void write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Server> m_server;
};

void tst_ClientFiles::initTestCase()
{
    QVERIFY(m_folder.isValid());
    for (const auto *name : {"socket.io.js", "socket.io.min.js", "socket.io.esm.min.js",
                             "socket.io.msgpack.min.js", "socket.io.js.map", "package.json"})
        write(QString::fromLatin1(name), Script);
    write(u"socket.io.min.js.br"_s, "brotli");
    write(u"socket.io.min.js.gz"_s, "gzip");
}

void tst_ClientFiles::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_server = std::make_unique<Server>(
        ServerOptions{.cors = {.origins = {u"http://page"_s}}, .clientFiles = m_folder.path()});
    QVERIFY(m_server->listen(QHostAddress::LocalHost, 0));
}

void tst_ClientFiles::servesTheFilesOfTheClient_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("type");
    const QByteArray script = "application/javascript; charset=utf-8";
    QTest::newRow("the readable one") << QByteArray("socket.io.js") << script;
    QTest::newRow("the small one") << QByteArray("socket.io.min.js") << script;
    QTest::newRow("the module") << QByteArray("socket.io.esm.min.js") << script;
    QTest::newRow("the one with MessagePack") << QByteArray("socket.io.msgpack.min.js") << script;
    QTest::newRow("a map") << QByteArray("socket.io.js.map")
                           << QByteArray("application/json; charset=utf-8");
}

void tst_ClientFiles::servesTheFilesOfTheClient()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, type);
    RawHttp client(m_server->serverPort());
    client.get("/socket.io/" + name);
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
    QCOMPARE(client.field("Content-Type"), type);
    QCOMPARE(client.field("Cache-Control"), "public, max-age=0");
    QVERIFY(client.field("Content-Encoding").isNull());
    QCOMPARE(client.body(), Script);
}

void tst_ClientFiles::servesNothingElse_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("another file of the folder") << QByteArray("/socket.io/package.json");
    QTest::newRow("a way out of it") << QByteArray("/socket.io/../package.json");
    QTest::newRow("the compressed file itself") << QByteArray("/socket.io/socket.io.min.js.br");
    QTest::newRow("one that is not there") << QByteArray("/socket.io/socket.io.min.js.map");
}

void tst_ClientFiles::servesNothingElse()
{
    QFETCH(const QByteArray, path);
    RawHttp client(m_server->serverPort());
    client.get(path);
    QVERIFY(client.head().startsWith("HTTP/1.1 400 "));
}

void tst_ClientFiles::knowsWhatTheClientHas()
{
    RawHttp client(m_server->serverPort());
    client.get("/socket.io/socket.io.js");
    client.head();
    client.body();
    const QByteArray tag = client.field("ETag");
    QVERIFY(tag.startsWith('"') && tag.endsWith('"'));
    for (const QByteArray &known : {tag, "W/" + tag}) {
        client.get("/socket.io/socket.io.js", "If-None-Match: " + known + "\r\n");
        QVERIFY(client.head().startsWith("HTTP/1.1 304 "));
        QCOMPARE(client.field("ETag"), tag);
    }
    client.get("/socket.io/socket.io.js", "If-None-Match: \"old\"\r\n");
    QVERIFY(client.head().startsWith("HTTP/1.1 200 "));
}

void tst_ClientFiles::compressesWhatTheClientCanRead()
{
    RawHttp client(m_server->serverPort());
    client.get("/socket.io/socket.io.js", "Accept-Encoding: deflate, gzip;q=0.5\r\n");
    client.head();
    QCOMPARE(client.field("Content-Encoding"), "gzip");
    QVERIFY(client.field("Vary").contains("Accept-Encoding"));
    QCOMPARE(gunzipped(client.body()), Script);
}

void tst_ClientFiles::prefersWhatIsCompressedAlready()
{
    RawHttp client(m_server->serverPort());
    client.get("/socket.io/socket.io.min.js", "Accept-Encoding: gzip, br\r\n");
    client.head();
    QCOMPARE(client.field("Content-Encoding"), "br");
    QCOMPARE(client.body(), "brotli");
    client.get("/socket.io/socket.io.min.js", "Accept-Encoding: gzip, br;q=0\r\n");
    client.head();
    QCOMPARE(client.field("Content-Encoding"), "gzip");
    QCOMPARE(client.body(), "gzip");
}

void tst_ClientFiles::noticesANewFile()
{
    RawHttp client(m_server->serverPort());
    client.get("/socket.io/socket.io.esm.min.js");
    client.head();
    QCOMPARE(client.body(), Script);
    QFile file(m_folder.filePath(u"socket.io.esm.min.js"_s));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(0));
    file.write("new");
    QVERIFY(file.flush());
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(1),
                             QFileDevice::FileModificationTime));
    file.close();
    client.get("/socket.io/socket.io.esm.min.js");
    client.head();
    QCOMPARE(client.body(), "new");
    write(u"socket.io.esm.min.js"_s, Script);
}

void tst_ClientFiles::letsOtherOriginsLoadIt()
{
    RawHttp client(m_server->serverPort());
    client.get("/socket.io/socket.io.js", "Origin: http://page\r\n");
    client.head();
    QCOMPARE(client.field("Access-Control-Allow-Origin"), "http://page");
}

QTEST_GUILESS_MAIN(tst_ClientFiles)
#include "tst_clientfiles.moc"
