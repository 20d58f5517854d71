// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>

namespace QSocketIo::Bench {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

inline Clock::time_point after(Seconds delay)
{
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(delay);
}

} // namespace QSocketIo::Bench
