// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "messages.h"

#include <qsocketio/engine/packet_p.h>
#include <qsocketio/net/utf8_p.h>
#include <qsocketio/net/websocketdecoder_p.h>

#include <QTest>

using namespace QSocketIo;
using namespace QSocketIo::Net;

class bench_WebSocket : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decodeFrame_data() { packets(); }
    void decodeFrame();
    void mask_data() { packets(); }
    void mask();
    void validateText_data() { packets(); }
    void validateText();
    void validateOtherLanguages();
    void readEnginePacket();
    void encodeFrame_data() { packets(); }
    void encodeFrame();

private:
    static void packets();
};

void bench_WebSocket::packets()
{
    QTest::addColumn<QByteArray>("packet");
    QTest::newRow("64 bytes") << Bench::eventPacket("pass", 64);
    QTest::newRow("4 KiB") << Bench::eventPacket("pass", 4096);
    QTest::newRow("64 KiB") << Bench::eventPacket("pass", 65536);
}

void bench_WebSocket::decodeFrame()
{
    QFETCH(QByteArray, packet);
    QByteArray wire = Bench::wireOf(packet);
    wire.reserve(wire.size() + WebSocketDecoder::Padding);
    char *const data = wire.data();
    WebSocketDecoder decoder(WebSocketDecoder::Role::Server, 1'000'000);
    WebSocketDecoder::Message message;
    QBENCHMARK
    {
        std::span<char> input(data, size_t(wire.size()));
        if (decoder.next(input, message) != WebSocketDecoder::Step::Ready)
            QFAIL("not decoded");
    }
}

void bench_WebSocket::mask()
{
    QFETCH(QByteArray, packet);
    packet.prepend('x');
    char *const unaligned = packet.data() + 1;
    QBENCHMARK
    {
        applyMask(unaligned, packet.size() - 1, 0x12345678);
    }
}

void bench_WebSocket::validateText()
{
    QFETCH(QByteArray, packet);
    QBENCHMARK
    {
        if (!isValidUtf8(packet))
            QFAIL("not valid");
    }
}

void bench_WebSocket::validateOtherLanguages()
{
    const QByteArray text = QByteArray("abc\xc3\xa9"
                                       "def")
                                .repeated(512);
    QBENCHMARK
    {
        if (!isValidUtf8(text))
            QFAIL("not valid");
    }
}

void bench_WebSocket::readEnginePacket()
{
    const QByteArray text = Bench::eventPacket("pass");
    Engine::Packet packet;
    QBENCHMARK
    {
        if (!Engine::readTextPacket(text, packet))
            QFAIL("not a packet");
    }
}

void bench_WebSocket::encodeFrame()
{
    QFETCH(QByteArray, packet);
    QByteArray to;
    to.reserve(packet.size() + MaxFrameHeader);
    QBENCHMARK
    {
        to.resize(0);
        appendFrame(to, Opcode::Text, packet);
    }
}

QTEST_APPLESS_MAIN(bench_WebSocket)
#include "bench_websocket.moc"
