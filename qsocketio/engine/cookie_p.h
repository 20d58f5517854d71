// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/httpoptions.h>

namespace QSocketIo::Engine {

// The value of a Set-Cookie field (RFC 6265, 4.1), in the npm package cookie's order.
QByteArray cookieField(const Cookie &cookie, QByteArrayView value);

} // namespace QSocketIo::Engine
