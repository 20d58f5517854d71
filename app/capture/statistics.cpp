// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/statistics.h>

#include <cmath>

namespace QSocketIo::Monitor {

namespace {

constexpr qint64 SamplePeriod = 500'000'000;

quint64 namespaceKey(quint16 source, quint32 nsp)
{
    return quint64(source) << 32 | nsp;
}

} // namespace

bool Meter::sample(double seconds)
{
    const double latest = double(m_total - m_sampled) / seconds;
    m_sampled = m_total;
    const double before = m_rate;
    // Smoothed over some samples, but an end is an end.
    m_rate = latest == 0 && before < 1 ? 0 : before + (latest - before) * 0.4;
    return std::abs(m_rate - before) >= 0.05;
}

void Statistics::add(const PacketHeader &header)
{
    for (Counters *counters : {&m_total, &m_sources[header.source]}) {
        counters->packets.add(1);
        counters->bytes.add(header.size);
    }
    if (header.nsp != 0)
        m_namespaces[namespaceKey(header.source, header.nsp)].add(1);
}

void Statistics::addLost(quint16 source, quint64 count)
{
    m_total.lost += count;
    m_sources[source].lost += count;
}

bool Statistics::sample(qint64 now)
{
    if (m_sampledAt != 0 && now - m_sampledAt < SamplePeriod)
        return false;
    const double seconds = double(now - m_sampledAt) / 1e9;
    const bool first = m_sampledAt == 0;
    m_sampledAt = now;
    if (first)
        return true;
    const auto sampleCounters = [seconds](Counters &counters) {
        counters.packets.sample(seconds);
        counters.bytes.sample(seconds);
    };
    sampleCounters(m_total);
    for (auto &[source, counters] : m_sources)
        sampleCounters(counters);
    for (auto &[key, meter] : m_namespaces)
        meter.sample(seconds);
    return true;
}

Statistics::Counters Statistics::source(quint16 source) const
{
    const auto found = m_sources.find(source);
    return found != m_sources.end() ? found->second : Counters{};
}

Meter Statistics::nsp(quint16 source, quint32 nsp) const
{
    const auto found = m_namespaces.find(namespaceKey(source, nsp));
    return found != m_namespaces.end() ? found->second : Meter{};
}

void Statistics::clear()
{
    m_total = {};
    m_sources.clear();
    m_namespaces.clear();
    m_sampledAt = 0;
}

} // namespace QSocketIo::Monitor
