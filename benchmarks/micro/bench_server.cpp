// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../handlers.h"
#include "memorystream.h"
#include "messages.h"

#include <qsocketio/connection_p.h>
#include <qsocketio/engine/httpfront_p.h>
#include <qsocketio/engine/serversession_p.h>
#include <qsocketio/protocol/msgpackparser.h>
#include <qsocketio/server.h>
#include <qsocketio/serversocket.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

// The whole server, from received bytes to bytes that are ready to be sent: all of the user space.
class bench_Server : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answer_data();
    void answer();
    void answerMsgPack();
    void gatherFrame();
    void gatherSharedFrame();
    void broadcast();
    void talkInRoom();
    void connectAndClose();
};

namespace {

constexpr QByteArrayView Upgrade =
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:3000\r\n"
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

// Bytes as the reactor receives them, with what may be read behind them.
class Received
{
public:
    explicit Received(const QByteArray &bytes)
        : m_bytes(bytes + QByteArray(Net::Stream::InputPadding, '\0'))
    {
    }
    std::span<char> span()
    {
        return {m_bytes.data(), size_t(m_bytes.size() - Net::Stream::InputPadding)};
    }

private:
    QByteArray m_bytes;
};

// A server with the handlers of the benchmarks, and clients that are no more than memory.
class Crowd final : private Engine::SessionServer::Listener
{
public:
    explicit Crowd(const ServerOptions &options = {})
        : m_server(options),
          m_front(std::make_unique<Engine::SessionServer>(
                      Engine::ServerOptions{.path = u"/socket.io"_s}, m_gateway, listener()),
                  [](const Engine::Request &) { return Engine::Reply(); })
    {
        QObject::connect(&m_server, &Server::socketConnected, &m_server,
                         [this](ServerSocket *socket) { subscribe(m_server, socket); });
    }
    ~Crowd()
    {
        const Turn::Scope scope;
        m_front.close(DisconnectReason::ServerShuttingDown);
        for (auto &connection : m_connections)
            Turn::dispose(std::move(connection));
    }

    void add(const QByteArray &connectFrame)
    {
        const Turn::Scope scope;
        auto stream = std::make_unique<Bench::MemoryStream>();
        m_clients.push_back(stream.get());
        m_front.http().add(std::move(stream));
        m_clients.back()->feed(Received(Upgrade.toByteArray()).span());
        m_clients.back()->feed(Received(connectFrame).span());
    }
    void add(int count, const QByteArray &connectFrame = Bench::wireOf("40"))
    {
        for (int i = 0; i < count; ++i)
            add(connectFrame);
    }

    // One turn brings each of the clients these bytes.
    void receive(const QByteArray &wire, qsizetype from = 0, qsizetype count = -1)
    {
        Received bytes(wire);
        const Turn::Scope scope;
        const qsizetype end = count < 0 ? qsizetype(m_clients.size()) : from + count;
        for (qsizetype i = from; i < end; ++i)
            m_clients[size_t(i)]->feed(bytes.span());
    }
    void loseLast()
    {
        {
            const Turn::Scope scope;
            std::exchange(m_clients.back(), nullptr)->endInput();
            m_clients.pop_back();
            Turn::dispose(std::move(m_connections.back()));
            m_connections.pop_back();
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    qint64 sentBytes() const { return m_clients.back()->sentBytes(); }
    qsizetype joined() const { return m_server.socketCount(); }

private:
    Engine::SessionServer::Listener &listener() { return *this; }
    void onSessionOpened(Engine::ServerSession &session) override
    {
        m_connections.push_back(std::make_unique<Connection>(m_server, session));
        m_connections.back()->open();
    }

    Server m_server;
    Engine::Gateway m_gateway;
    Engine::HttpFront m_front;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<Bench::MemoryStream *> m_clients;
};

constexpr int Clients = 100;

} // namespace

void bench_Server::answer_data()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::addColumn<int>("inflight");
    for (const int inflight : {1, 16}) {
        const auto row = [&](const char *name, const QByteArray &packet) {
            QTest::addRow("%s, %d of 100 clients each", name, inflight) << packet << inflight;
        };
        row("passed on", Bench::eventPacket("pass"));
        row("4 KiB passed on", Bench::eventPacket("pass", 4096));
        row("string", Bench::eventPacket("echo"));
        row("gadget", Bench::gadgetPacket());
        row("ack", Bench::ackPacket());
    }
}

void bench_Server::answer()
{
    QFETCH(QByteArray, packet);
    QFETCH(int, inflight);
    Crowd crowd;
    crowd.add(Clients);
    QCOMPARE(crowd.joined(), Clients);
    const qint64 before = crowd.sentBytes();
    const QByteArray wire = Bench::wireOf(packet).repeated(inflight);
    QBENCHMARK
    {
        crowd.receive(wire);
    }
    QVERIFY(crowd.sentBytes() > before);
}

void bench_Server::answerMsgPack()
{
    Crowd crowd({.parser = msgPackParser()});
    const QByteArray connect = Bench::messageOf(QByteArray("\x04\x82\xa4type\x00\xa3nsp\xa1/", 14));
    crowd.add(Clients, Bench::wireOf(connect, Net::Opcode::Binary));
    QCOMPARE(crowd.joined(), Clients);
    const QByteArray wire = Bench::wireOf(Bench::msgPackPacket("pass"), Net::Opcode::Binary);
    QBENCHMARK
    {
        crowd.receive(wire);
    }
}

// The last step of one answer: its frame's header and its bytes into the output.
void bench_Server::gatherFrame()
{
    const QByteArray packet = Bench::eventPacket("pass");
    Net::OutputQueue output;
    output.append(packet);
    QBENCHMARK
    {
        const auto size = quint64(packet.size());
        char *const place = output.extend(Net::frameHeaderSize(size) + packet.size());
        std::ranges::copy(packet, Net::writeFrameHeader(place, Net::Opcode::Text, size));
        output.consume(output.size());
    }
}

void bench_Server::gatherSharedFrame()
{
    QByteArray frame;
    Net::appendFrame(frame, Net::Opcode::Text, Bench::eventPacket("broadcast"));
    const Net::SharedBytes shared(frame);
    Net::OutputQueue output;
    QBENCHMARK
    {
        output.appendFrame(shared);
        output.consume(output.size());
    }
}

void bench_Server::broadcast()
{
    constexpr int receivers = 1000;
    Crowd crowd;
    crowd.add(receivers);
    const QByteArray wire = Bench::wireOf(Bench::eventPacket("broadcast"));
    QBENCHMARK
    {
        crowd.receive(wire, 0, 1);
    }
}

void bench_Server::talkInRoom()
{
    constexpr int sockets = 1000;
    constexpr int members = 10;
    Crowd crowd;
    crowd.add(sockets);
    for (int i = 0; i < sockets; ++i) {
        const QByteArray join = "420[\"join\",\"" + QByteArray::number(i / members) + "\"]";
        crowd.receive(Bench::wireOf(join), i, 1);
    }
    const QByteArray wire = Bench::wireOf(Bench::eventPacket("room"));
    QBENCHMARK
    {
        crowd.receive(wire, 0, 1);
    }
}

void bench_Server::connectAndClose()
{
    Crowd crowd;
    const QByteArray connect = Bench::wireOf("40");
    QBENCHMARK
    {
        crowd.add(connect);
        crowd.loseLast();
    }
}

QTEST_GUILESS_MAIN(bench_Server)
#include "bench_server.moc"
