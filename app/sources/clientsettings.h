// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/clientsource.h>
#include <qsocketio/clientoptions.h>

namespace QSocketIo::Monitor {

inline void choose(TransportChoice choice, ClientOptions &options)
{
    switch (choice) {
    case TransportChoice::PollingThenUpgrade:
        return;
    case TransportChoice::WebSocketOnly:
        options.transports = {Transport::WebSocket};
        return;
    case TransportChoice::PollingOnly:
        options.transports = {Transport::Polling};
        options.upgrade = false;
        return;
    }
}

// "example.org:3000", never with a password.
inline QString hostOf(const QUrl &url)
{
    return url.port() < 0 ? url.host() : QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
}

} // namespace QSocketIo::Monitor
