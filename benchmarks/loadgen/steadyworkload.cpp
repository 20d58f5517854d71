// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "steadyworkload.h"

#include "fail.h"
#include "tag.h"

namespace QSocketIo::Bench {

namespace {

std::string makeTail(std::size_t stringSize)
{
    constexpr std::string_view Filling = "The quick brown fox jumps over the lazy dog. ";
    std::string tail;
    while (tail.size() + Tag::Size < stringSize)
        tail.push_back(Filling[tail.size() % Filling.size()]);
    return tail + "\"]";
}

} // namespace

SteadyWorkload::SteadyWorkload(const Options &options)
    : Workload(options),
      m_tail(makeTail(std::size_t(options.size)))
{
}

Report SteadyWorkload::run()
{
    const double memoryBefore = server().residentBytes();
    openAll(options().connections);
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
    report.add("inflight", options().inflight);
    report.add("size", options().size);
    report.addRun(begin, end, m_latencies);
    report.addMemory(memoryBefore, server().residentBytes(), options().connections);

    m_sending = false;
    runUntil([this] { return isAnswered(); }, "the last answers");
    return report;
}

void SteadyWorkload::expect(std::string_view packet, std::string_view head,
                            std::string_view tag) const
{
    if (packet.size() != head.size() + tag.size() + m_tail.size() || !packet.starts_with(head)
        || packet.substr(head.size(), tag.size()) != tag || !packet.ends_with(m_tail)) {
        failReply(packet);
    }
}

void SteadyWorkload::failReply(std::string_view packet)
{
    fail("wrong or misplaced answer: " + std::string(packet.substr(0, 200)));
}

} // namespace QSocketIo::Bench
