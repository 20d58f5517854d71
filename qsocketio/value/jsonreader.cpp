// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/integraldouble_p.h>
#include <qsocketio/value/jsonreader_p.h>
#include <qsocketio/value/jsontext_p.h>

#include <charconv>
#include <limits>

namespace QSocketIo {

namespace {

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

} // namespace

JsonReader::JsonReader(const EncodedValues &values, EncodedValues::Span span) : m_values(values)
{
    m_position.at = values.bytes.data() + span.begin;
    m_end = values.bytes.data() + span.end;
}

Reader::Kind JsonReader::kind() const
{
    switch (front()) {
    case 'n':
        return Kind::Null;
    case 't':
    case 'f':
        return Kind::Boolean;
    case '"':
        return Kind::String;
    case '[':
        return Kind::Array;
    case '{':
        return placeholder() ? Kind::Bytes : Kind::Object;
    default:
        return isNumber() ? numberKind() : Kind::Undefined;
    }
}

bool JsonReader::isNumber() const
{
    return isDigit(front()) || front() == '-';
}

Reader::Kind JsonReader::numberKind() const
{
    const char *const begin = m_position.at;
    const char *const end = JsonText::numberEnd(begin, m_end);
    if (!JsonText::isIntegerText({begin, end}))
        return Kind::Double;
    qint64 number;
    if (std::from_chars(begin, end, number).ec == std::errc())
        return Kind::Integer;
    quint64 large;
    return *begin != '-' && std::from_chars(begin, end, large).ec == std::errc()
        ? Kind::UnsignedInteger
        : Kind::Double;
}

bool JsonReader::null()
{
    // A missing argument is undefined, which is as good as null.
    if (m_position.at == m_end)
        return true;
    if (front() != 'n')
        return false;
    consumed(m_position.at + 4);
    return true;
}

bool JsonReader::boolean(bool &value)
{
    if (front() != 't' && front() != 'f')
        return false;
    value = front() == 't';
    consumed(m_position.at + (value ? 4 : 5));
    return true;
}

template <typename Integer>
bool JsonReader::readInteger(Integer &value)
{
    if (!isNumber())
        return false;
    Integer number = 0;
    const auto [end, error] = std::from_chars(m_position.at, m_end, number);
    if (error == std::errc() && (end == m_end || (*end != '.' && *end != 'e' && *end != 'E'))) {
        value = number;
        consumed(end);
        return true;
    }
    const char *const all = JsonText::numberEnd(m_position.at, m_end);
    const QByteArrayView text(m_position.at, all);
    // A plain integer that does not fit would be rounded.
    const bool plain = JsonText::isIntegerText(text) && text != "-0";
    if (plain || !fromIntegralDouble(JsonText::toDouble(text), value))
        return false;
    consumed(all);
    return true;
}

bool JsonReader::integer(qint64 &value)
{
    return readInteger(value);
}

bool JsonReader::unsignedInteger(quint64 &value)
{
    return readInteger(value);
}

bool JsonReader::number(double &value)
{
    if (!isNumber())
        return false;
    const char *const end = JsonText::numberEnd(m_position.at, m_end);
    value = JsonText::toDouble({m_position.at, end});
    consumed(end);
    return true;
}

bool JsonReader::string(QString &value)
{
    if (front() != '"')
        return false;
    const JsonText::RawString raw = JsonText::rawString(m_position.at + 1, m_end);
    value = JsonText::toText(raw);
    consumed(raw.end + 1);
    return true;
}

bool JsonReader::utf8(QByteArray &value)
{
    if (front() != '"')
        return false;
    const JsonText::RawString raw = JsonText::rawString(m_position.at + 1, m_end);
    value = JsonText::toUtf8(raw);
    consumed(raw.end + 1);
    return true;
}

bool JsonReader::bytes(QByteArray &value)
{
    const EncodedValues::Placeholder *place = placeholder();
    if (!place)
        return false;
    value = m_values.attachments[place->attachment];
    consumed(m_values.bytes.data() + place->span.end);
    return true;
}

bool JsonReader::date(qint64 &)
{
    // Dates are strings in JSON.
    return false;
}

bool JsonReader::enterArray()
{
    return enter('[');
}

bool JsonReader::enterObject()
{
    return !placeholder() && enter('{');
}

bool JsonReader::enter(char bracket)
{
    if (front() != bracket)
        return false;
    consumed(m_position.at + 1);
    skipBlanks();
    return true;
}

// Goes to the next element or key, or leaves the container.
bool JsonReader::next()
{
    if (m_position.pending)
        skip();
    skipBlanks();
    if (front() == ',') {
        consumed(m_position.at + 1);
        skipBlanks();
        return m_position.at != m_end;
    }
    if (front() == ']' || front() == '}') {
        consumed(m_position.at + 1);
        return false;
    }
    return m_position.at != m_end;
}

bool JsonReader::nextElement()
{
    m_position.pending = next();
    return m_position.pending;
}

// Goes to the value of the next member.
bool JsonReader::nextMember(JsonText::RawString &key)
{
    if (!next() || front() != '"')
        return false;
    key = JsonText::rawString(m_position.at + 1, m_end);
    consumed(key.end + 1);
    skipBlanks();
    if (front() != ':')
        return false;
    ++m_position.at;
    skipBlanks();
    m_position.pending = true;
    return true;
}

bool JsonReader::nextKey(QByteArrayView &utf8Key)
{
    JsonText::RawString raw;
    if (!nextMember(raw))
        return false;
    utf8Key = raw.escaped ? QByteArrayView(m_key = JsonText::toUtf8(raw)) : raw.view();
    return true;
}

bool JsonReader::nextKey(QString &key)
{
    JsonText::RawString raw;
    if (!nextMember(raw))
        return false;
    key = JsonText::toText(raw);
    return true;
}

void JsonReader::skip()
{
    const char *at = m_position.at;
    if (at == m_end) {
        m_position.pending = false;
    } else if (*at == '[' || *at == '{') {
        skipContainer();
    } else if (*at == '"') {
        consumed(std::min(JsonText::rawString(at + 1, m_end).end + 1, m_end));
    } else {
        // Any progress is right for what is no value: a caller that counts wrong must not hang.
        const auto isLetter = [](char byte) { return byte >= 'a' && byte <= 'z'; };
        const char *const end =
            isNumber() ? JsonText::numberEnd(at, m_end) : std::find_if_not(at, m_end, isLetter);
        consumed(std::max(end, at + 1));
    }
}

void JsonReader::skipContainer()
{
    const char *at = m_position.at;
    qsizetype depth = 0;
    do {
        const char byte = *at++;
        if (byte == '"')
            at = std::min(JsonText::rawString(at, m_end).end + 1, m_end);
        else if (byte == '[' || byte == '{')
            ++depth;
        else if (byte == ']' || byte == '}')
            --depth;
    } while (depth > 0 && at != m_end);
    consumed(at);
}

const EncodedValues::Placeholder *JsonReader::placeholder() const
{
    if (m_values.placeholders.isEmpty() || front() != '{')
        return nullptr;
    const auto offset = quint32(m_position.at - m_values.bytes.data());
    const auto before = [](const EncodedValues::Placeholder &place, quint32 begin) {
        return place.span.begin < begin;
    };
    const auto place = std::lower_bound(m_values.placeholders.begin(), m_values.placeholders.end(),
                                        offset, before);
    return place != m_values.placeholders.end() && place->span.begin == offset ? &*place : nullptr;
}

void JsonReader::consumed(const char *end)
{
    m_position.at = end;
    m_position.pending = false;
}

} // namespace QSocketIo
