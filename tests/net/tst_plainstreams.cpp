// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/lingeringclose_p.h>
#include <qsocketio/net/listener_p.h>

#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <functional>
#include <sys/socket.h>
#include <vector>

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

// Accepted streams that are told of one by one, and what came over each.
class Receivers
{
public:
    struct Receiver final : private Stream::Listener
    {
        Receiver(Receivers &all, std::unique_ptr<Stream> accepted)
            : m_all(all),
              stream(std::move(accepted))
        {
            stream->setListener(this);
        }

    private:
        void onBytes(std::span<char> bytes) override
        {
            received.append(bytes.data(), qsizetype(bytes.size()));
            if (m_all.onReceived)
                m_all.onReceived();
        }
        void onDrained() override { }
        void onStreamClosed(const QString &) override { isOver = true; }

        Receivers &m_all;

    public:
        std::unique_ptr<Stream> stream;
        QByteArray received;
        bool isOver = false;
    };

    explicit Receivers(int count)
        : m_listener(createPlainListener([this](std::unique_ptr<Stream> accepted) {
              all.push_back(std::make_unique<Receiver>(*this, std::move(accepted)));
          }))
    {
        QVERIFY(m_listener->listen(TcpEndpoint{QHostAddress(QHostAddress::LocalHost)}));
        for (int i = 0; i < count; ++i) {
            clients.push_back(std::make_unique<QTcpSocket>());
            clients.back()->connectToHost(QHostAddress(QHostAddress::LocalHost),
                                          m_listener->port());
            QTRY_COMPARE(all.size(), clients.size());
        }
    }

    // The streams hear of it when the event loop runs.
    void send(size_t client, const QByteArray &bytes) const
    {
        clients[client]->write(bytes);
        while (clients[client]->bytesToWrite() > 0)
            QVERIFY(clients[client]->waitForBytesWritten());
    }

    std::vector<std::unique_ptr<Receiver>> all;
    std::vector<std::unique_ptr<QTcpSocket>> clients;
    std::function<void()> onReceived;

private:
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
    void aNestedLoopBringsWhatTheOuterOneHasNot();
    void bringsAllOfMuch();
    void bringsTheEndBehindTheBytes();
    void bringsWhatCameWhileNobodyRead();
    void sendsWhatIsFilledInInItsOrder();
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

void tst_PlainStreams::aNestedLoopBringsWhatTheOuterOneHasNot()
{
    constexpr int count = 5;
    Receivers receivers(count);
    for (size_t i = 0; i < count; ++i)
        receivers.send(i, "x");
    int heard = 0;
    bool allHeard = false;
    receivers.onReceived = [&] {
        if (++heard == 1)
            allHeard = QTest::qWaitFor([&] { return heard == count; });
    };
    QTRY_COMPARE(heard, count);
    QVERIFY(allHeard);
    // And it goes on behind that.
    receivers.send(0, "y");
    QTRY_COMPARE(receivers.all[0]->received, "xy");
}

// More than is received at once.
void tst_PlainStreams::bringsAllOfMuch()
{
    Receivers receivers(1);
    const QByteArray much(3 * 1024 * 1024, 'm');
    receivers.clients[0]->write(much);
    QTRY_COMPARE(receivers.all[0]->received.size(), much.size());
    receivers.send(0, "more");
    QTRY_COMPARE(receivers.all[0]->received.size(), much.size() + 4);
}

void tst_PlainStreams::bringsTheEndBehindTheBytes()
{
    Receivers receivers(1);
    receivers.send(0, "last words");
    QCOMPARE(::shutdown(int(receivers.clients[0]->socketDescriptor()), SHUT_WR), 0);
    QTRY_VERIFY(receivers.all[0]->isOver);
    QCOMPARE(receivers.all[0]->received, "last words");
}

void tst_PlainStreams::bringsWhatCameWhileNobodyRead()
{
    Receivers receivers(2);
    Stream &stream = *receivers.all[0]->stream;
    stream.setReading(false);
    receivers.send(0, "early");
    receivers.send(1, "x");
    QTRY_COMPARE(receivers.all[1]->received, "x");
    QCOMPARE(receivers.all[0]->received, "");
    stream.setReading(true);
    QTRY_COMPARE(receivers.all[0]->received, "early");
}

void tst_PlainStreams::sendsWhatIsFilledInInItsOrder()
{
    Receivers receivers(1);
    Stream &stream = *receivers.all[0]->stream;
    const QByteArray large(Stream::SharingThreshold, 'l');
    {
        const Turn::Scope scope;
        std::ranges::copy("one "_ba, stream.extend(4));
        stream.write("two ");
        stream.writeShared(large);
        std::ranges::copy(" three"_ba, stream.extend(6));
    }
    QByteArray received;
    QTRY_COMPARE((received += receivers.clients[0]->readAll()), "one two " + large + " three");
    stream.finishWriting();
    QCOMPARE(stream.extend(4), nullptr);
}

QTEST_GUILESS_MAIN(tst_PlainStreams)
#include "tst_plainstreams.moc"
