// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <atomic>

namespace QSocketIo::Engine {

// What a trace knows a session by: unique in the process, servers' and clients' alike.
inline quint64 nextSessionNumber()
{
    static std::atomic<quint64> number = 0;
    return number.fetch_add(1, std::memory_order_relaxed) + 1;
}

} // namespace QSocketIo::Engine
