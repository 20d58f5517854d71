// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/value/encodedvalues.h>

namespace QSocketIo {

const ValueFormat &jsonFormat();

// Makes values of what a JsonWriter wrote: storage holds one array, placeholders and attachments
// are the writer's.
EncodedValues jsonValues(EncodedValues written);

} // namespace QSocketIo
