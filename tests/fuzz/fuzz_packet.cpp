// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "require.h"

#include <qsocketio/protocol/jsonparser.h>

using namespace QSocketIo;
using Status = PacketDecoder::Status;

namespace {

// A packet that was decoded, encoded and decoded again is the same.
void checkRoundTrip(const Packet &packet)
{
    const auto encoder = jsonParser()->createEncoder();
    Writer &out = packet.type == Packet::Type::Event
        ? encoder->beginEvent(packet.nsp, packet.id, packet.event)
        : encoder->begin(packet.type, packet.nsp, packet.id);
    packet.arguments.writeTo(out);
    const EncodedPacket &encoded = encoder->finish();

    const auto decoder = jsonParser()->createDecoder({});
    Packet again;
    Status status = decoder->text(encoded.message(), again);
    for (const QByteArray &attachment : encoded.attachments) {
        REQUIRE(status == Status::Incomplete);
        status = decoder->binary(attachment, again);
    }
    REQUIRE(status == Status::Complete);
    REQUIRE(again.type == packet.type && again.id == packet.id);
    REQUIRE(again.nsp == packet.nsp && again.event == packet.event);
    REQUIRE(again.arguments.toJson() == packet.arguments.toJson());
    REQUIRE(again.arguments.toVariantList() == packet.arguments.toVariantList());
}

} // namespace

// Messages of one connection, divided by bytes 0xff; those that begin with 0xfe are binary.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray all(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto decoder = jsonParser()->createDecoder({.attachments = 4, .depth = 40});
    for (const QByteArray &message : all.split('\xff')) {
        Packet packet;
        const Status status = message.startsWith('\xfe') ? decoder->binary(message.mid(1), packet)
                                                         : decoder->text(message, packet);
        REQUIRE((status == Status::Failed) == !decoder->errorString().isEmpty());
        if (status == Status::Failed)
            break;
        if (status == Status::Complete) {
            REQUIRE(isPacketValid(packet));
            checkRoundTrip(packet);
        }
    }
    return 0;
}
