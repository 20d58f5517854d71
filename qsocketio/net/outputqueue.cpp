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

// Idle connections hold no buffer; a busy thread needs about one a connection and turn.
class SpareBuffers
{
public:
    QByteArray take()
    {
        if (m_buffers.empty())
            return {};
        QByteArray buffer = std::move(m_buffers.back());
        m_buffers.pop_back();
        m_bytes -= buffer.capacity();
        return buffer;
    }

    void give(QByteArray &&buffer)
    {
        const qsizetype capacity = buffer.isDetached() ? buffer.capacity() : 0;
        if (capacity < FirstSize || capacity > BufferSize || m_bytes + capacity > MaximumBytes)
            return;
        m_bytes += capacity;
        m_buffers.push_back(std::move(buffer));
    }

private:
    static constexpr qsizetype MaximumBytes = 4 * 1024 * 1024;

    std::vector<QByteArray> m_buffers;
    qsizetype m_bytes = 0;
};

thread_local SpareBuffers spareBuffers;

// To exactly that size, where resize() alone takes up to twice of it.
void enlarge(QByteArray &buffer, qsizetype size)
{
    buffer.reserve(size);
    buffer.resize(size);
}

} // namespace

OutputQueue::~OutputQueue()
{
    clear();
}

void OutputQueue::appendShared(const QByteArray &bytes)
{
    if (bytes.size() < Stream::SharingThreshold)
        return append(bytes);
    closeLast();
    m_buffers.push_back(bytes);
    m_size += bytes.size();
}

void OutputQueue::clear()
{
    for (QByteArray &buffer : m_buffers)
        spareBuffers.give(std::move(buffer));
    m_buffers.clear();
    m_sentOfFirst = 0;
    m_size = 0;
    m_end = nullptr;
    m_room = 0;
}

int OutputQueue::gather(iovec *entries, int count) const
{
    int filled = 0;
    qsizetype skip = m_sentOfFirst;
    for (const QByteArray &buffer : m_buffers) {
        if (filled == count)
            break;
        const qsizetype unused = &buffer == &m_buffers.back() ? m_room : 0;
        entries[filled++] = {const_cast<char *>(buffer.constData()) + skip,
                             size_t(buffer.size() - unused - skip)};
        skip = 0;
    }
    return filled;
}

void OutputQueue::consume(qint64 sent)
{
    if (sent == m_size)
        return clear();
    m_size -= sent;
    auto first = m_buffers.begin();
    while (sent >= first->size() - m_sentOfFirst) {
        sent -= first->size() - m_sentOfFirst;
        m_sentOfFirst = 0;
        spareBuffers.give(std::move(*first));
        ++first;
    }
    m_sentOfFirst += sent;
    m_buffers.erase(m_buffers.begin(), first);
}

void OutputQueue::makeRoom(qsizetype size)
{
    const qsizetype used = m_end ? m_buffers.back().size() - m_room : 0;
    const qsizetype needed = used + size;
    if (m_end && needed <= BufferSize) {
        QByteArray &last = m_buffers.back();
        enlarge(last, std::clamp(2 * last.size(), needed, BufferSize));
        return openLast(used);
    }
    closeLast();
    m_buffers.push_back(spareBuffers.take());
    QByteArray &last = m_buffers.back();
    enlarge(last, std::max({last.capacity(), FirstSize, size}));
    openLast(0);
}

void OutputQueue::openLast(qsizetype used)
{
    QByteArray &last = m_buffers.back();
    m_end = last.data() + used;
    m_room = last.size() - used;
}

void OutputQueue::closeLast()
{
    if (m_room > 0)
        m_buffers.back().chop(m_room);
    m_end = nullptr;
    m_room = 0;
}

} // namespace QSocketIo::Net
