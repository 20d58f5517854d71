// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/recoverystore_p.h>
#include <qsocketio/core/global.h>
#include <qsocketio/recoveryoptions.h>
#include <qsocketio/serversocket.h>

#include <QPointer>

namespace QSocketIo {

class Writer;

// Connection state recovery of one namespace: what its sockets are when their clients come back.
class Recovery
{
public:
    explicit Recovery(const ConnectionStateRecovery &options);

    bool skipsMiddlewares() const { return m_skipsMiddlewares; }

    // An event goes out: its place in the log becomes its last argument.
    void stamp(Writer &writer);
    // It is in the log from now on.
    RecoveryOffset append(const EncodedPacket &packet, const Selection &selection);

    // A client asks to join: it gets a new session, or the one that it had. The application may
    // hear of the end of the connection where that session still was.
    void open(ServerSocket &socket);
    // It joins: first it gets what it missed, then its rooms. False: it is gone meanwhile.
    bool begin(ServerSocket &socket);
    bool rejoin(ServerSocket &socket);
    // Its connection ended before it joined.
    void giveBack(ServerSocket &socket);
    void onClosed(ServerSocket &socket, DisconnectReason reason);

private:
    bool restore(ServerSocket &socket);
    bool sendMissed(ServerSocket &socket);

    RecoveryStore m_store;
    bool m_skipsMiddlewares;
    // The sockets that are here, by the secret of their sessions.
    QHash<QString, QPointer<ServerSocket>> m_present;
};

} // namespace QSocketIo
