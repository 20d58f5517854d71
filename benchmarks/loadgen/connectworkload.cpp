// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "connectworkload.h"

namespace QSocketIo::Bench {

Report ConnectWorkload::run()
{
    constexpr int WarmupShare = 2; // together below the 28,000 local ports that Linux hands out
    const double memoryBefore = server().residentBytes();
    visit(options().count / WarmupShare);

    m_latencies.clear();
    const Usage begin = Usage::now(server());
    visit(options().count);
    const Usage end = Usage::now(server());

    Report report(options().workload);
    report.add("window", options().window);
    report.addRun(begin, end, m_latencies);
    report.addMemory(memoryBefore, server().residentBytes(), opened());
    return report;
}

void ConnectWorkload::visit(int count)
{
    const int last = opened() + count;
    const auto allClosed = [&] {
        while (opened() < last && opened() - m_closed < options().window) {
            m_openTimes.push_back(Clock::now());
            open();
        }
        return m_closed == last;
    };
    runUntil(allClosed, "all connections joined and closed");
}

void ConnectWorkload::onJoined(Connection &connection)
{
    m_latencies.add(now() - m_openTimes[std::size_t(connection.index())]);
    connection.close();
}

void ConnectWorkload::onClosed(Connection &)
{
    ++m_closed;
}

} // namespace QSocketIo::Bench
