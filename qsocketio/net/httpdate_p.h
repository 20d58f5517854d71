// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QSocketIo::Net {

// A time as HTTP writes it (RFC 9110, 5.6.7).
QByteArray httpDate(qint64 secondsSinceEpoch);
// That of now, made once a second.
const QByteArray &currentHttpDate();

} // namespace QSocketIo::Net
