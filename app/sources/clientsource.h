// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/source.h>

#include <QStringList>
#include <QUrl>
#include <QVariantMap>

#include <memory>

namespace QSocketIo::Monitor {

enum class TransportChoice : quint8 { PollingThenUpgrade, WebSocketOnly, PollingOnly };

struct ClientSettings
{
    QUrl url = {};
    QString path = QStringLiteral("/socket.io/");
    QStringList namespaces = {QStringLiteral("/")};
    QVariantMap auth = {};
    TransportChoice transports = TransportChoice::PollingThenUpgrade;
};

// A client of any server; shows all that it sends and receives.
std::unique_ptr<Source> makeClientSource(const ClientSettings &settings);

} // namespace QSocketIo::Monitor
