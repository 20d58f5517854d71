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
        // One that was not closed is ready.
        if (const qsizetype least = std::max(used, qsizetype(256)); m_bytes.size() < least)
            m_bytes.resize(std::max(m_bytes.capacity(), least));
        goOn(used);
    }

    void close()
    {
        const qsizetype used = size();
        m_bytes.resize(used);
        goOn(used);
    }

    qsizetype size() const { return m_end - m_bytes.constData(); }
    // What close() would cut off.
    qsizetype unused() const { return m_limit - m_end; }

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
    Q_NEVER_INLINE void grow(qsizetype count)
    {
        const qsizetype used = size();
        m_bytes.resize(std::max(2 * m_bytes.size(), used + count));
        goOn(used);
    }

    void goOn(qsizetype used)
    {
        char *const begin = m_bytes.data();
        m_end = begin + used;
        m_limit = begin + m_bytes.size();
    }

    QByteArray &m_bytes;
    char *m_end = nullptr;
    char *m_limit = nullptr;
};

} // namespace QSocketIo
