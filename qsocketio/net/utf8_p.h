// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QSocketIo::Net {

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isValidUtf8(QByteArrayView bytes);

// The same text with U+FFFD in place of what is not UTF-8.
QByteArray replaceInvalidUtf8(const QByteArray &bytes);

} // namespace QSocketIo::Net
