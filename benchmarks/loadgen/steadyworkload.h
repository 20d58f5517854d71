// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "histogram.h"
#include "workload.h"

#include <string>
#include <string_view>

namespace QSocketIo::Bench {

// Messages over connections that stay: join, fill the pipelines, warm up, measure, and at the end
// wait for every answer still owed, so that a lost one cannot go unnoticed.
class SteadyWorkload : public Workload
{
public:
    Report run() override;

protected:
    explicit SteadyWorkload(const Options &options);

    // What follows the tag in every packet: the string's filling, `"` and `]`.
    std::string_view tail() const { return m_tail; }
    bool isSending() const { return m_sending; }

    virtual void start() = 0;
    virtual bool isAnswered() const = 0;

    void record(Clock::duration latency) { m_latencies.add(latency); }
    void expect(std::string_view packet, std::string_view head, std::string_view tag) const;

private:
    [[noreturn]] static void failReply(std::string_view packet);

    std::string m_tail;
    Histogram m_latencies;
    bool m_sending = true;
};

} // namespace QSocketIo::Bench
