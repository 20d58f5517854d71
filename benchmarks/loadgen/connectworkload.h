// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "histogram.h"
#include "workload.h"

#include <vector>

namespace QSocketIo::Bench {

// A stream of visitors: each joins / and closes its WebSocket in good order.
class ConnectWorkload final : public Workload
{
public:
    explicit ConnectWorkload(const Options &options) : Workload(options) { }

    Report run() override;

private:
    void visit(int count);
    void onJoined(Connection &connection) override;
    void onClosed(Connection &connection) override;

    std::vector<Clock::time_point> m_openTimes;
    Histogram m_latencies;
    int m_closed = 0;
};

} // namespace QSocketIo::Bench
