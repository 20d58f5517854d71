// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/stream_p.h>

#include <vector>

struct iovec;

namespace QSocketIo::Net {

// What waits to be sent on one stream: small writes gathered in recycled buffers, large ones
// shared.
class OutputQueue
{
public:
    ~OutputQueue();

    void append(QByteArrayView bytes);
    void appendShared(const QByteArray &bytes);
    void clear();

    bool isEmpty() const { return m_size == 0; }
    qint64 size() const { return m_size; }
    // Fills at most count entries, returns how many.
    int gather(iovec *entries, int count) const;
    void consume(qint64 sent);

private:
    static constexpr qsizetype BufferSize = 16 * 1024;

    void recycle(QByteArray &&buffer);

    std::vector<QByteArray> m_buffers;
    qsizetype m_sentOfFirst = 0;
    qint64 m_size = 0;
    bool m_lastIsOurs = false;
};

} // namespace QSocketIo::Net
