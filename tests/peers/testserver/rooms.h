// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/broadcast.h>

#include <QStringList>
#include <QVariant>

// One name, or an array of them.
QStringList roomNames(const QVariant &rooms);
// The sockets in these rooms; null: all of the namespace.
QSocketIo::Broadcast selectRooms(const QSocketIo::Namespace &nsp, const QVariant &rooms);
