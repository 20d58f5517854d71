// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "require.h"

#include <qsocketio/protocol/msgpackparser.h>

using namespace QSocketIo;
using Status = PacketDecoder::Status;

namespace {

QByteArray encoded(const Packet &packet)
{
    const auto encoder = msgPackParser()->createEncoder();
    Writer &out = packet.type == Packet::Type::Event
        ? encoder->beginEvent(packet.nsp, packet.id, packet.event)
        : encoder->begin(packet.type, packet.nsp, packet.id);
    packet.arguments.writeTo(out);
    return encoder->finish().message().toByteArray();
}

// A packet that was decoded, encoded and decoded again is the same.
void checkRoundTrip(const Packet &packet)
{
    const QByteArray message = encoded(packet);
    const auto decoder = msgPackParser()->createDecoder({});
    Packet again;
    REQUIRE(decoder->binary(message, again) == Status::Complete);
    REQUIRE(again.type == packet.type && again.id == packet.id);
    REQUIRE(again.nsp == packet.nsp && again.event == packet.event);
    REQUIRE(again.arguments.toJson() == packet.arguments.toJson());
    REQUIRE(encoded(again) == message);
}

// What was read and written anew, in the shortest forms, means the same.
void checkValues(const Arguments &arguments)
{
    const Arguments copy = Arguments::fromVariantList(arguments.toVariantList());
    REQUIRE(copy.size() == arguments.size());
    for (qsizetype i = 0; i < copy.size(); ++i) {
        const QVariant value = arguments.toVariant(i);
        REQUIRE(value.isValid() == (arguments.kind(i) != Reader::Kind::Undefined));
        // Typed reads of whatever it is.
        (void)arguments.at<qint64>(i);
        (void)arguments.at<QString>(i);
        (void)arguments.at<QDateTime>(i);
        (void)arguments.at<QList<QVariantMap>>(i);
        (void)arguments.at<std::optional<std::string>>(i);
    }
}

} // namespace

// One binary message.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray message(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto decoder = msgPackParser()->createDecoder({.depth = 40});
    Packet packet;
    const Status status = decoder->binary(message, packet);
    REQUIRE(status != Status::Incomplete);
    REQUIRE((status == Status::Failed) == !decoder->errorString().isEmpty());
    if (status == Status::Complete) {
        REQUIRE(isPacketValid(packet));
        checkValues(packet.arguments);
        checkRoundTrip(packet);
    }
    return 0;
}
