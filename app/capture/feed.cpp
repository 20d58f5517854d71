// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/feed.h>

#include <utility>

namespace QSocketIo::Monitor {

RawRecord Batch::record(qsizetype index) const
{
    const Stored &stored = m_records[size_t(index)];
    RawRecord record = stored.record;
    const QByteArrayView arena(m_arena.data(), qsizetype(m_arena.size()));
    record.session = arena.sliced(stored.offset, stored.record.session.size());
    record.data = arena.sliced(stored.offset + record.session.size(), stored.record.data.size());
    return record;
}

void Batch::add(const RawRecord &record)
{
    m_records.push_back({record, qsizetype(m_arena.size())});
    m_arena.insert(m_arena.end(), record.session.begin(), record.session.end());
    m_arena.insert(m_arena.end(), record.data.begin(), record.data.end());
}

void Batch::clear()
{
    m_records.clear();
    m_arena.clear();
    m_deltas.clear();
    m_lost = 0;
}

void Feed::add(const RawRecord &record)
{
    const std::scoped_lock lock(m_mutex);
    if (m_incoming.bytes() + record.data.size() > m_byteLimit)
        m_incoming.addLost(1);
    else
        m_incoming.add(record);
}

void Feed::add(const TopologyDelta &delta)
{
    const std::scoped_lock lock(m_mutex);
    if (m_incoming.deltas().size() < DeltaLimit)
        m_incoming.add(delta);
    else
        m_incoming.addLost(1);
}

void Feed::addLost(quint64 count)
{
    const std::scoped_lock lock(m_mutex);
    m_incoming.addLost(count);
}

void Feed::take(Batch &batch)
{
    batch.clear();
    const std::scoped_lock lock(m_mutex);
    std::swap(batch, m_incoming);
}

} // namespace QSocketIo::Monitor
