// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/outputqueue_p.h>

#include <sys/uio.h>

namespace QSocketIo::Net {

namespace {

// Idle connections hold no buffer; a busy thread needs about one a connection and turn.
thread_local std::vector<QByteArray> spareBuffers;
constexpr size_t MaximumSpareBuffers = 256;

} // namespace

OutputQueue::~OutputQueue()
{
    clear();
}

void OutputQueue::append(QByteArrayView bytes)
{
    if (!m_lastIsOurs || m_buffers.back().size() + bytes.size() > BufferSize) {
        if (spareBuffers.empty()) {
            m_buffers.emplace_back();
        } else {
            m_buffers.push_back(std::move(spareBuffers.back()));
            spareBuffers.pop_back();
        }
        m_lastIsOurs = true;
    }
    m_buffers.back().append(bytes);
    m_size += bytes.size();
}

void OutputQueue::appendShared(const QByteArray &bytes)
{
    if (bytes.size() < Stream::SharingThreshold)
        return append(bytes);
    m_buffers.push_back(bytes);
    m_lastIsOurs = false;
    m_size += bytes.size();
}

void OutputQueue::clear()
{
    for (QByteArray &buffer : m_buffers)
        recycle(std::move(buffer));
    m_buffers.clear();
    m_sentOfFirst = 0;
    m_size = 0;
    m_lastIsOurs = false;
}

int OutputQueue::gather(iovec *entries, int count) const
{
    int filled = 0;
    qsizetype skip = m_sentOfFirst;
    for (const QByteArray &buffer : m_buffers) {
        if (filled == count)
            break;
        entries[filled++] = {const_cast<char *>(buffer.constData()) + skip,
                             size_t(buffer.size() - skip)};
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
        recycle(std::move(*first));
        ++first;
    }
    m_sentOfFirst += sent;
    m_buffers.erase(m_buffers.begin(), first);
}

void OutputQueue::recycle(QByteArray &&buffer)
{
    const bool ours = buffer.isDetached() && buffer.capacity() <= 4 * BufferSize;
    if (!ours || spareBuffers.size() >= MaximumSpareBuffers)
        return;
    buffer.resize(0);
    spareBuffers.push_back(std::move(buffer));
}

} // namespace QSocketIo::Net
