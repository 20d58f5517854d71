// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/eventname_p.h>
#include <qsocketio/protocol/jsonpacketdecoder_p.h>
#include <qsocketio/value/jsontext_p.h>
#include <qsocketio/value/jsonvalidator_p.h>
#include <qsocketio/value/plainjson_p.h>

namespace QSocketIo {

namespace {

// Whether a payload that begins so can be that type's.
bool isPayloadOf(Packet::Type type, QByteArrayView payload)
{
    switch (type) {
    case Packet::Type::Connect:
        return payload.isEmpty() || payload.startsWith('{');
    case Packet::Type::Disconnect:
        return payload.isEmpty();
    case Packet::Type::Event:
    case Packet::Type::Ack:
        return payload.startsWith('[');
    case Packet::Type::ConnectError:
        return payload.startsWith('"') || payload.startsWith('{');
    }
    Q_UNREACHABLE();
}

// Takes the event's name from the front of the arguments.
bool takeEvent(Packet &packet)
{
    EncodedValues &values = packet.arguments.encoded();
    if (values.elements.isEmpty())
        return false;
    const EncodedValues::Span span = values.elements.first();
    values.elements.remove(0);
    const QByteArrayView name = values.bytes.sliced(span.begin, span.end - span.begin);
    if (name.startsWith('"')) {
        const JsonText::RawString raw = JsonText::rawString(name.begin() + 1, name.end());
        if (raw.escaped)
            packet.storage = JsonText::toUtf8(raw);
        packet.event = raw.escaped ? QByteArrayView(packet.storage) : raw.view();
        return true;
    }
    if (name.front() != '-' && (name.front() < '0' || name.front() > '9'))
        return false;
    packet.storage = eventName(JsonText::toDouble(name));
    packet.event = packet.storage;
    return true;
}

// Validates the arguments and finds the event's name among them.
JsonVerdict readEvent(const JsonLimits &limits, Packet &packet)
{
    EncodedValues &values = packet.arguments.encoded();
    if (limits.attachments > 0 || !isPlainEvent(values.bytes, limits.depth, packet.event, values)) {
        const JsonVerdict verdict = validateAnyJson(values.bytes, limits, values);
        if (verdict != JsonVerdict::Valid)
            return verdict;
        if (!takeEvent(packet))
            return JsonVerdict::Malformed;
    }
    return isReservedEvent(packet.event) ? JsonVerdict::Malformed : JsonVerdict::Valid;
}

std::optional<PacketFault> faultOf(JsonVerdict verdict)
{
    switch (verdict) {
    case JsonVerdict::Valid:
        return {};
    case JsonVerdict::IllegalAttachments:
        return PacketFault::IllegalAttachments;
    case JsonVerdict::Malformed:
    case JsonVerdict::TooDeep:
        break;
    }
    return PacketFault::InvalidPayload;
}

// Most of what clients send: an event of the main namespace that asks for no answer. It has no
// header but its type.
bool isBareEvent(QByteArrayView text)
{
    return text.size() >= 2 && text[0] == '2' && text[1] == '[';
}

std::optional<PacketFault> decodeBareEvent(QByteArrayView payload, qsizetype depth, Packet &packet)
{
    packet.type = Packet::Type::Event;
    packet.nsp = "/";
    packet.id.reset();
    packet.event = {};
    EncodedValues &values = packet.arguments.encoded();
    values.clear();
    values.bytes = payload;
    return faultOf(readEvent({.depth = depth, .attachments = 0}, packet));
}

} // namespace

PacketDecoder::Status JsonPacketDecoder::text(QByteArrayView text, Packet &packet)
{
    if (m_reconstruction)
        return fail(PacketFault::TextDuringReconstruction);
    if (isBareEvent(text)) {
        const auto fault = decodeBareEvent(text.sliced(1), m_limits.depth, packet);
        return fault ? fail(*fault) : Status::Complete;
    }
    if (PacketHeader::announcesAttachments(text))
        return announced(text);
    PacketHeader header;
    if (const auto fault = header.read(text, m_limits.attachments))
        return failHeader(*fault, text);
    if (const auto fault = decode(header, packet))
        return fail(*fault);
    return Status::Complete;
}

// The attachments come in messages of their own: until then the text must be kept.
PacketDecoder::Status JsonPacketDecoder::announced(QByteArrayView text)
{
    const QByteArray kept = text.toByteArray();
    PacketHeader header;
    if (const auto fault = header.read(kept, m_limits.attachments))
        return fail(*fault);
    auto reconstruction = std::make_unique<Reconstruction>();
    if (const auto fault = decode(header, reconstruction->packet))
        return fail(*fault);
    reconstruction->packet.arguments.encoded().storage = kept;
    reconstruction->missing = header.attachments;
    m_reconstruction = std::move(reconstruction);
    return Status::Incomplete;
}

std::optional<PacketFault> JsonPacketDecoder::decode(const PacketHeader &header,
                                                     Packet &packet) const
{
    if (!isPayloadOf(header.type, header.payload))
        return PacketFault::InvalidPayload;
    packet.type = header.type;
    packet.nsp = header.nsp;
    packet.id = header.id;
    packet.event = {};
    EncodedValues &values = packet.arguments.encoded();
    values.clear();
    if (header.payload.isEmpty())
        return {};
    values.bytes = header.payload;
    const JsonLimits limits{.depth = m_limits.depth, .attachments = header.attachments};
    const JsonVerdict verdict = header.type == Packet::Type::Event
        ? readEvent(limits, packet)
        : validateJson(header.payload, limits, values);
    return faultOf(verdict);
}

PacketDecoder::Status JsonPacketDecoder::binary(const QByteArray &data, Packet &packet)
{
    if (!m_reconstruction)
        return fail(PacketFault::BinaryWithoutReconstruction);
    if (data.size() > m_limits.attachmentBytes - m_reconstruction->bytes)
        return fail(PacketFault::AttachmentsTooLarge);
    m_reconstruction->bytes += data.size();
    m_reconstruction->packet.arguments.encoded().attachments.append(data);
    if (--m_reconstruction->missing > 0)
        return Status::Incomplete;
    packet = std::move(m_reconstruction->packet);
    m_reconstruction.reset();
    return Status::Complete;
}

void JsonPacketDecoder::reset()
{
    m_reconstruction.reset();
    m_error.clear();
}

PacketDecoder::Status JsonPacketDecoder::fail(PacketFault fault)
{
    m_reconstruction.reset();
    m_error = describe(fault);
    return Status::Failed;
}

PacketDecoder::Status JsonPacketDecoder::failHeader(PacketFault fault, QByteArrayView text)
{
    fail(fault);
    if (fault == PacketFault::UnknownType && !text.isEmpty()) {
        const bool isDigit = text.front() >= '0' && text.front() <= '9';
        m_error += QLatin1Char(' ');
        m_error += isDigit ? QString(QLatin1Char(text.front())) : QStringLiteral("NaN");
    }
    return Status::Failed;
}

} // namespace QSocketIo
