// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>

#include <cstddef>

// A second, plain reading of RFC 8259, byte for byte: what the library's validator is measured
// with.
class JsonReference
{
public:
    static bool accepts(QByteArrayView text, int depth)
    {
        JsonReference reader(text, depth);
        reader.blanks();
        if (!reader.value())
            return false;
        reader.blanks();
        return reader.m_at == text.size();
    }

private:
    JsonReference(QByteArrayView text, int depth) : m_text(text), m_depth(depth) { }

    int peek() const { return m_at < m_text.size() ? quint8(m_text[m_at]) : -1; }
    bool take(int byte)
    {
        if (peek() != byte)
            return false;
        ++m_at;
        return true;
    }

    bool word(QByteArrayView word)
    {
        for (const char letter : word) {
            if (!take(letter))
                return false;
        }
        return true;
    }

    void blanks()
    {
        while (take(' ') || take('\t') || take('\n') || take('\r')) { }
    }

    bool value()
    {
        switch (peek()) {
        case '{':
            return container('{', '}', &JsonReference::member);
        case '[':
            return container('[', ']', &JsonReference::value);
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default:
            return number();
        }
    }

    bool container(int opening, int closing, bool (JsonReference::*item)())
    {
        if (!take(opening) || --m_depth < 0)
            return false;
        blanks();
        bool complete = take(closing);
        while (!complete) {
            blanks();
            if (!(this->*item)())
                return false;
            blanks();
            complete = take(closing);
            if (!complete && !take(','))
                return false;
        }
        ++m_depth;
        return true;
    }

    bool member()
    {
        if (!string())
            return false;
        blanks();
        if (!take(':'))
            return false;
        blanks();
        return value();
    }

    bool digits()
    {
        const qsizetype begin = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > begin;
    }

    bool number()
    {
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (!take('e') && !take('E'))
            return true;
        if (!take('+'))
            take('-');
        return digits();
    }

    bool hex()
    {
        const int byte = peek();
        ++m_at;
        return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f')
            || (byte >= 'A' && byte <= 'F');
    }

    bool escape()
    {
        if (take('u'))
            return hex() && hex() && hex() && hex();
        return take('"') || take('\\') || take('/') || take('b') || take('f') || take('n')
            || take('r') || take('t');
    }

    // RFC 3629, table of well-formed byte sequences.
    bool codePoint()
    {
        const int lead = peek();
        ++m_at;
        if (lead < 0x80)
            return lead >= 0x20;
        if (lead >= 0xc2 && lead <= 0xdf)
            return continuation();
        if (lead >= 0xe0 && lead <= 0xef) {
            const int lowest = lead == 0xe0 ? 0xa0 : 0x80;
            const int highest = lead == 0xed ? 0x9f : 0xbf;
            return continuation(lowest, highest) && continuation();
        }
        if (lead < 0xf0 || lead > 0xf4)
            return false;
        const int lowest = lead == 0xf0 ? 0x90 : 0x80;
        const int highest = lead == 0xf4 ? 0x8f : 0xbf;
        return continuation(lowest, highest) && continuation() && continuation();
    }

    bool continuation(int lowest = 0x80, int highest = 0xbf)
    {
        const int byte = peek();
        ++m_at;
        return byte >= lowest && byte <= highest;
    }

    bool string()
    {
        if (!take('"'))
            return false;
        while (!take('"')) {
            if (m_at >= m_text.size())
                return false;
            if (!(take('\\') ? escape() : codePoint()))
                return false;
        }
        return true;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_depth;
};
