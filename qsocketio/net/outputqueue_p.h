// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/stream_p.h>

#include <cstring>
#include <vector>

struct iovec;

namespace QSocketIo::Net {

// What waits to be sent on one stream: small writes gathered in recycled buffers, large ones
// shared.
class OutputQueue
{
public:
    ~OutputQueue();

    void append(QByteArrayView bytes)
    {
        if (bytes.size() > m_room)
            makeRoom(bytes.size());
        if (bytes.isEmpty())
            return;
        std::memcpy(m_end, bytes.data(), size_t(bytes.size()));
        m_end += bytes.size();
        m_room -= bytes.size();
        m_size += bytes.size();
    }
    void appendShared(const QByteArray &bytes);
    void clear();

    bool isEmpty() const { return m_size == 0; }
    qint64 size() const { return m_size; }
    // Fills at most count entries, returns how many.
    int gather(iovec *entries, int count) const;
    void consume(qint64 sent);

private:
    void makeRoom(qsizetype size);
    void closeLast();
    void openLast(qsizetype used);

    std::vector<QByteArray> m_buffers;
    qsizetype m_sentOfFirst = 0;
    qint64 m_size = 0;
    // Of the last buffer, if small writes go there: it is larger than what was written.
    char *m_end = nullptr;
    qsizetype m_room = 0;
};

} // namespace QSocketIo::Net
