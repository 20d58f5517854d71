// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/verdicts_p.h>

namespace QSocketIo {

Verdict verdictOf(const Expected<Verdict, Error> &awaited)
{
    if (awaited)
        return *awaited;
    qCInfo(lcServer, "a middleware failed: %s", qPrintable(awaited.error().detail));
    return Verdict::reject(QStringLiteral("the middleware failed"));
}

Verdict verdictOf(const NowOrLater<Verdict> &decision)
{
    if (const auto *later = std::get_if<QFuture<Verdict>>(&decision))
        return verdictOf(outcome(*later));
    return std::get<Verdict>(decision);
}

} // namespace QSocketIo
