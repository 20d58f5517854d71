// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "../handlers.h"
#include "messages.h"

#include <qsocketio/protocol/jsonparser.h>
#include <qsocketio/protocol/msgpackparser.h>
#include <qsocketio/protocol/packetheader_p.h>
#include <qsocketio/value/jsonvalidator_p.h>

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

// Packets of Socket.IO, and what stands in them, between bytes and C++.
class bench_Packets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readHeader();
    void validateJson_data() { messages(); }
    void validateJson();
    void decode_data() { messages(); }
    void decode();
    void decodeMsgPack();
    void readString();
    void readGadget();
    void encodeString_data() { parsers(); }
    void encodeString();
    void encodeGadget_data() { parsers(); }
    void encodeGadget();
    void encodePassed_data() { parsers(); }
    void encodePassed();
    void encodeAck_data() { parsers(); }
    void encodeAck();

private:
    static void messages();
    static void parsers();
    static std::shared_ptr<const Parser> parser();
};

namespace {

Packet decoded(const QByteArray &message)
{
    const auto decoder = jsonParser()->createDecoder({});
    Packet packet;
    if (decoder->text(message, packet) != PacketDecoder::Status::Complete)
        qFatal("not a packet: %s", message.constData());
    return packet;
}

QString payload()
{
    return QString(64, u'x');
}

} // namespace

void bench_Packets::messages()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("string event") << Bench::messageOf(Bench::eventPacket("pass"));
    QTest::newRow("string event of 4 KiB") << Bench::messageOf(Bench::eventPacket("pass", 4096));
    QTest::newRow("gadget event") << Bench::messageOf(Bench::gadgetPacket());
    QTest::newRow("event with an id") << Bench::messageOf(Bench::ackPacket());
}

void bench_Packets::parsers()
{
    QTest::addColumn<bool>("msgPack");
    QTest::newRow("JSON") << false;
    QTest::newRow("MessagePack") << true;
}

std::shared_ptr<const Parser> bench_Packets::parser()
{
    QFETCH(bool, msgPack);
    return msgPack ? msgPackParser() : jsonParser();
}

void bench_Packets::readHeader()
{
    const QByteArray message = Bench::messageOf(Bench::eventPacket("pass"));
    QBENCHMARK
    {
        PacketHeader header;
        if (header.read(message, 10))
            QFAIL("not a header");
    }
}

void bench_Packets::validateJson()
{
    QFETCH(QByteArray, message);
    const QByteArray text = Bench::padded(message.sliced(message.indexOf('[')));
    EncodedValues values;
    QBENCHMARK
    {
        values.clear();
        if (QSocketIo::validateJson(text, {}, values) != JsonVerdict::Valid)
            QFAIL("not valid");
    }
}

void bench_Packets::decode()
{
    QFETCH(QByteArray, message);
    message = Bench::padded(message);
    const auto decoder = jsonParser()->createDecoder({});
    QBENCHMARK
    {
        Packet packet;
        if (decoder->text(message, packet) != PacketDecoder::Status::Complete)
            QFAIL("not a packet");
    }
}

void bench_Packets::decodeMsgPack()
{
    const QByteArray message = Bench::msgPackPacket("pass");
    const auto decoder = msgPackParser()->createDecoder({});
    QBENCHMARK
    {
        Packet packet;
        if (decoder->binary(message, packet) != PacketDecoder::Status::Complete)
            QFAIL("not a packet");
    }
}

void bench_Packets::readString()
{
    const QByteArray message = Bench::padded(Bench::messageOf(Bench::eventPacket("echo")));
    const Packet packet = decoded(message);
    QBENCHMARK
    {
        if (!packet.arguments.at<QString>(0))
            QFAIL("not a string");
    }
}

void bench_Packets::readGadget()
{
    const QByteArray message = Bench::padded(Bench::messageOf(Bench::gadgetPacket()));
    const Packet packet = decoded(message);
    QBENCHMARK
    {
        if (!packet.arguments.at<Reading>(0))
            QFAIL("not a gadget");
    }
}

void bench_Packets::encodeString()
{
    const auto encoder = parser()->createEncoder();
    const QString text = payload();
    QBENCHMARK
    {
        encoder->beginEvent("/", {}, "echo").value(text);
        encoder->finish();
    }
}

void bench_Packets::encodeGadget()
{
    const auto encoder = parser()->createEncoder();
    const Reading reading{.id = 7, .ratio = 0.5, .on = true, .name = payload()};
    QBENCHMARK
    {
        encoder->beginEvent("/", {}, "gadget").value(reading);
        encoder->finish();
    }
}

// As they came, in the same format.
void bench_Packets::encodePassed()
{
    QFETCH(bool, msgPack);
    const auto encoder = parser()->createEncoder();
    const auto decoder = parser()->createDecoder({});
    Packet packet;
    const QByteArray text = Bench::padded(Bench::messageOf(Bench::eventPacket("pass")));
    const auto status = msgPack ? decoder->binary(Bench::msgPackPacket("pass"), packet)
                                : decoder->text(text, packet);
    QCOMPARE(status, PacketDecoder::Status::Complete);
    QBENCHMARK
    {
        packet.arguments.writeTo(encoder->beginEvent("/", {}, "pass"));
        encoder->finish();
    }
}

void bench_Packets::encodeAck()
{
    const auto encoder = parser()->createEncoder();
    const QString text = payload();
    QBENCHMARK
    {
        encoder->begin(Packet::Type::Ack, "/", 123456).value(text);
        encoder->finish();
    }
}

QTEST_APPLESS_MAIN(bench_Packets)
#include "bench_packets.moc"
