// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>
#include <QString>

// The text of JavaScript's dates (ECMA-262, Date.prototype.toISOString).
namespace QSocketIo::IsoDate {

// ECMA-262, TimeClip: no JavaScript date is farther from 1970.
constexpr bool isDate(qint64 millisecondsSinceEpoch)
{
    constexpr qint64 farthest = Q_INT64_C(8640000000000000);
    return millisecondsSinceEpoch >= -farthest && millisecondsSinceEpoch <= farthest;
}

QString toText(qint64 millisecondsSinceEpoch);
// Invalid where the text is no date.
QDateTime fromText(const QString &text);

} // namespace QSocketIo::IsoDate
