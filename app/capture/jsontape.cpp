// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/jsontape.h>
#include <app/capture/scanner.h>

namespace QSocketIo::Monitor {

// Walks the text once, without recursion.
class JsonTapeBuilder
{
public:
    explicit JsonTapeBuilder(JsonTape &tape) : m_tape(tape), m_text(tape.m_text) { }

    void build()
    {
        bool ok = value();
        while (ok && !m_open.empty())
            ok = step();
        if (!ok)
            m_tape.m_errorOffset = m_at;
        // What is still open ends where the text does.
        for (const Frame &frame : m_open)
            m_tape.m_nodes[frame.node].end = quint32(m_at);
    }

private:
    struct Frame
    {
        quint32 node = 0;
        quint32 lastChild = 0;
    };

    // The next child of the innermost container, or its end.
    bool step()
    {
        JsonTape::Node &container = m_tape.m_nodes[m_open.back().node];
        const bool isObject = container.type == JsonTape::Type::Object;
        skipSpace();
        if (skip(isObject ? '}' : ']')) {
            container.end = quint32(m_at);
            m_open.pop_back();
            return true;
        }
        if (container.childCount > 0 && !skip(','))
            return false;
        m_keyBegin = m_keyEnd = 0;
        return (!isObject || key()) && value();
    }

    bool key()
    {
        skipSpace();
        const qsizetype begin = m_at + 1;
        if (!string())
            return false;
        m_keyBegin = quint32(begin);
        m_keyEnd = quint32(m_at - 1);
        skipSpace();
        return skip(':');
    }

    bool value()
    {
        skipSpace();
        const qsizetype begin = m_at;
        JsonTape::Type type = {};
        if (!scalarOrOpening(type))
            return false;
        const quint32 index = append(type, begin);
        if (type >= JsonTape::Type::Array)
            m_open.push_back({index, 0});
        return true;
    }

    bool scalarOrOpening(JsonTape::Type &type)
    {
        using Type = JsonTape::Type;
        switch (peek()) {
        case '{':
            type = Type::Object;
            return skip('{');
        case '[':
            type = Type::Array;
            return skip('[');
        case '"':
            type = Type::String;
            return string();
        case 't':
            type = Type::True;
            return word("true");
        case 'f':
            type = Type::False;
            return word("false");
        case 'n':
            type = Type::Null;
            return word("null");
        default:
            type = Type::Number;
            return number();
        }
    }

    quint32 append(JsonTape::Type type, qsizetype begin)
    {
        const auto index = quint32(m_tape.m_nodes.size());
        JsonTape::Node node{type, quint32(begin), quint32(m_at), m_keyBegin, m_keyEnd};
        if (!m_open.empty()) {
            Frame &frame = m_open.back();
            node.parent = frame.node;
            ++m_tape.m_nodes[frame.node].childCount;
            if (frame.lastChild != 0)
                m_tape.m_nodes[frame.lastChild].nextSibling = index;
            frame.lastChild = index;
        }
        m_tape.m_nodes.push_back(node);
        return index;
    }

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool skip(char c)
    {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r')
            ++m_at;
    }

    bool word(QByteArrayView word)
    {
        if (!m_text.sliced(m_at).startsWith(word))
            return false;
        m_at += word.size();
        return true;
    }

    bool number()
    {
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && QByteArrayView("+-.eE0123456789").contains(m_text[m_at]))
            ++m_at;
        return m_at > begin;
    }

    bool string()
    {
        if (!skip('"'))
            return false;
        for (; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '"')
                return skip('"');
            if (m_text[m_at] == '\\')
                ++m_at;
        }
        m_at = m_text.size();
        return false;
    }

    JsonTape &m_tape;
    const QByteArrayView m_text;
    qsizetype m_at = 0;
    quint32 m_keyBegin = 0;
    quint32 m_keyEnd = 0;
    std::vector<Frame> m_open;
};

JsonTape::JsonTape(QByteArrayView text) : m_text(text.toByteArray())
{
    if (!text.isEmpty())
        JsonTapeBuilder(*this).build();
}

quint32 JsonTape::child(quint32 index, quint32 number) const
{
    quint32 child = firstChild(index);
    while (child != 0 && number-- > 0)
        child = node(child).nextSibling;
    return child;
}

quint32 JsonTape::member(quint32 object, QByteArrayView name) const
{
    quint32 found = 0;
    // The last one counts, as in JavaScript.
    for (quint32 child = firstChild(object); child != 0; child = node(child).nextSibling) {
        if (rawKey(child) == name)
            found = child;
    }
    return found;
}

QByteArrayView JsonTape::raw(quint32 index) const
{
    const Node &node = m_nodes[index];
    return QByteArrayView(m_text).sliced(node.begin, node.end - node.begin);
}

QByteArrayView JsonTape::rawKey(quint32 index) const
{
    const Node &node = m_nodes[index];
    return QByteArrayView(m_text).sliced(node.keyBegin, node.keyEnd - node.keyBegin);
}

QString JsonTape::string(quint32 index) const
{
    if (node(index).type != Type::String)
        return {};
    const QByteArrayView text = raw(index);
    return QString::fromUtf8(unescaped(text.sliced(1, text.size() - 2)));
}

QString JsonTape::key(quint32 index) const
{
    return QString::fromUtf8(unescaped(rawKey(index)));
}

int JsonTape::placeholder(quint32 index) const
{
    if (node(index).type != Type::Object || node(index).childCount != 2)
        return -1;
    const quint32 mark = member(index, "_placeholder");
    const quint32 number = member(index, "num");
    if (mark == 0 || node(mark).type != Type::True || number == 0)
        return -1;
    bool ok = false;
    const int value = raw(number).toInt(&ok);
    return ok ? value : -1;
}

} // namespace QSocketIo::Monitor
