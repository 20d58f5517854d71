// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/jsonformat_p.h>
#include <qsocketio/value/jsongrammar_p.h>
#include <qsocketio/value/jsonvalidator_p.h>
#include <qsocketio/value/plainjson_p.h>
#include <qsocketio/value/structuralindex_p.h>

#include <algorithm>
#include <cmath>

namespace QSocketIo {

namespace {

// Goes over the tokens once and checks what simdjson's index leaves open: the grammar between
// tokens, and what is inside of them.
class Walk
{
public:
    Walk(QByteArrayView text, std::span<const quint32> tokens, const JsonLimits &limits,
         EncodedValues &values)
        : m_text(text.begin()),
          m_textEnd(text.end()),
          m_token(tokens.data()),
          m_lastToken(tokens.data() + tokens.size()),
          m_limits(limits),
          m_values(values),
          m_listsElements(at()[0] == '[')
    {
    }

    JsonVerdict run();

private:
    // What a placeholder is made of; the last value of each key counts.
    enum class Member : quint8 { Other, Mark, Number };
    struct Container
    {
        quint32 begin = 0;
        bool isObject = false;
        bool isPlaceholder = false;
        double number = -1;
    };
    enum class Expected : quint8 { Value, ValueOrEnd, Key, KeyOrEnd, CommaOrEnd, Nothing };

    bool step();
    bool value();
    bool string(const char *&end);
    bool scalar(const char *&end);
    bool open();
    bool close();
    bool comma();
    bool key();
    void ended(quint32 begin, const char *end);
    void noteMember(Member member, QByteArrayView value);
    bool endPlaceholder(const Container &container, const char *end);

    const char *at() const { return m_text + m_token[0]; }
    const char *next() const { return m_text + m_token[1]; }
    // Whether nothing but blanks lies between a token's end and the next token.
    bool isNextAfter(const char *end) const
    {
        return end == next() || JsonGrammar::blanksEnd(end, next()) == next();
    }
    quint32 offset(const char *place) const { return quint32(place - m_text); }
    bool fail(JsonVerdict verdict)
    {
        m_verdict = verdict;
        return false;
    }

