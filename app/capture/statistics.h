// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/record.h>

#include <unordered_map>

namespace QSocketIo::Monitor {

// A counter and how fast it grew lately.
class Meter
{
public:
    void add(quint64 count) { m_total += count; }
    quint64 total() const { return m_total; }
    double perSecond() const { return m_rate; }
    // Says whether the rate changed.
    bool sample(double seconds);

private:
    quint64 m_total = 0;
    quint64 m_sampled = 0;
    double m_rate = 0;
};

class Statistics
{
public:
    struct Counters
    {
        Meter packets;
        Meter bytes;
        quint64 lost = 0;
    };

    void add(const PacketHeader &header);
    void addLost(quint16 source, quint64 count);
    // Brings all rates up to date, at most twice a second; now: monotonic nanoseconds.
    bool sample(qint64 now);

    const Counters &total() const { return m_total; }
    Counters source(quint16 source) const;
    Meter nsp(quint16 source, quint32 nsp) const;
    void clear();

private:
    Counters m_total;
    std::unordered_map<quint16, Counters> m_sources;
    std::unordered_map<quint64, Meter> m_namespaces;
    qint64 m_sampledAt = 0;
};

} // namespace QSocketIo::Monitor
