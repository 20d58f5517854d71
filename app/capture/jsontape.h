// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace QSocketIo::Monitor {

// A JSON document as a flat list of nodes that point into its text: numbers stay as they were
// written, and any depth is fine.
class JsonTape
{
public:
    enum class Type : quint8 { Null, False, True, Number, String, Array, Object };

    struct Node
    {
        Type type = Type::Null;
        quint32 begin = 0;
        quint32 end = 0;
        // Of the inside of the member's name; both 0: it has none.
        quint32 keyBegin = 0;
        quint32 keyEnd = 0;
        quint32 parent = 0;
        // 0: the last one.
        quint32 nextSibling = 0;
        quint32 childCount = 0;
    };

    // Parses the first value in the text; the text is copied. errorOffset() is -1 if it is sound.
    explicit JsonTape(QByteArrayView text = {});

    bool isEmpty() const { return m_nodes.empty(); }
    qsizetype errorOffset() const { return m_errorOffset; }
    quint32 count() const { return quint32(m_nodes.size()); }
    const Node &node(quint32 index) const { return m_nodes[index]; }
    // The first child follows its parent.
    quint32 firstChild(quint32 index) const { return node(index).childCount > 0 ? index + 1 : 0; }
    quint32 child(quint32 index, quint32 number) const;
    // The member of that name; 0: there is none.
    quint32 member(quint32 object, QByteArrayView name) const;

    QByteArrayView raw(quint32 index) const;
    QByteArrayView rawKey(quint32 index) const;
    // Without escapes; empty for what is no string.
    QString string(quint32 index) const;
    QString key(quint32 index) const;
    bool isContainer(quint32 index) const { return node(index).type >= Type::Array; }

    // The number of the attachment that an object stands for, or -1.
    int placeholder(quint32 index) const;

private:
    friend class JsonTapeBuilder;

    QByteArray m_text;
    std::vector<Node> m_nodes;
    qsizetype m_errorOffset = -1;
};

} // namespace QSocketIo::Monitor
