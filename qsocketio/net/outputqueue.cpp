// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/outputqueue_p.h>

#include <algorithm>
#include <sys/uio.h>

namespace QSocketIo::Net {

namespace {

// A buffer starts with what a few answers need and grows to what a busy turn gathers.
constexpr qsizetype FirstSize = 2 * 1024;
constexpr qsizetype BufferSize = 16 * 1024;

// To exactly that size, where resize() alone takes up to twice of it.
void enlarge(QByteArray &buffer, qsizetype size)
{
    buffer.reserve(size);
    buffer.resize(size);
}

} // namespace

// Idle connections hold nothing; a busy thread needs about one of each a connection and turn.
class OutputQueue::Spares
{
public:
    static Spares &current()
    {
        thread_local Spares spares;
        return spares;
    }

    std::unique_ptr<Content> takeContent()
    {
        if (m_contents.empty())
            return std::make_unique<Content>();
        auto content = std::move(m_contents.back());
        m_contents.pop_back();
        if (!content->buffers.empty())
            m_bytes -= content->buffers.front().capacity();
        return content;
    }

    QByteArray takeBuffer()
    {
        if (m_buffers.empty())
            return {};
        QByteArray buffer = std::move(m_buffers.back());
        m_buffers.pop_back();
        m_bytes -= buffer.capacity();
        return buffer;
    }

    // It keeps its first buffer, since it mostly has just that one.
    void give(std::unique_ptr<Content> content)
    {
        auto &buffers = content->buffers;
        while (buffers.size() > 1) {
            give(std::move(buffers.back()));
            buffers.pop_back();
        }
        if (m_contents.size() == MaximumContents || buffers.capacity() > MaximumEntries)
            return;
        content->sentOfFirst = 0;
        content->size = 0;
        if (!buffers.empty() && takes(buffers.front())) {
            m_bytes += buffers.front().capacity();
            content->reopen();
        } else {
            buffers.clear();
            content->end = nullptr;
            content->room = 0;
        }
        m_contents.push_back(std::move(content));
    }

    void give(QByteArray &&buffer)
    {
        if (!takes(buffer))
            return;
        m_bytes += buffer.capacity();
        m_buffers.push_back(std::move(buffer));
    }

private:
    bool takes(const QByteArray &buffer) const
    {
        const qsizetype capacity = buffer.isDetached() ? buffer.capacity() : 0;
        return capacity >= FirstSize && capacity <= BufferSize
            && m_bytes + capacity <= MaximumBytes;
    }

    static constexpr qsizetype MaximumBytes = 4 * 1024 * 1024;
    static constexpr size_t MaximumContents = 2048;
    static constexpr size_t MaximumEntries = 64;

    std::vector<std::unique_ptr<Content>> m_contents;
    std::vector<QByteArray> m_buffers;
    qsizetype m_bytes = 0;
};

OutputQueue::~OutputQueue()
{
    clear();
}

void OutputQueue::Content::reopen()
{
    QByteArray &first = buffers.front();
    if (first.size() < first.capacity())
        first.resize(first.capacity());
    end = first.data();
    room = first.size();
}

void OutputQueue::begin()
{
    m_content = Spares::current().takeContent();
    if (const SharedBytes frame = std::move(m_frame))
        appendShared(frame.bytes());
}

void OutputQueue::appendShared(const QByteArray &bytes)
{
    if (bytes.size() < Stream::SharingThreshold)
        return append(bytes);
    if (!m_content)
        begin();
    closeLast();
    m_content->buffers.push_back(bytes);
    m_content->size += bytes.size();
}

void OutputQueue::clear()
{
    m_frame = {};
    if (m_content)
        Spares::current().give(std::move(m_content));
}

int OutputQueue::gather(iovec *entries, int count) const
{
    if (m_frame) {
        const QByteArray &frame = m_frame.bytes();
        entries[0] = {const_cast<char *>(frame.constData()), size_t(frame.size())};
        return 1;
    }
    if (!m_content)
        return 0;
    const auto &buffers = m_content->buffers;
    qsizetype skip = m_content->sentOfFirst;
    if (buffers.size() == 1) {
        entries[0] = {const_cast<char *>(buffers.front().constData()) + skip,
                      size_t(m_content->size)};
        return 1;
    }
    int filled = 0;
    for (const QByteArray &buffer : buffers) {
        if (filled == count)
            break;
        const qsizetype unused = &buffer == &buffers.back() ? m_content->room : 0;
        entries[filled++] = {const_cast<char *>(buffer.constData()) + skip,
                             size_t(buffer.size() - unused - skip)};
        skip = 0;
    }
    return filled;
}

void OutputQueue::consumeContent(qint64 sent)
{
    if (sent == size())
        return clear();
    if (m_frame)
        begin();
    Content &content = *m_content;
    content.size -= sent;
    auto first = content.buffers.begin();
    while (sent >= first->size() - content.sentOfFirst) {
        sent -= first->size() - content.sentOfFirst;
        content.sentOfFirst = 0;
        Spares::current().give(std::move(*first));
        ++first;
    }
    content.sentOfFirst += sent;
    content.buffers.erase(content.buffers.begin(), first);
}

void OutputQueue::makeRoom(qsizetype size)
{
    Content &content = *m_content;
    const qsizetype used = content.end ? content.buffers.back().size() - content.room : 0;
    const qsizetype needed = used + size;
    if (content.end && needed <= BufferSize) {
        QByteArray &last = content.buffers.back();
        enlarge(last, std::clamp(2 * last.size(), needed, BufferSize));
        return openLast(used);
    }
    closeLast();
    content.buffers.push_back(Spares::current().takeBuffer());
    QByteArray &last = content.buffers.back();
    enlarge(last, std::max({last.capacity(), FirstSize, size}));
    openLast(0);
}

void OutputQueue::openLast(qsizetype used)
{
    QByteArray &last = m_content->buffers.back();
    m_content->end = last.data() + used;
    m_content->room = last.size() - used;
}

void OutputQueue::closeLast()
{
    Content &content = *m_content;
    if (content.end) {
        content.buffers.back().chop(content.room);
        if (content.buffers.back().isEmpty()) {
            Spares::current().give(std::move(content.buffers.back()));
            content.buffers.pop_back();
        }
    }
    content.end = nullptr;
    content.room = 0;
}

} // namespace QSocketIo::Net
