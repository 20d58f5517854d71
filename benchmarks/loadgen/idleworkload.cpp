// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "idleworkload.h"

namespace QSocketIo::Bench {

Report IdleWorkload::run()
{
    const double memoryBefore = server().residentBytes();
    openAll(options().connections);
    runFor(options().hold);

    Report report(options().workload);
    report.add("connections", options().connections);
    report.addMemory(memoryBefore, server().residentBytes(), options().connections);
    return report;
}

} // namespace QSocketIo::Bench
