// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "fail.h"
#include "workload.h"

#include <cstdio>
#include <sys/resource.h>

namespace {

using namespace QSocketIo::Bench;

void raiseDescriptorLimit(int connections)
{
    constexpr rlim_t Others = 16;
    rlimit limit = {};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < rlim_t(connections) + Others)
        fail("only " + std::to_string(limit.rlim_cur) + " descriptors are allowed (ulimit -Hn)");
}

} // namespace

int main(int argc, char **argv)
{
    const Options options = parseOptions(argc, argv);
    raiseDescriptorLimit((options.polling() ? 2 : 1) * options.connections + options.idle);
    const Report report = makeWorkload(options)->run();
    std::puts(report.text().c_str());
    return Success;
}
