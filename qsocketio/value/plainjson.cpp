// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/value/asciirun_p.h>
#include <qsocketio/value/jsonformat_p.h>
#include <qsocketio/value/jsongrammar_p.h>
#include <qsocketio/value/plainjson_p.h>

#include <algorithm>

namespace QSocketIo {

namespace {

constexpr qsizetype longestText = 8 * 1024;
constexpr qsizetype deepestNesting = 16;

// Descends into the values. Each function tells where what it is named after ends that begins
// there, or null where it does not.
class PlainWalk
{
    // Of the elements on top.
    auto noting() const
    {
        return [this](const char *begin, const char *end) {
            m_values.elements.append({quint32(begin - m_begin), quint32(end - m_begin)});
        };
    }

public:
    PlainWalk(QByteArrayView text, qsizetype depth, EncodedValues &values)
        : m_begin(text.begin()),
          m_end(text.end()),
          m_values(values),
          m_depth(std::min(depth, deepestNesting))
    {
    }

    bool run()
    {
        const char *const begin = blanks(m_begin);
        if (byteAt(begin) == '[')
            return isLast(array(begin, noting()));
        const char *const end = value(begin);
        if (end)
            noting()(begin, end);
        return isLast(end);
    }

    bool event(QByteArrayView &name)
    {
        const char *const begin = open(m_begin, '[');
        const char *const end = begin && byteAt(begin) == '"' ? string(begin) : nullptr;
        if (!end)
            return false;
        name = {begin + 1, end - 1};
        return isLast(furtherElements(end, noting()));
    }

private:
    // What stands behind the end may be anything: no token begins with a zero byte.
    char byteAt(const char *at) const { return at != m_end ? *at : '\0'; }
    static bool isBlank(char byte)
    {
        // Most bytes are answered by the first comparison.
        return byte <= ' ' && (byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t');
    }
    const char *blanks(const char *at) const
    {
        while (isBlank(byteAt(at)))
            ++at;
        return at;
    }
    bool isLast(const char *end) const { return end && blanks(end) == m_end; }

    const char *value(const char *at) { return byteAt(at) == '"' ? string(at) : otherValue(at); }

    const char *otherValue(const char *at)
    {
        switch (byteAt(at)) {
        case '{':
            return object(at);
        case '[':
            return array(at, [](const char *, const char *) {});
        case 't':
        case 'f':
        case 'n':
            return JsonGrammar::literalEnd(at, m_end);
        default:
            return JsonGrammar::numberEnd(at, m_end);
        }
    }

    // What must be escaped, is, or is not ASCII ends the plain part.
    const char *string(const char *at) const
    {
        const char *const end = at + 1 + plainLength(m_begin, at + 1, m_end);
        return byteAt(end) == '"' ? end + 1 : nullptr;
    }

    const char *open(const char *at, char bracket)
    {
        return byteAt(at) == bracket && --m_depth >= 0 ? blanks(at + 1) : nullptr;
    }
    const char *close(const char *at, char bracket)
    {
        ++m_depth;
        return byteAt(at) == bracket ? at + 1 : nullptr;
    }

    template <typename Note>
    const char *array(const char *at, Note note)
    {
        const char *const begin = open(at, '[');
        if (!begin || byteAt(begin) == ']')
            return begin ? close(begin, ']') : nullptr;
        const char *const end = value(begin);
        if (!end)
            return nullptr;
        note(begin, end);
        return furtherElements(end, note);
    }

    // To the end of the array.
    template <typename Note>
    const char *furtherElements(const char *at, Note note)
    {
        for (at = blanks(at); byteAt(at) == ','; at = blanks(at)) {
            const char *const begin = blanks(at + 1);
            at = value(begin);
            if (!at)
                return nullptr;
            note(begin, at);
        }
        return close(at, ']');
    }

    const char *object(const char *at)
    {
        at = open(at, '{');
        if (!at || byteAt(at) == '}')
            return at ? close(at, '}') : nullptr;
        at = member(at);
        while (at && byteAt(at = blanks(at)) == ',')
            at = member(blanks(at + 1));
        return at ? close(at, '}') : nullptr;
    }

    const char *member(const char *at)
    {
        at = byteAt(at) == '"' ? string(at) : nullptr;
        if (!at)
            return nullptr;
        at = blanks(at);
        return byteAt(at) == ':' ? value(blanks(at + 1)) : nullptr;
    }

    const char *const m_begin;
    const char *const m_end;
    EncodedValues &m_values;
    qsizetype m_depth;
};

bool ended(bool isPlain, EncodedValues &values)
{
    if (isPlain)
        values.format = &jsonFormat();
    else
        values.elements.clear();
    return isPlain;
}

} // namespace

bool isPlainJson(QByteArrayView text, qsizetype depth, EncodedValues &values)
{
    return ended(text.size() <= longestText && PlainWalk(text, depth, values).run(), values);
}

bool isPlainEvent(QByteArrayView text, qsizetype depth, QByteArrayView &name, EncodedValues &values)
{
    return ended(text.size() <= longestText && PlainWalk(text, depth, values).event(name), values);
}

} // namespace QSocketIo
