// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/clientsource.h>

namespace QSocketIo::Monitor {

struct AdminSettings
{
    // Its path, if there is one, is the namespace of the instrumentation.
    QUrl url = {};
    QString path = QStringLiteral("/socket.io/");
    QString username = {};
    QString password = {};
    TransportChoice transports = TransportChoice::PollingThenUpgrade;
};

// Looks at a server through its admin instrumentation. Never changes anything there.
std::unique_ptr<Source> makeAdminSource(const AdminSettings &settings);

} // namespace QSocketIo::Monitor
