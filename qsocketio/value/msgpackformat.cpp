// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/msgpackformat_p.h>
#include <qsocketio/value/msgpackreader_p.h>
#include <qsocketio/value/msgpacktoken_p.h>

#include <simdjson.h>

namespace QSocketIo {

namespace {

using MsgPack::Token;

class MsgPackFormat final : public ValueFormat
{
public:
    void read(const EncodedValues &values, qsizetype index, Visitor visit,
              void *context) const override
    {
        const bool there = index >= 0 && index < values.elements.size();
        MsgPackReader reader(values, there ? values.elements[index] : EncodedValues::Span());
        visit(reader, context);
    }
};

// Goes over the tokens of one value.
class Walk
{
public:
    Walk(const char *at, qsizetype maxDepth, EncodedValues &values)
        : m_begin(at),
          m_at(at),
          m_maxDepth(maxDepth),
          m_values(values)
    {
    }

    const char *run()
    {
        do {
            if (!step())
                return nullptr;
        } while (!m_containers.isEmpty());
        if (!m_listsElements)
            note(m_begin);
        return m_at;
    }

private:
    struct Container
    {
        // Keys of a map count as well.
        quint64 left = 0;
        bool isMap = false;
        const char *begin = nullptr;
    };

    bool step()
    {
        const Token token = Token::read(m_at, m_values.bytes.end());
        if (!isLegal(token))
            return false;
        const char *const begin = std::exchange(m_at, token.end);
        if (!m_containers.isEmpty())
            --m_containers.last().left;
        if (token.type == Token::Type::Array || token.type == Token::Type::Map)
            return open(token, begin);
        ended(begin);
        return true;
    }

    bool isLegal(const Token &token) const
    {
        if (!m_containers.isEmpty()) {
            const Container &container = m_containers.last();
            const bool isKey = container.isMap && container.left % 2 == 0;
            if (isKey && token.type != Token::Type::String && token.type != Token::Type::Integer)
                return false;
        }
        if (token.type == Token::Type::String)
            return simdjson::validate_utf8(token.payload.data(), std::size_t(token.payload.size()));
        return token.type != Token::Type::None;
    }

    bool open(const Token &token, const char *begin)
    {
        if (m_containers.size() >= m_maxDepth)
            return false;
        const bool isMap = token.type == Token::Type::Map;
        m_listsElements = m_listsElements || (m_containers.isEmpty() && !isMap);
        m_containers.append({quint64(token.count) * (isMap ? 2 : 1), isMap, begin});
        closeFull();
        return true;
    }

    void ended(const char *begin)
    {
        if (m_listsElements && m_containers.size() == 1)
            note(begin);
        closeFull();
    }

    void closeFull()
    {
        while (!m_containers.isEmpty() && m_containers.last().left == 0) {
            const char *const begin = m_containers.last().begin;
            m_containers.removeLast();
            if (m_listsElements && m_containers.size() == 1)
                note(begin);
        }
    }

    void note(const char *begin)
    {
        const char *const all = m_values.bytes.begin();
        m_values.elements.append({quint32(begin - all), quint32(m_at - all)});
    }

    const char *const m_begin;
    const char *m_at;
    const qsizetype m_maxDepth;
    EncodedValues &m_values;
    bool m_listsElements = false;
    QVarLengthArray<Container, 16> m_containers;
};

} // namespace

const ValueFormat &msgPackFormat()
{
    static const MsgPackFormat format;
    return format;
}

const char *validateMsgPack(const char *at, qsizetype maxDepth, EncodedValues &values)
{
    values.format = &msgPackFormat();
    return Walk(at, maxDepth, values).run();
}

} // namespace QSocketIo
