// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/filter/packetpredicate.h>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace QSocketIo::Monitor {

// Which packet is in which row. Without a predicate that is a window of the store; with one, the
// numbers that passed. It looks at packets in slices: new ones first, then back in time.
class VisibleIndex
{
public:
    static constexpr quint64 MaximumWindow = 2'000'000;

    explicit VisibleIndex(const Capture &capture) : m_capture(capture) { }

    qsizetype count() const;
    quint64 sequence(qsizetype row) const;
    std::optional<qsizetype> row(quint64 sequence) const;
    // The row of that packet, or the nearest one after it.
    qsizetype rowAtOrAfter(quint64 sequence) const;
    bool isFiltered() const { return m_predicate != nullptr; }
    // Older packets are still to be looked at.
    bool isBehind() const;
    // Packets that came after the last look.
    quint64 unseen() const;

    // Begins anew at the newest packet; null shows everything.
    void reset(std::shared_ptr<PacketPredicate> predicate);
    const std::shared_ptr<PacketPredicate> &predicate() const { return m_predicate; }

    // Rows at the front whose packets are gone or out of the window.
    qsizetype outdatedRows() const;
    void removeOutdated();
    // Numbers to append, or to put in front (newest first) within the time given.
    std::vector<quint64> takeNewer();
    void append(const std::vector<quint64> &sequences);
    std::vector<quint64> takeOlder(qint64 milliseconds);
    void prepend(const std::vector<quint64> &newestFirst);

private:
    quint64 windowBegin() const;

    const Capture &m_capture;
    std::shared_ptr<PacketPredicate> m_predicate;
    std::deque<quint64> m_sequences;
    // What was looked at: [m_begin, m_end).
    quint64 m_begin = 1;
    quint64 m_end = 1;
};

} // namespace QSocketIo::Monitor
