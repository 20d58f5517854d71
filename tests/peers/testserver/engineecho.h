// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/server.h>

// Sends every message of every client back to it.
void echoMessages(QSocketIo::Engine::Server &server);
