// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>

// What this process has used so far.
struct Usage
{
    std::chrono::steady_clock::time_point time;
    double cpuSeconds = 0;

    static Usage now();
};

// Resident memory.
double memoryInBytes();
