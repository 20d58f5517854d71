// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/request.h>
#include <qsocketio/engine/response.h>

#include <optional>

namespace QSocketIo::Monitor {

// The demo's web page.
std::optional<Engine::Response> demoPage(const Engine::Request &request);

// Where the official browser client is; empty if it was not installed when this was built.
QString demoClientFiles();

} // namespace QSocketIo::Monitor
