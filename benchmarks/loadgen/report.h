// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "histogram.h"
#include "usage.h"

#include <string>
#include <string_view>

namespace QSocketIo::Bench {

// One line of JSON, built key by key.
class Report
{
public:
    explicit Report(std::string_view workload);

    void add(std::string_view key, double value, int decimals = 0);
    void addRun(const Usage &begin, const Usage &end, const Histogram &latencies);
    void addMemory(double before, double after, int connections);

    std::string text() const { return m_text + "}"; }

private:
    std::string m_text;
};

} // namespace QSocketIo::Bench
