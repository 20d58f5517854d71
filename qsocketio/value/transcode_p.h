// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/reader.h>
#include <qsocketio/value/writer.h>

namespace QSocketIo {

// Reads the next value, whatever it is, and writes it in another format.
void copyValue(Reader &in, Writer &out);

} // namespace QSocketIo
