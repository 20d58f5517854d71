// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "steadyworkload.h"

#include "fail.h"

#include <utility>

namespace QSocketIo::Bench {

SteadyWorkload::SteadyWorkload(const Options &options, Wording wording)
    : Workload(options),
      m_wording(std::move(wording))
{
}

Report SteadyWorkload::run()
{
    const int everybody = options().connections + options().idle;
    const double memoryBefore = server().residentBytes();
    openAll(everybody);
    prepare();
    start();
    runFor(options().warmup);

    m_latencies.clear();
    const Usage begin = Usage::now(server());
    runFor(options().duration);
    const Usage end = Usage::now(server());
    if (m_latencies.count() == 0)
        fail("the server answered nothing");

    Report report(options().workload);
    report.add("connections", options().connections);
    report.add("idle", options().idle);
    report.add("inflight", options().inflight);
    report.add("size", options().size);
    report.addRun(begin, end, m_latencies);
    report.addMemory(memoryBefore, server().residentBytes(), everybody);

    m_sending = false;
    runUntil([this] { return isAnswered(); }, "the last answers");
    return report;
}

int SteadyWorkload::firstSenders() const
{
    return options().underway ? options().underway : options().connections;
}

// Messages that wander never meet, since their number divides that of the connections.
int SteadyWorkload::nextSender(int connection) const
{
    return (connection + options().underway) % options().connections;
}

void SteadyWorkload::say(Connection &connection, std::string_view tag)
{
    if (m_wording.binary)
        connection.sendBinary({m_wording.before, tag, m_wording.after});
    else
        connection.send({m_wording.before, tag, m_wording.after});
}

void SteadyWorkload::expect(std::string_view packet, std::string_view head,
                            std::string_view tag) const
{
    const std::string_view tail = m_wording.after;
    if (packet.size() != head.size() + tag.size() + tail.size() || !packet.starts_with(head)
        || packet.substr(head.size(), tag.size()) != tag || !packet.ends_with(tail)) {
        failReply(packet);
    }
}

void SteadyWorkload::failReply(std::string_view packet)
{
    fail("wrong or misplaced answer: " + std::string(packet.substr(0, 200)));
}

} // namespace QSocketIo::Bench
