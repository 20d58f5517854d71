// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/models/visibleindex.h>

#include <QElapsedTimer>

#include <algorithm>

namespace QSocketIo::Monitor {

qsizetype VisibleIndex::count() const
{
    return m_predicate ? qsizetype(m_sequences.size()) : qsizetype(m_end - m_begin);
}

quint64 VisibleIndex::sequence(qsizetype row) const
{
    return m_predicate ? m_sequences[size_t(row)] : m_begin + quint64(row);
}

std::optional<qsizetype> VisibleIndex::row(quint64 wanted) const
{
    const qsizetype found = rowAtOrAfter(wanted);
    if (found < count() && sequence(found) == wanted)
        return found;
    return {};
}

qsizetype VisibleIndex::rowAtOrAfter(quint64 sequence) const
{
    if (!m_predicate)
        return qsizetype(std::clamp(sequence, m_begin, m_end) - m_begin);
    return std::lower_bound(m_sequences.begin(), m_sequences.end(), sequence) - m_sequences.begin();
}

bool VisibleIndex::isBehind() const
{
    return m_predicate && m_begin > windowBegin();
}

quint64 VisibleIndex::unseen() const
{
    return m_capture.packets().endSequence() - m_end;
}

void VisibleIndex::reset(std::shared_ptr<PacketPredicate> predicate)
{
    m_predicate = std::move(predicate);
    m_sequences.clear();
    m_end = m_capture.packets().endSequence();
    m_begin = m_predicate ? m_end : windowBegin();
}

qsizetype VisibleIndex::outdatedRows() const
{
    return rowAtOrAfter(windowBegin());
}

void VisibleIndex::removeOutdated()
{
    const quint64 begin = windowBegin();
    m_sequences.erase(m_sequences.begin(), std::ranges::lower_bound(m_sequences, begin));
    m_begin = std::max(m_begin, begin);
    m_end = std::max(m_end, m_begin);
}

std::vector<quint64> VisibleIndex::takeNewer()
{
    std::vector<quint64> result;
    const quint64 end = m_capture.packets().endSequence();
    for (; m_end < end; ++m_end) {
        if (!m_predicate || m_predicate->accepts(m_capture, m_end))
            result.push_back(m_end);
    }
    // Without a predicate the window says it all; it is moved by append().
    if (!m_predicate)
        m_end -= result.size();
    return result;
}

void VisibleIndex::append(const std::vector<quint64> &sequences)
{
    if (m_predicate)
        m_sequences.insert(m_sequences.end(), sequences.begin(), sequences.end());
    else
        m_end += sequences.size();
}

std::vector<quint64> VisibleIndex::takeOlder(qint64 milliseconds)
{
    std::vector<quint64> result;
    QElapsedTimer timer;
    timer.start();
    const quint64 stop = windowBegin();
    // The clock is read once for many packets.
    while (m_predicate && m_begin > stop && timer.elapsed() < milliseconds) {
        for (int i = 0; i < 512 && m_begin > stop; ++i) {
            --m_begin;
            if (m_predicate->accepts(m_capture, m_begin))
                result.push_back(m_begin);
        }
    }
    return result;
}

void VisibleIndex::prepend(const std::vector<quint64> &newestFirst)
{
    m_sequences.insert(m_sequences.begin(), newestFirst.rbegin(), newestFirst.rend());
}

// The window moves by whole segments, so that rows are removed seldom.
quint64 VisibleIndex::windowBegin() const
{
    const PacketStore &packets = m_capture.packets();
    const quint64 end = packets.endSequence();
    const quint64 tooOld = end > MaximumWindow ? end - MaximumWindow : 0;
    return std::max(packets.firstSequence(), tooOld - tooOld % Segment::Capacity);
}

} // namespace QSocketIo::Monitor
