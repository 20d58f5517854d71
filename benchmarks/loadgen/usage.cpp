// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "usage.h"

#include "fail.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace QSocketIo::Bench {

namespace {

Seconds toSeconds(const timeval &time)
{
    return Seconds(double(time.tv_sec) + double(time.tv_usec) / 1e6);
}

} // namespace

// Linux, Documentation/scheduler/sched-stats.rst: the first number of a thread's schedstat is its
// time on the CPU in nanoseconds. utime and stime of /proc/PID/stat count ticks of 10 ms.
Seconds ServerProcess::cpuTime() const
{
    if (!m_pid)
        return Seconds(0);
    double nanoseconds = 0;
    std::error_code error;
    const std::string tasks = "/proc/" + std::to_string(m_pid) + "/task";
    for (const auto &task : std::filesystem::directory_iterator(tasks, error)) {
        double own = 0;
        std::ifstream(task.path() / "schedstat") >> own; // 0 for a thread that has just ended
        nanoseconds += own;
    }
    if (error || nanoseconds == 0)
        fail("cannot read the CPU time of process " + std::to_string(m_pid));
    return Seconds(nanoseconds / 1e9);
}

double ServerProcess::residentBytes() const
{
    if (!m_pid)
        return 0;
    double total = 0;
    double resident = 0;
    std::ifstream statm("/proc/" + std::to_string(m_pid) + "/statm");
    if (!(statm >> total >> resident))
        fail("cannot read the memory of process " + std::to_string(m_pid));
    return resident * double(sysconf(_SC_PAGESIZE));
}

Usage Usage::now(const ServerProcess &server)
{
    rusage own = {};
    getrusage(RUSAGE_SELF, &own);
    return {.time = Clock::now(),
            .server = server.cpuTime(),
            .generator = toSeconds(own.ru_utime) + toSeconds(own.ru_stime)};
}

} // namespace QSocketIo::Bench
