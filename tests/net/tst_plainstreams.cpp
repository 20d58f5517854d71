// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/lingeringclose_p.h>
#include <qsocketio/net/listener_p.h>

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <sys/socket.h>

using namespace QSocketIo;
using namespace QSocketIo::Net;
using namespace Qt::Literals::StringLiterals;

namespace {

// Both ends of a connection: an accepted stream that answers what it gets and ends, and a client.
class Pair final : private Stream::Listener
{
public:
    explicit Pair(const Endpoint &endpoint = TcpEndpoint{QHostAddress(QHostAddress::LocalHost)})
        : m_listener(createPlainListener([this](std::unique_ptr<Stream> accepted) {
              m_stream = std::move(accepted);
              m_stream->setListener(this);
          }))
    {
        QVERIFY(m_listener->listen(endpoint));
        m_client.connectToHost(QHostAddress(QHostAddress::LocalHost), m_listener->port());
        QTRY_VERIFY(m_stream);
    }

    std::unique_ptr<Stream> &stream() { return m_stream; }
    QTcpSocket &client() { return m_client; }
    void setAnswer(const QByteArray &answer) { m_answer = answer; }

private:
    void onBytes(std::span<char>) override
    {
        m_stream->setListener(nullptr);
        m_stream->write(m_answer);
        closeWhenWritten(std::move(m_stream));
    }
    void onDrained() override { }
    void onStreamClosed(const QString &) override { }

    std::unique_ptr<Stream> m_stream;
    QTcpSocket m_client;
    QByteArray m_answer;
    std::unique_ptr<Net::Listener> m_listener;
};

} // namespace

class tst_PlainStreams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void knowsItsPeer();
    void sendsAtOnce();
    void sendsAtOnceBehindAnothersSocket();
    void endsBehindWhatIsWritten_data();
    void endsBehindWhatIsWritten();
};

void tst_PlainStreams::knowsItsPeer()
{
    Pair pair;
    QCOMPARE(pair.stream()->peerAddress(), pair.client().localAddress());
    QCOMPARE(pair.stream()->peerPort(), pair.client().localPort());
}

void tst_PlainStreams::sendsAtOnce()
{
    Pair pair;
    const auto socket = pair.stream()->takeSocket();
    QCOMPARE(socket->socketOption(QAbstractSocket::LowDelayOption).toInt(), 1);
}

void tst_PlainStreams::sendsAtOnceBehindAnothersSocket()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    other.pauseAccepting();
    Pair pair(DescriptorEndpoint{other.socketDescriptor()});
    const auto socket = pair.stream()->takeSocket();
    QCOMPARE(socket->socketOption(QAbstractSocket::LowDelayOption).toInt(), 1);
}

void tst_PlainStreams::endsBehindWhatIsWritten_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("clientHasEnded");

    QTest::newRow("a little") << qsizetype(10) << false;
    QTest::newRow("nothing") << qsizetype(0) << false;
    QTest::newRow("a little for a client that sends no more") << qsizetype(10) << true;
    QTest::newRow("more than the kernel takes at once") << qsizetype(32 * 1024 * 1024) << false;
}

void tst_PlainStreams::endsBehindWhatIsWritten()
{
    QFETCH(qsizetype, size);
    QFETCH(bool, clientHasEnded);

    Pair pair;
    pair.setAnswer(QByteArray(size, 'x'));
    QTcpSocket &client = pair.client();
    QVERIFY(client.waitForConnected());
    client.write("bye");
    QVERIFY(client.waitForBytesWritten());
    if (clientHasEnded)
        QCOMPARE(::shutdown(int(client.socketDescriptor()), SHUT_WR), 0);
    QByteArray received;
    QTRY_VERIFY(
        (received += client.readAll(), client.state() == QAbstractSocket::UnconnectedState));
    received += client.readAll();
    QCOMPARE(client.error(), QAbstractSocket::RemoteHostClosedError);
    QCOMPARE(received.size(), size);
    QVERIFY(!pair.stream());
}

QTEST_GUILESS_MAIN(tst_PlainStreams)
#include "tst_plainstreams.moc"
