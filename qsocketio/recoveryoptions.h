// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <chrono>

namespace QSocketIo {

// What clients that come back after a loss of their connection find again.
struct ConnectionStateRecovery
{
    std::chrono::milliseconds maxDisconnectionDuration = std::chrono::minutes(2);
    // A socket that is recovered was let in before.
    bool skipMiddlewares = true;
    // Of each namespace: packets that are kept for clients that are away, their bytes, and how many
    // such clients are remembered.
    qsizetype maxPackets = 100'000;
    qint64 maxBytes = 4 * 1024 * 1024;
    qsizetype maxSessions = 20'000;
};

} // namespace QSocketIo
