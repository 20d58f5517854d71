// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "clock.h"

#include <sys/types.h>

namespace QSocketIo::Bench {

// CPU time and memory of the server, seen from outside; all zero without a process id.
class ServerProcess
{
public:
    explicit ServerProcess(pid_t pid) : m_pid(pid) { }

    Seconds cpuTime() const;
    double residentBytes() const;

private:
    pid_t m_pid;
};

// What both sides had used up at one moment.
struct Usage
{
    Clock::time_point time;
    Seconds server{0};
    Seconds generator{0};

    static Usage now(const ServerProcess &server);
};

} // namespace QSocketIo::Bench
