// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/jsonformat.h>

#include <algorithm>

namespace QSocketIo::Monitor {

namespace {

// Goes over the nodes in their order, with a stack instead of recursion.
class Indenter
{
public:
    explicit Indenter(const JsonTape &tape) : m_tape(tape) { }

    QByteArray indented(qsizetype limit)
    {
        quint32 index = 0;
        for (; index < m_tape.count() && m_out.size() < limit; ++index) {
            while (!m_open.empty() && m_tape.node(index).parent != m_open.back())
                close();
            add(index);
        }
        if (index < m_tape.count())
            return m_out + "\n\xe2\x80\xa6";
        while (!m_open.empty())
            close();
        return m_out;
    }

private:
    void add(quint32 index)
    {
        const JsonTape::Node &node = m_tape.node(index);
        if (index > 0) {
            if (m_tape.firstChild(node.parent) != index)
                m_out += ',';
            newLine();
        }
        if (node.keyBegin != 0)
            m_out += '"' + m_tape.rawKey(index).toByteArray() + "\": ";
        if (!m_tape.isContainer(index)) {
            m_out += m_tape.raw(index);
        } else if (node.childCount == 0) {
            m_out += isObject(index) ? "{}" : "[]";
        } else {
            m_out += isObject(index) ? '{' : '[';
            m_open.push_back(index);
        }
    }

    void close()
    {
        const bool object = isObject(m_open.back());
        m_open.pop_back();
        newLine();
        m_out += object ? '}' : ']';
    }

    void newLine()
    {
        constexpr size_t DeepestIndent = 100;
        m_out += '\n';
        m_out += QByteArray(qsizetype(2 * std::min(m_open.size(), DeepestIndent)), ' ');
    }

    bool isObject(quint32 index) const { return m_tape.node(index).type == JsonTape::Type::Object; }

    const JsonTape &m_tape;
    QByteArray m_out;
    std::vector<quint32> m_open;
};

} // namespace

QByteArray indentedJson(const JsonTape &tape, qsizetype limit)
{
    return Indenter(tape).indented(limit);
}

} // namespace QSocketIo::Monitor
