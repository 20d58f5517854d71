// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/asciirun_p.h>
#include <qsocketio/value/jsongrammar_p.h>
#include <qsocketio/value/plainjson_p.h>

#include <algorithm>

namespace QSocketIo {

namespace {

constexpr qsizetype longestText = 8 * 1024;
constexpr qsizetype deepestNesting = 16;

// Descends into the values; each function takes what it is named after.
class PlainWalk
{
public:
    PlainWalk(QByteArrayView text, qsizetype depth)
        : m_at(text.begin()),
          m_end(text.end()),
          m_depth(std::min(depth, deepestNesting))
    {
    }

    bool run(const char *begin, EncodedValues &values)
    {
        blanks();
        const char *const first = m_at;
        const auto note = [&](const char *from) {
            values.elements.append({quint32(from - begin), quint32(m_at - begin)});
        };
        if (front() == '[') {
            if (!array(note))
                return false;
        } else {
            if (!value())
                return false;
            note(first);
        }
        blanks();
        return m_at == m_end;
    }

private:
    // What stands behind the end may be anything: no token begins with a zero byte.
    char front() const { return m_at != m_end ? *m_at : '\0'; }
    bool isBlank() const
    {
        const char byte = front();
        return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
    }
    void blanks()
    {
        while (isBlank())
            ++m_at;
    }
    bool take(char byte)
    {
        if (front() != byte)
            return false;
        ++m_at;
        return true;
    }
    bool token(const char *end)
    {
        if (!end)
            return false;
        m_at = end;
        return true;
    }

    bool value()
    {
        switch (front()) {
        case '"':
            return string();
        case '{':
            return object();
        case '[':
            return array([](const char *) {});
        case 't':
        case 'f':
        case 'n':
            return token(JsonGrammar::literalEnd(m_at, m_end));
        default:
            return token(JsonGrammar::numberEnd(m_at, m_end));
        }
    }

    // What must be escaped, is, or is not ASCII ends the plain part.
    bool string()
    {
        ++m_at;
        m_at += plainLength(m_at, m_end);
        return take('"');
    }

    template <typename Note>
    bool array(Note note)
    {
        ++m_at;
        if (--m_depth < 0)
            return false;
        blanks();
        bool more = front() != ']';
        while (more) {
            const char *const begin = m_at;
            if (!value())
                return false;
            note(begin);
            blanks();
            more = take(',');
            blanks();
        }
        ++m_depth;
        return take(']');
    }

    bool object()
    {
        ++m_at;
        if (--m_depth < 0)
            return false;
        blanks();
        bool more = front() != '}';
        while (more) {
            if (!member())
                return false;
            blanks();
            more = take(',');
            blanks();
        }
        ++m_depth;
        return take('}');
    }

    bool member()
    {
        if (front() != '"' || !string())
            return false;
        blanks();
        if (!take(':'))
            return false;
        blanks();
        return value();
    }

    const char *m_at;
    const char *const m_end;
    qsizetype m_depth;
};

} // namespace

bool isPlainJson(QByteArrayView text, qsizetype depth, EncodedValues &values)
{
    if (text.size() > longestText)
        return false;
    if (PlainWalk(text, depth).run(text.begin(), values))
        return true;
    values.elements.clear();
    return false;
}

} // namespace QSocketIo
