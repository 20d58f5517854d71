// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/msgpacktoken_p.h>

#include <QtEndian>

#include <bit>
#include <limits>

namespace QSocketIo::MsgPack {

namespace {

using Type = Token::Type;

// Extension types: 0 is the one that notepack.io 2 uses for what JavaScript has and MessagePack
// has not, -1 is the timestamp of the MessagePack specification.
constexpr qint8 notepackType = 0;
constexpr qint8 timestampType = -1;

// A timestamp counts seconds; one that milliseconds cannot hold is as far away as possible.
qint64 toMilliseconds(qint64 seconds, quint32 nanoseconds)
{
    constexpr qint64 thousand = 1000;
    constexpr qint64 most = std::numeric_limits<qint64>::max() / thousand - 1;
    const qint64 near = std::clamp(seconds, -most, most);
    return near * thousand + std::min<quint32>(nanoseconds, 999'999'999) / 1'000'000;
}

class TokenReader
{
public:
    TokenReader(const char *begin, const char *end) : m_at(begin), m_end(end) { }

    Token read();

private:
    qsizetype left() const { return m_end - m_at; }
    Token one(Token token) const
    {
        token.end = m_at;
        return token;
    }
    // A number in network order, or nothing where the text ends before.
    template <typename T>
    bool take(T &value)
    {
        if (left() < qsizetype(sizeof(T)))
            return false;
        value = qFromBigEndian<T>(m_at);
        m_at += sizeof(T);
        return true;
    }

    template <typename T>
    Token integer()
    {
        T value;
        return take(value) ? one({.type = Type::Integer, .integer = qint64(value)}) : Token();
    }
    Token unsignedInteger();
    template <typename Bits, typename Number>
    Token floating()
    {
        Bits bits;
        if (!take(bits))
            return {};
        return one({.type = Type::Double, .number = double(std::bit_cast<Number>(bits))});
    }
    template <typename Length>
    Token sized(Type type)
    {
        Length length;
        return take(length) ? data(type, length) : Token();
    }
    Token data(Type type, quint32 length);
    template <typename Count>
    Token container(Type type)
    {
        Count count;
        return take(count) ? container(type, count) : Token();
    }
    Token container(Type type, quint32 count);
    template <typename Length>
    Token extension();
    Token fixedExtension(quint32 length);
    Token extension(qint8 type, quint32 length);
    Token timestamp(QByteArrayView payload);
    Token remaining(quint8 lead);
    Token dataOrExtension(quint8 lead);
    Token number(quint8 lead);
    Token textOrContainer(quint8 lead);

