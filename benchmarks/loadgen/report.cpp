// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "report.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace QSocketIo::Bench {

Report::Report(std::string_view workload) : m_text("{\"workload\":\"" + std::string(workload) + '"')
{
}

void Report::add(std::string_view key, double value, int decimals)
{
    std::array<char, 400> number;
    std::snprintf(number.data(), number.size(), "%.*f", decimals, value);
    m_text += ",\"" + std::string(key) + "\":" + number.data();
}

void Report::addRun(const Usage &begin, const Usage &end, const Histogram &latencies)
{
    const double seconds = Seconds(end.time - begin.time).count();
    const double server = (end.server - begin.server).count();
    const double generator = (end.generator - begin.generator).count();
    const auto operations = double(std::max<std::uint64_t>(latencies.count(), 1));
    add("seconds", seconds, 3);
    add("operations", double(latencies.count()));
    add("rate", operations / seconds, 1);
    add("server_cpu_us", server / operations * 1e6, 4);
    add("p50_us", latencies.quantile(0.5), 1);
    add("p99_us", latencies.quantile(0.99), 1);
    add("p999_us", latencies.quantile(0.999), 1);
    add("server_busy", server / seconds, 3);
    add("generator_busy", generator / seconds, 3);
}

void Report::addMemory(double before, double after, int connections)
{
    add("rss_before", before);
    add("rss_after", after);
    add("bytes_per_connection", (after - before) / connections);
}

} // namespace QSocketIo::Bench
