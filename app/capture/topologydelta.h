// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace QSocketIo::Monitor {

// One change of who is where, as a source saw it.
struct TopologyDelta
{
    enum class Kind : quint8 {
        Reset,
        NamespaceAdded,
        NamespaceRemoved,
        SocketAdded,
        SocketUpdated,
        SocketRemoved,
        RoomJoined,
        RoomLeft,
    };

    Kind kind = Kind::Reset;
    QString nsp = {};
    QString socket = {};
    QString room = {};
    // Of sockets: the session of their connection, and where they come from.
    QByteArray session = {};
    QString address = {};
    QString transport = {};
};

} // namespace QSocketIo::Monitor
