// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "histogram.h"

#include <algorithm>
#include <bit>

namespace QSocketIo::Bench {

namespace {

constexpr unsigned StepBits = 6;
constexpr std::uint64_t Steps = 1u << StepBits;

std::size_t bucketOf(std::uint64_t value)
{
    if (value < Steps)
        return std::size_t(value);
    const auto exponent = unsigned(std::bit_width(value)) - 1;
    const std::uint64_t step = (value >> (exponent - StepBits)) & (Steps - 1);
    return std::size_t((exponent - StepBits + 1) * Steps + step);
}

std::uint64_t lowestOf(std::size_t bucket)
{
    if (bucket < Steps)
        return bucket;
    const auto exponent = unsigned(bucket >> StepBits) + StepBits - 1;
    return (std::uint64_t(1) << exponent) + ((bucket & (Steps - 1)) << (exponent - StepBits));
}

} // namespace

Histogram::Histogram() : m_buckets(bucketOf(~std::uint64_t(0)) + 1) { }

double Histogram::quantile(double share) const
{
    const auto wanted = std::uint64_t(share * double(m_count));
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
        seen += m_buckets[bucket];
        if (seen > wanted)
            return double(lowestOf(bucket)) / 1000;
    }
    return 0;
}

void Histogram::add(Clock::duration latency)
{
    const auto nanoseconds = std::chrono::nanoseconds(latency).count();
    ++m_buckets[bucketOf(std::uint64_t(nanoseconds))];
    ++m_count;
}

void Histogram::clear()
{
    std::fill(m_buckets.begin(), m_buckets.end(), 0);
    m_count = 0;
}

} // namespace QSocketIo::Bench
