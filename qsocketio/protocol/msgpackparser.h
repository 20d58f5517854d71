// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/protocol/parser.h>

namespace QSocketIo {

QSOCKETIO_EXPORT std::shared_ptr<const Parser> msgPackParser();

} // namespace QSocketIo
