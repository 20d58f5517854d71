// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/protocol/eventname_p.h>
#include <qsocketio/protocol/msgpackpacketdecoder_p.h>
#include <qsocketio/value/msgpackformat_p.h>
#include <qsocketio/value/msgpacktoken_p.h>

#include <limits>

namespace QSocketIo {

namespace {

using MsgPack::Token;

bool isAbsent(const Token &token)
{
    return token.type == Token::Type::None || token.type == Token::Type::Undefined
        || token.type == Token::Type::Nil;
}

// The map that a packet is. Keys may come in any order, unknown ones are skipped: official clients
// send their options along.
class PacketMap
{
public:
    PacketMap(const ParserLimits &limits, EncodedValues &values)
        : m_limits(limits),
          m_values(values),
          m_at(values.bytes.begin()),
          m_end(values.bytes.end())
    {
    }

    std::optional<PacketFault> read(Packet &packet)
    {
        const Token map = Token::read(m_at, m_end);
        if (map.type != Token::Type::Map)
            return PacketFault::Malformed;
        m_at = map.end;
        for (quint32 member = 0; member < map.count; ++member) {
            if (!readMember())
                return PacketFault::Malformed;
        }
        if (m_at != m_end)
            return PacketFault::Malformed;
        return check(packet);
    }

private:
    bool readMember()
    {
        const Token key = Token::read(m_at, m_end);
        if (key.type != Token::Type::String)
            return false;
        m_at = key.end;
        const Token value = Token::read(m_at, m_end);
        const qsizetype noted = m_values.elements.size();
        m_at = validateMsgPack(m_at, m_limits.depth, m_values);
        if (!m_at)
            return false;
        if (key.payload == "data") {
            m_data = value;
            // Of equal keys the last one counts.
            m_values.elements.erase(m_values.elements.begin(), m_values.elements.begin() + noted);
            return true;
        }
        m_values.elements.resize(noted);
        if (key.payload == "type")
            m_type = value;
        else if (key.payload == "nsp")
            m_nsp = value;
        else if (key.payload == "id")
            m_id = value;
        return true;
    }

    // In the order in which the official decoder looks.
    std::optional<PacketFault> check(Packet &packet)
    {
        // Clients of version 2 say that there is binary data: BINARY_EVENT and BINARY_ACK.
        constexpr quint64 binaryEvent = 5;
        constexpr quint64 binaryAck = 6;
        quint64 type = 0;
        if (!toInteger(m_type, binaryAck, type))
            return PacketFault::InvalidType;
        if (type >= binaryEvent)
            type -= binaryEvent - quint64(Packet::Type::Event);
        packet.type = Packet::Type(type);
        if (m_nsp.type != Token::Type::String || !isNamespaceValid(m_nsp.payload))
            return PacketFault::InvalidNamespace;
        packet.nsp = m_nsp.payload;
        if (!takePayload(packet))
            return PacketFault::InvalidPayload;
        packet.id.reset();
        if (isAbsent(m_id))
            return {};
        if (!toInteger(m_id, Packet::LargestId, packet.id.emplace()))
            return PacketFault::InvalidId;
        return {};
    }

    bool takePayload(Packet &packet)
    {
        packet.event = {};
        switch (packet.type) {
        case Packet::Type::Connect:
            return takeNothing() || m_data.type == Token::Type::Map;
        case Packet::Type::Disconnect:
            return takeNothing();
        case Packet::Type::Event:
            return m_data.type == Token::Type::Array && takeEvent(packet);
        case Packet::Type::Ack:
            return m_data.type == Token::Type::Array;
        case Packet::Type::ConnectError:
            return m_data.type == Token::Type::String || m_data.type == Token::Type::Map;
        }
        Q_UNREACHABLE();
    }

    // Some implementations send null where there is nothing.
    bool takeNothing()
    {
        if (!isAbsent(m_data))
            return false;
        m_values.elements.clear();
        return true;
    }

    bool takeEvent(Packet &packet)
    {
        if (m_values.elements.isEmpty())
            return false;
        const EncodedValues::Span span = m_values.elements.first();
        m_values.elements.remove(0);
        const char *const bytes = m_values.bytes.begin();
        const Token name = Token::read(bytes + span.begin, bytes + span.end);
        if (name.type == Token::Type::String) {
            packet.event = name.payload;
            return !isReservedEvent(packet.event);
        }
        if (name.type == Token::Type::Double)
            packet.storage = eventName(name.number);
        else if (name.type == Token::Type::Integer)
            packet.storage = eventName(double(name.integer));
        else if (name.type == Token::Type::UnsignedInteger)
            packet.storage = eventName(double(name.unsignedInteger));
        else
            return false;
        packet.event = packet.storage;
        return true;
    }

    // To JavaScript 2.0 is an integer as well.
    static bool toInteger(const Token &token, quint64 largest, quint64 &value)
    {
        if (token.type == Token::Type::Integer && token.integer >= 0)
            value = quint64(token.integer);
        else if (token.type == Token::Type::Double && token.number >= 0
                 && token.number <= double(largest) && token.number == std::trunc(token.number))
            value = quint64(token.number);
        else
            return false;
        return value <= largest;
    }

    const ParserLimits &m_limits;
    EncodedValues &m_values;
    const char *m_at;
    const char *const m_end;
    Token m_type;
    Token m_nsp;
    Token m_data;
    Token m_id;
};

} // namespace

PacketDecoder::Status MsgPackPacketDecoder::text(QByteArrayView, Packet &)
{
    return fail(PacketFault::TextInsteadOfBinary);
}

PacketDecoder::Status MsgPackPacketDecoder::binary(const QByteArray &data, Packet &packet)
{
    if (quint64(data.size()) > std::numeric_limits<quint32>::max())
        return fail(PacketFault::Malformed);
    EncodedValues &values = packet.arguments.encoded();
    values.clear();
    values.format = &msgPackFormat();
    values.storage = data;
    values.bytes = values.storage;
    if (const auto fault = PacketMap(m_limits, values).read(packet))
        return fail(*fault);
    return Status::Complete;
}

PacketDecoder::Status MsgPackPacketDecoder::fail(PacketFault fault)
{
    m_error = describe(fault);
    return Status::Failed;
}

} // namespace QSocketIo
