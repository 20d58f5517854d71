// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QSocketIo {

// 20 characters of base64url from the system's random source: socket and session ids.
QByteArray randomId();

} // namespace QSocketIo
