// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

#include <compare>
#include <optional>

namespace QSocketIo {

// Where a packet is in a server's log of what may be sent again. Later packets have greater ones.
// Clients get it as text, in the form that the official in-memory adapter uses: milliseconds since
// 1970 in base 64, and a number where there are several within one.
class RecoveryOffset
{
public:
    RecoveryOffset() = default;

    // The next one behind last, also where the wall clock was set back.
    static RecoveryOffset after(RecoveryOffset last, qint64 msecsSinceEpoch);

    QByteArray text() const;
    static std::optional<RecoveryOffset> fromText(QByteArrayView text);

    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees the generated comparison.
    friend auto operator<=>(const RecoveryOffset &, const RecoveryOffset &) = default;

private:
    explicit RecoveryOffset(quint64 value) : m_value(value) { }

    quint64 m_value = 0;
};

// Whether text is the offset that some official adapter (in memory, Redis streams, Mongo) has put
// behind an event's arguments: all of them hold the time, which must be near to now.
bool looksLikeRecoveryOffset(QByteArrayView text, qint64 msecsSinceEpoch);

} // namespace QSocketIo
