// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "fail.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace QSocketIo::Bench {

namespace {

[[noreturn]] void leave(ExitStatus status, const std::string &reason)
{
    std::fprintf(stderr, "qsocketio-loadgen: %s\n", reason.c_str());
    std::_Exit(status);
}

} // namespace

void fail(const std::string &reason)
{
    leave(WrongServer, reason);
}

void failWithErrno(const std::string &what)
{
    fail(what + ": " + std::strerror(errno));
}

void failUsage(const std::string &reason)
{
    leave(WrongUsage, reason + " (--help lists the options)");
}

} // namespace QSocketIo::Bench
