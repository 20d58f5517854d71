// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/listener_p.h>

namespace QSocketIo::Net {

// A socket that listens without blocking, or why there is none.
struct ListenSocket
{
    int descriptor = -1;
    QHostAddress address = {};
    quint16 port = 0;
    // The file of a unix socket that was made here.
    QByteArray path = {};
    quint64 inode = 0;
    QString error = {};
};

ListenSocket openListenSocket(const Endpoint &endpoint);
// Unless somebody else's has taken its place.
void removeSocketFile(const ListenSocket &socket);

} // namespace QSocketIo::Net
