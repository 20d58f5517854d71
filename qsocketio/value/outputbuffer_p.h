// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <algorithm>
#include <cstring>

namespace QSocketIo {

// Appends to a QByteArray with a plain pointer. Between open() and close() the array is larger than
// what was written.
class OutputBuffer
{
public:
    explicit OutputBuffer(QByteArray &bytes) : m_bytes(bytes) { }

    // Goes on behind the first used bytes.
    void open(qsizetype used)
    {
        const qsizetype size = std::max({m_bytes.capacity(), used, qsizetype(256)});
        // One that was not closed is ready.
        if (m_bytes.size() != size)
            m_bytes.resize(size);
        m_end = m_bytes.data() + used;
    }

    void close()
    {
        const qsizetype used = size();
        m_bytes.resize(used);
        m_end = m_bytes.data() + used;
    }

    qsizetype size() const { return m_end - m_bytes.constData(); }
    // What close() would cut off.
    qsizetype unused() const { return m_bytes.size() - size(); }

    // Room for that many bytes; advance() tells where they ended.
    char *room(qsizetype count)
    {
        if (unused() < count)
            grow(count);
        return m_end;
    }
    void advance(char *end) { m_end = end; }

    void append(char byte)
    {
        *room(1) = byte;
        ++m_end;
    }

    void append(QByteArrayView bytes)
    {
        if (bytes.isEmpty())
            return;
        std::memcpy(room(bytes.size()), bytes.data(), std::size_t(bytes.size()));
        m_end += bytes.size();
    }

private:
    void grow(qsizetype count)
    {
        const qsizetype used = size();
        m_bytes.resize(std::max(2 * m_bytes.size(), used + count));
        m_end = m_bytes.data() + used;
    }

    QByteArray &m_bytes;
    char *m_end = nullptr;
};

} // namespace QSocketIo
