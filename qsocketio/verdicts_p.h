// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/awaited_p.h>
#include <qsocketio/core/verdict.h>

namespace QSocketIo {

// A middleware that fails refuses. What went wrong is the application's business, not the peer's.
Verdict verdictOf(const Expected<Verdict, Error> &awaited);
// Of a decision that was made.
Verdict verdictOf(const NowOrLater<Verdict> &decision);

// The future that is still to be waited for, if any.
template <typename T>
std::optional<QFuture<T>> notYet(const NowOrLater<T> &decision)
{
    const auto *later = std::get_if<QFuture<T>>(&decision);
    return later && !later->isFinished() ? std::optional(*later) : std::nullopt;
}

} // namespace QSocketIo
