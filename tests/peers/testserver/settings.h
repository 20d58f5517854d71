// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/serveroptions.h>

#include <QHostAddress>

#include <optional>

struct Settings
{
    QHostAddress host{QHostAddress::LocalHost};
    quint16 port = 3000;
    bool engineOnly = false;
    QString serverId = QStringLiteral("s1");
    QString recordFile;
    QSocketIo::ServerOptions server;
};

// What the command line says; nothing, after a message on stderr, if it cannot be done.
std::optional<Settings> readSettings(const QStringList &arguments);
