// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/core/clock_p.h>
#include <qsocketio/protocol/parser.h>
#include <qsocketio/protocol/recoveryoffset_p.h>

#include <deque>

namespace QSocketIo {

// The packets of a namespace that may have to be sent again, the newest ones of them: bounded by
// age, by number and by bytes. Time is what its callers say.
class RecoveryLog
{
public:
    struct Limits
    {
        std::chrono::milliseconds age{};
        qsizetype packets = 0;
        qint64 bytes = 0;
    };
    struct Entry
    {
        RecoveryOffset offset;
        Clock::Time time{};
        EncodedPacket packet;
        Selection selection;
        qint64 size = 0;
    };

    explicit RecoveryLog(const Limits &limits) : m_limits(limits) { }

    // The place of the packet that append() takes next.
    RecoveryOffset reserve(qint64 msecsSinceEpoch);
    void append(const EncodedPacket &packet, const Selection &selection, Clock::Time now);
    void expire(Clock::Time now);

    bool isEmpty() const { return m_entries.empty(); }
    qsizetype size() const { return qsizetype(m_entries.size()); }
    qint64 bytes() const { return m_bytes; }
    // Of the last packet.
    RecoveryOffset end() const { return m_end; }
    // Is everything behind that place still here?
    bool reaches(RecoveryOffset offset) const { return offset >= m_dropped && offset <= m_end; }
    // The first packet behind that place for somebody in these rooms; or null.
    const Entry *next(RecoveryOffset offset, const QStringList &rooms) const;

private:
    void dropFirst();

    Limits m_limits;
    std::deque<Entry> m_entries;
    qint64 m_bytes = 0;
    RecoveryOffset m_end;
    RecoveryOffset m_dropped;
};

} // namespace QSocketIo
