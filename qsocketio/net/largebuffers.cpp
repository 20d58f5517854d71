// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/largebuffers_p.h>

#include <QAbstractEventDispatcher>

#include <algorithm>

namespace QSocketIo::Net {

namespace {

using namespace std::chrono_literals;

// A thread that got no large message for this long keeps nothing.
constexpr std::chrono::milliseconds KeepTime = 5s;
// A short message must not hold the memory of a long one.
constexpr qsizetype MaximumExcess = 2;

} // namespace

LargeBuffers &LargeBuffers::current()
{
    thread_local LargeBuffers buffers;
    return buffers;
}

QByteArray LargeBuffers::take(qsizetype size)
{
    if (size < SmallestBuffer)
        return {};
    const auto fits = [size](const QByteArray &buffer) {
        const qsizetype capacity = buffer.capacity();
        return capacity >= size && capacity <= MaximumExcess * size && buffer.isDetached();
    };
    const auto found = std::ranges::find_if(m_buffers, fits);
    if (found == m_buffers.end())
        return {};
    QByteArray buffer = std::move(*found);
    m_buffers.erase(found);
    m_bytes -= buffer.capacity();
    m_used = true;
    buffer.resize(0);
    return buffer;
}

void LargeBuffers::keep(const QByteArray &buffer)
{
    const qsizetype capacity = buffer.capacity();
    // Without an event loop nobody would ever give it back.
    const bool hasLoop = QAbstractEventDispatcher::instance() != nullptr;
    if (capacity < SmallestBuffer || capacity > LargestBuffer || !hasLoop)
        return;
    while (m_bytes + capacity > MaximumBytes)
        dropOldest();
    m_buffers.push_back(buffer);
    m_bytes += capacity;
    m_used = true;
    if (!m_timer.isActive())
        m_timer.start(int(KeepTime.count()), this);
}

void LargeBuffers::release()
{
    m_buffers.clear();
    m_bytes = 0;
    m_timer.stop();
}

void LargeBuffers::timerEvent(QTimerEvent *)
{
    if (!std::exchange(m_used, false))
        release();
}

void LargeBuffers::dropOldest()
{
    m_bytes -= m_buffers.front().capacity();
    m_buffers.erase(m_buffers.begin());
}

} // namespace QSocketIo::Net
