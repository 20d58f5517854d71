// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>
#include <qsocketio/engine/request.h>

#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace QSocketIo {

struct Cors
{
    // "*" alone: every origin. Empty: no CORS headers.
    QStringList origins = {};
    bool credentials = false;
};

namespace Engine {

using namespace std::chrono_literals;

struct ServerOptions
{
    QString path = QStringLiteral("/engine.io/");
    std::chrono::milliseconds pingInterval = 25s;
    std::chrono::milliseconds pingTimeout = 20s;
    std::chrono::milliseconds upgradeTimeout = 10s;
    qint64 maxHttpBufferSize = 1'000'000;
    qint64 maxBufferedBytes = 16 * 1024 * 1024;
    Transports transports = QSocketIo::Transport::Polling | QSocketIo::Transport::WebSocket;
    bool allowUpgrades = true;
    // Polls of 1024 bytes and more are compressed for clients that accept that.
    bool httpCompression = true;
    Cors cors = {};
    // The name of a cookie with the session id on the handshake; empty: none.
    QString cookie = {};
    // Refuses a handshake by returning a message; empty: "Forbidden".
    std::function<std::optional<QString>(const Request &)> refuseRequest = {};
};

} // namespace Engine

} // namespace QSocketIo
