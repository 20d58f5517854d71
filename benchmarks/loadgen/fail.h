// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <string>

namespace QSocketIo::Bench {

enum ExitStatus { Success = 0, WrongUsage = 2, WrongServer = 3 };

// A wrong answer makes every figure of the run worthless, so the first one ends the program.
[[noreturn]] void fail(const std::string &reason);
[[noreturn]] void failWithErrno(const std::string &what);
[[noreturn]] void failUsage(const std::string &reason);

} // namespace QSocketIo::Bench
