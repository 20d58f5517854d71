// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "workload.h"

namespace QSocketIo::Bench {

// Connections that join / and then only answer heartbeats: what does one cost in memory?
class IdleWorkload final : public Workload
{
public:
    explicit IdleWorkload(const Options &options) : Workload(options) { }

    Report run() override;
};

} // namespace QSocketIo::Bench
