// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/stream_p.h>

#include <cstring>
#include <memory>
#include <vector>

struct iovec;

namespace QSocketIo::Net {

// What waits to be sent on one stream: frames that others send as well, as long as there is nothing
// else; or small writes gathered in recycled buffers, and large ones shared.
class OutputQueue
{
public:
    ~OutputQueue();

    void append(QByteArrayView bytes)
    {
        if (!bytes.isEmpty())
            std::memcpy(extend(bytes.size()), bytes.data(), size_t(bytes.size()));
    }
    // The place for so many bytes, which are filled in before anything else happens here.
    char *extend(qsizetype size)
    {
        if (!m_content)
            begin();
        Content &content = *m_content;
        if (size > content.room)
            makeRoom(size);
        char *const place = content.end;
        content.end += size;
        content.room -= size;
        content.size += size;
        return place;
    }
    void appendShared(const QByteArray &bytes);
    void appendFrame(const SharedBytes &frame)
    {
        if (isEmpty())
            m_frame = frame;
        else if (!m_frame || !m_frame.append(frame))
            appendShared(frame.bytes());
    }
    void clear();

    bool isEmpty() const { return !m_frame && !m_content; }
    qint64 size() const
    {
        return m_content ? m_content->size : m_frame ? m_frame.bytes().size() : 0;
    }
    // Fills at most count entries, returns how many.
    int gather(iovec *entries, int count) const;
    void consume(qint64 sent)
    {
        if (m_frame && sent == m_frame.bytes().size())
            m_frame = {};
        else
            consumeContent(sent);
    }

private:
    struct Content
    {
        std::vector<QByteArray> buffers;
        qsizetype sentOfFirst = 0;
        qint64 size = 0;
        // Of the last buffer, if small writes go there: it is larger than what was written.
        char *end = nullptr;
        qsizetype room = 0;

        // Small writes go to the first buffer, all of which is free.
        void reopen();
    };
    class Spares;

    void begin();
    void consumeContent(qint64 sent);
    void makeRoom(qsizetype size);
    void closeLast();
    void openLast(qsizetype used);

    // Null while nothing waits, which is most of the time; never both.
    SharedBytes m_frame;
    std::unique_ptr<Content> m_content;
};

} // namespace QSocketIo::Net
