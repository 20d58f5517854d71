// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "clock.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace QSocketIo::Bench {

// Latencies in buckets of at most 1.6 % width: 64 for every power of two of nanoseconds.
class Histogram
{
public:
    Histogram();

    std::uint64_t count() const { return m_count; }
    double quantile(double share) const; // microseconds

    void add(Clock::duration latency);
    void clear();

private:
    std::vector<std::uint64_t> m_buckets;
    std::uint64_t m_count = 0;
};

} // namespace QSocketIo::Bench
