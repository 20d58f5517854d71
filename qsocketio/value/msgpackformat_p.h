// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>

namespace QSocketIo {

const ValueFormat &msgPackFormat();

// Checks the value that begins in values.bytes at that place: whole, text that is UTF-8, nested no
// deeper than that, text or integers for keys. Returns behind it, or null; notes the elements of an
// array, or the whole of any other value.
const char *validateMsgPack(const char *at, qsizetype maxDepth, EncodedValues &values);

} // namespace QSocketIo
