// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/integraldouble_p.h>
#include <qsocketio/value/isodate_p.h>
#include <qsocketio/value/msgpackreader_p.h>
#include <qsocketio/value/utf8string_p.h>

#include <utility>

namespace QSocketIo {

using MsgPack::Token;
using Type = Token::Type;

MsgPackReader::MsgPackReader(const EncodedValues &values, EncodedValues::Span span)
{
    m_position.at = values.bytes.data() + span.begin;
    m_end = values.bytes.data() + span.end;
}

Reader::Kind MsgPackReader::kind() const
{
    switch (token().type) {
    case Type::None:
    case Type::Undefined:
        return Kind::Undefined;
    case Type::Nil:
        return Kind::Null;
    case Type::Boolean:
        return Kind::Boolean;
    case Type::Integer:
        return Kind::Integer;
    case Type::UnsignedInteger:
        return Kind::UnsignedInteger;
    case Type::Double:
        return Kind::Double;
    case Type::String:
        return Kind::String;
    case Type::Bytes:
        return Kind::Bytes;
    case Type::Date:
        return Kind::Date;
    case Type::Array:
        return Kind::Array;
    case Type::Map:
        return Kind::Object;
    }
    Q_UNREACHABLE();
}

// Undefined, and an argument that is missing, are as good as null.
bool MsgPackReader::null()
{
    const Token found = token();
    if (found.type == Type::None)
        return m_position.at == m_end;
    return (found.type == Type::Nil || found.type == Type::Undefined) && consumed(found);
}

bool MsgPackReader::boolean(bool &value)
{
    const Token found = token();
    if (found.type != Type::Boolean)
        return false;
    value = found.boolean;
    return consumed(found);
}

template <typename Integer>
bool MsgPackReader::readInteger(Integer &value)
{
    const Token found = token();
    if (found.type == Type::Integer && std::in_range<Integer>(found.integer))
        value = Integer(found.integer);
    else if (found.type == Type::UnsignedInteger && std::in_range<Integer>(found.unsignedInteger))
        value = Integer(found.unsignedInteger);
    else if (found.type != Type::Double || !fromIntegralDouble(found.number, value))
        return false;
    return consumed(found);
}

bool MsgPackReader::integer(qint64 &value)
{
    return readInteger(value);
}

bool MsgPackReader::unsignedInteger(quint64 &value)
{
    return readInteger(value);
}

bool MsgPackReader::number(double &value)
{
    const Token found = token();
    if (found.type == Type::Double)
        value = found.number;
    else if (found.type == Type::Integer)
        value = double(found.integer);
    else if (found.type == Type::UnsignedInteger)
        value = double(found.unsignedInteger);
    else
        return false;
    return consumed(found);
}

// A date is text where its type does not ask for a date, as it would be in JSON.
bool MsgPackReader::string(QString &value)
{
    const Token found = token();
    if (found.type == Type::String)
        value = utf8ToString(found.payload);
    else if (found.type == Type::Date && IsoDate::isDate(found.integer))
        value = IsoDate::toText(found.integer);
    else
        return false;
    return consumed(found);
}

bool MsgPackReader::utf8(QByteArray &value)
{
    const Token found = token();
    if (found.type == Type::String) {
        value = found.payload.toByteArray();
        return consumed(found);
    }
    QString text;
    if (!string(text))
        return false;
    value = text.toUtf8();
    return true;
}

bool MsgPackReader::bytes(QByteArray &value)
{
    const Token found = token();
    if (found.type != Type::Bytes)
        return false;
    value = found.payload.toByteArray();
    return consumed(found);
}

bool MsgPackReader::date(qint64 &millisecondsSinceEpoch)
{
    const Token found = token();
    if (found.type != Type::Date)
        return false;
    millisecondsSinceEpoch = found.integer;
    return consumed(found);
}

bool MsgPackReader::enterArray()
{
    return enter(Type::Array);
}

bool MsgPackReader::enterObject()
{
    return enter(Type::Map);
}

bool MsgPackReader::enter(Type type)
{
    const Token found = token();
    if (found.type != type)
        return false;
    consumed(found);
    m_left.resize(qsizetype(m_position.depth));
    m_left.append(found.count);
    ++m_position.depth;
    return true;
}

// Goes to the next element or key, or leaves the container.
bool MsgPackReader::next()
{
    if (m_position.pending)
        skip();
    if (m_position.depth == 0)
        return false;
    quint32 &left = m_left[qsizetype(m_position.depth) - 1];
    if (left == 0) {
        --m_position.depth;
        return false;
    }
    --left;
    return true;
}

bool MsgPackReader::nextElement()
{
    m_position.pending = next();
    return m_position.pending;
}

bool MsgPackReader::nextKey(QByteArrayView &utf8Key)
{
    if (!next())
        return false;
    const Token found = token();
    consumed(found);
    m_position.pending = true;
    utf8Key = found.type == Type::String
        ? found.payload
        : QByteArrayView(m_key = QByteArray::number(found.integer));
    return true;
}

bool MsgPackReader::nextKey(QString &key)
{
    QByteArrayView utf8Key;
    if (!nextKey(utf8Key))
        return false;
    key = utf8ToString(utf8Key);
    return true;
}

void MsgPackReader::skip()
{
    quint64 left = 1;
    for (; left > 0 && m_position.at != m_end; --left) {
        const Token found = token();
        left += quint64(found.count) * (found.type == Type::Map ? 2 : 1);
        if (!consumed(found))
            break;
    }
    m_position.pending = false;
}

// At the end of the value, where a caller counts wrong, it stays.
bool MsgPackReader::consumed(const Token &token)
{
    m_position.pending = false;
    if (token.type == Type::None)
        return false;
    m_position.at = token.end;
    return true;
}

} // namespace QSocketIo