    const char *m_at;
    const char *const m_end;
};

Token TokenReader::unsignedInteger()
{
    quint64 value;
    if (!take(value))
        return {};
    if (value <= quint64(std::numeric_limits<qint64>::max()))
        return one({.type = Type::Integer, .integer = qint64(value)});
    return one({.type = Type::UnsignedInteger, .unsignedInteger = value});
}

Token TokenReader::data(Type type, quint32 length)
{
    if (left() < qsizetype(length))
        return {};
    const QByteArrayView payload(m_at, qsizetype(length));
    m_at += length;
    return one({.type = type, .payload = payload});
}

// Each element takes a byte at least: what is announced is never more than what came.
Token TokenReader::container(Type type, quint32 count)
{
    if (left() < (type == Type::Map ? 2 : 1) * qsizetype(count))
        return {};
    return one({.type = type, .count = count});
}

template <typename Length>
Token TokenReader::extension()
{
    Length length;
    qint8 type;
    return take(length) && take(type) ? extension(type, length) : Token();
}

Token TokenReader::fixedExtension(quint32 length)
{
    qint8 type;
    if (!take(type))
        return {};
    constexpr quint32 dateLength = 8;
    if (type == notepackType && length == dateLength) {
        qint64 milliseconds;
        return take(milliseconds) ? one({.type = Type::Date, .integer = milliseconds}) : Token();
    }
    Token token = extension(type, length);
    if (type == notepackType && length == 1 && token.type == Type::Bytes)
        token.type = Type::Undefined;
    return token;
}

Token TokenReader::extension(qint8 type, quint32 length)
{
    Token token = data(Type::Bytes, length);
    return type == timestampType && token.type == Type::Bytes ? timestamp(token.payload) : token;
}

Token TokenReader::timestamp(QByteArrayView payload)
{
    Token token{.type = Type::Date};
    switch (payload.size()) {
    case 4:
        token.integer = toMilliseconds(qFromBigEndian<quint32>(payload.data()), 0);
        break;
    case 8: {
        const auto both = qFromBigEndian<quint64>(payload.data());
        token.integer = toMilliseconds(qint64(both & 0x3'ffff'ffff), quint32(both >> 34));
        break;
    }
    case 12:
        token.integer = toMilliseconds(qFromBigEndian<qint64>(payload.data() + 4),
                                       qFromBigEndian<quint32>(payload.data()));
        break;
    default:
        return {};
    }
    return one(token);
}

Token TokenReader::read()
{
    quint8 lead;
    if (!take(lead))
        return {};
    if (lead < 0x80 || lead >= 0xe0)
        return one({.type = Type::Integer, .integer = qint8(lead)});
    if (lead < 0x90)
        return container(Type::Map, lead & 0x0f);
    if (lead < 0xa0)
        return container(Type::Array, lead & 0x0f);
    if (lead < 0xc0)
        return data(Type::String, lead & 0x1f);
    return remaining(lead);
}

// https://github.com/msgpack/msgpack/blob/master/spec.md, "Formats".
Token TokenReader::remaining(quint8 lead)
{
    if (lead >= 0xd9)
        return textOrContainer(lead);
    if (lead >= 0xd4)
        return fixedExtension(1U << (lead - 0xd4));
    if (lead >= 0xca)
        return number(lead);
    if (lead >= 0xc4)
        return dataOrExtension(lead);
    switch (lead) {
    case 0xc0:
        return one({.type = Type::Nil});
    case 0xc2:
        return one({.type = Type::Boolean});
    case 0xc3:
        return one({.type = Type::Boolean, .boolean = true});
    default:
        return {};
    }
}

Token TokenReader::dataOrExtension(quint8 lead)
{
    switch (lead) {
    case 0xc4:
        return sized<quint8>(Type::Bytes);
    case 0xc5:
        return sized<quint16>(Type::Bytes);
    case 0xc6:
        return sized<quint32>(Type::Bytes);
    case 0xc7:
        return extension<quint8>();
    case 0xc8:
        return extension<quint16>();
    default:
        return extension<quint32>();
    }
}

Token TokenReader::number(quint8 lead)
{
    switch (lead) {
    case 0xca:
        return floating<quint32, float>();
    case 0xcb:
        return floating<quint64, double>();
    case 0xcc:
        return integer<quint8>();
    case 0xcd:
        return integer<quint16>();
    case 0xce:
        return integer<quint32>();
    case 0xcf:
        return unsignedInteger();
    case 0xd0:
        return integer<qint8>();
    case 0xd1:
        return integer<qint16>();
    case 0xd2:
        return integer<qint32>();
    default:
        return integer<qint64>();
    }
}

Token TokenReader::textOrContainer(quint8 lead)
{
    switch (lead) {
    case 0xd9:
        return sized<quint8>(Type::String);
    case 0xda:
        return sized<quint16>(Type::String);
    case 0xdb:
        return sized<quint32>(Type::String);
    case 0xdc:
        return container<quint16>(Type::Array);
    case 0xdd:
        return container<quint32>(Type::Array);
    case 0xde:
        return container<quint16>(Type::Map);
    default:
        return container<quint32>(Type::Map);
    }
}

} // namespace

Token Token::read(const char *begin, const char *end)
{
    return TokenReader(begin, end).read();
}

} // namespace QSocketIo::MsgPack
