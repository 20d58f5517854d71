// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/jsontape.h>

namespace QSocketIo::Monitor {

// The document with a line for each value, at most about limit bytes of it. Every value keeps the
// spelling it was sent with.
QByteArray indentedJson(const JsonTape &tape, qsizetype limit);

} // namespace QSocketIo::Monitor
