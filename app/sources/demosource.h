// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/source.h>

#include <memory>

namespace QSocketIo::Monitor {

// The demo server, watched from within, and clients that keep it busy.
std::unique_ptr<Source> makeDemoSource(quint16 port);

} // namespace QSocketIo::Monitor
