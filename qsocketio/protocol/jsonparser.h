// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

QSOCKETIO_EXPORT const Parser &jsonParser();

} // namespace QSocketIo