    const char *const m_text;
    const char *const m_textEnd;
    const quint32 *m_token;
    const quint32 *const m_lastToken;
    const JsonLimits &m_limits;
    EncodedValues &m_values;
    const bool m_listsElements;
    Expected m_expected = Expected::Value;
    Member m_member = Member::Other;
    JsonVerdict m_verdict = JsonVerdict::Malformed;
    QVarLengthArray<Container, 16> m_containers;
};

JsonVerdict Walk::run()
{
    while (m_token != m_lastToken) {
        if (!step())
            return m_verdict;
    }
    if (m_expected != Expected::Nothing)
        return JsonVerdict::Malformed;
    if (m_values.placeholders.size() > 1)
        std::ranges::sort(m_values.placeholders, {},
                          [](const EncodedValues::Placeholder &place) { return place.span.begin; });
    return JsonVerdict::Valid;
}

bool Walk::step()
{
    switch (m_expected) {
    case Expected::Value:
        return value();
    case Expected::ValueOrEnd:
        return *at() == ']' ? close() : value();
    case Expected::Key:
        return key();
    case Expected::KeyOrEnd:
        return *at() == '}' ? close() : key();
    case Expected::CommaOrEnd:
        return *at() == ',' ? comma() : close();
    case Expected::Nothing:
        return false;
    }
    Q_UNREACHABLE();
}

bool Walk::value()
{
    const Member member = std::exchange(m_member, Member::Other);
    const char *const begin = at();
    if (*begin == '[' || *begin == '{') {
        noteMember(member, {});
        return open();
    }
    const char *end = nullptr;
    if (!(*begin == '"' ? string(end) : scalar(end)))
        return false;
    noteMember(member, {begin, end});
    ended(*m_token, end);
    ++m_token;
    return true;
}

bool Walk::string(const char *&end)
{
    const JsonText::RawString raw = JsonText::rawString(at() + 1, m_textEnd);
    if (raw.end >= next() || *raw.end != '"')
        return false;
    end = raw.end + 1;
    return isNextAfter(end) && (!raw.escaped || JsonGrammar::areEscapesValid(raw));
}

bool Walk::scalar(const char *&end)
{
    const bool isLetter = *at() >= 'a' && *at() <= 'z';
    end = isLetter ? JsonGrammar::literalEnd(at(), next()) : JsonGrammar::numberEnd(at(), next());
    return end && isNextAfter(end);
}

bool Walk::open()
{
    if (m_containers.size() >= m_limits.depth)
        return fail(JsonVerdict::TooDeep);
    const bool isObject = *at() == '{';
    m_containers.append({.begin = *m_token, .isObject = isObject});
    m_expected = isObject ? Expected::KeyOrEnd : Expected::ValueOrEnd;
    ++m_token;
    return true;
}

bool Walk::close()
{
    const Container container = m_containers.last();
    if (*at() != (container.isObject ? '}' : ']'))
        return false;
    const char *const end = at() + 1;
    if (container.isPlaceholder && !endPlaceholder(container, end))
        return false;
    m_containers.removeLast();
    ended(container.begin, end);
    ++m_token;
    return true;
}

bool Walk::comma()
{
    m_expected = m_containers.last().isObject ? Expected::Key : Expected::Value;
    ++m_token;
    return true;
}

bool Walk::key()
{
    const char *end = nullptr;
    if (*at() != '"' || !string(end) || m_token + 1 == m_lastToken || *next() != ':')
        return false;
    if (m_limits.attachments > 0) {
        const QByteArray name = JsonText::toUtf8(JsonText::rawString(at() + 1, end));
        if (name == "_placeholder")
            m_member = Member::Mark;
        else if (name == "num")
            m_member = Member::Number;
    }
    m_expected = Expected::Value;
    m_token += 2;
    return true;
}

void Walk::ended(quint32 begin, const char *end)
{
    const qsizetype depth = m_containers.size();
    m_expected = depth > 0 ? Expected::CommaOrEnd : Expected::Nothing;
    if (depth == (m_listsElements ? 1 : 0))
        m_values.elements.append({begin, offset(end)});
}

void Walk::noteMember(Member member, QByteArrayView value)
{
    if (member == Member::Other)
        return;
    Container &container = m_containers.last();
    if (member == Member::Mark) {
        container.isPlaceholder = value == "true";
        return;
    }
    const bool isNumber =
        !value.isEmpty() && (value.front() == '-' || value.front() <= '9') && value.front() != '"';
    container.number = isNumber ? JsonText::toDouble(value) : -1;
}

bool Walk::endPlaceholder(const Container &container, const char *end)
{
    const double number = container.number;
    if (number < 0 || number >= double(m_limits.attachments) || std::trunc(number) != number)
        return fail(JsonVerdict::IllegalAttachments);
    m_values.placeholders.append({{container.begin, offset(end)}, quint32(number)});
    return true;
}

} // namespace

JsonVerdict validateJson(QByteArrayView text, const JsonLimits &limits, EncodedValues &values)
{
    // Where attachments are announced, the keys of objects matter as well: they may be
    // placeholders.
    if (limits.attachments == 0 && isPlainJson(text, limits.depth, values))
        return JsonVerdict::Valid;
    return validateAnyJson(text, limits, values);
}

JsonVerdict validateAnyJson(QByteArrayView text, const JsonLimits &limits, EncodedValues &values)
{
    // Nothing below calls anybody else's code: one for each thread is enough.
    thread_local StructuralIndex index;
    values.format = &jsonFormat();
    const std::span<const quint32> tokens = index.find(text);
    const JsonVerdict verdict =
        tokens.empty() ? JsonVerdict::Malformed : Walk(text, tokens, limits, values).run();
    index.shrink();
    return verdict;
}

} // namespace QSocketIo
