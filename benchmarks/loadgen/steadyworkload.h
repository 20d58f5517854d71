// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "histogram.h"
#include "wording.h"
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
    SteadyWorkload(const Options &options, Wording wording);

    const Wording &wording() const { return m_wording; }
    bool isSending() const { return m_sending; }

    // Everybody is there: sends what has to be said before the messages that count.
    virtual void prepare() { }
    virtual void start() = 0;
    virtual bool isAnswered() const = 0;

    void say(Connection &connection, std::string_view tag);
    // Who sends first, and who sends when a message of that connection is answered.
    int firstSenders() const;
    int nextSender(int connection) const;
    void record(Clock::duration latency) { m_latencies.add(latency); }
    // The packet is the head, the tag and what belongs behind it.
    void expect(std::string_view packet, std::string_view head, std::string_view tag) const;
    [[noreturn]] static void failReply(std::string_view packet);

private:
    const Wording m_wording;
    Histogram m_latencies;
    bool m_sending = true;
};

} // namespace QSocketIo::Bench
