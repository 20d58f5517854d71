// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>
#include <qsocketio/engine/clientmemory_p.h>
#include <qsocketio/engine/clientsession_p.h>
#include <qsocketio/reconnector_p.h>

#include <QUrl>

namespace QSocketIo {

// What a client's options mean to the layers below it.

Backoff backoff(const ClientOptions &options);
std::unique_ptr<Engine::ClientSession>
engineSession(const QUrl &url, const ClientOptions &options,
              const std::shared_ptr<Engine::ClientMemory> &memory,
              Engine::ClientSession::Listener &listener);

} // namespace QSocketIo
