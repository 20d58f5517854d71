// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/adapter/adapter.h>
#include <qsocketio/net/sharedbytes_p.h>

namespace QSocketIo {

namespace Engine {
class SessionServer;
struct OutgoingPacket;
} // namespace Engine

// Broadcasts of a namespace to the same sockets, one after another. As long as what waits for each
// of them is the same frame, the next one is added to that frame: nobody looks at the sockets.
class BroadcastRun
{
public:
    // False: each socket has to be sent to.
    bool add(const Selection &selection, const Engine::OutgoingPacket &message,
             Engine::SessionServer &sessions);
    // The message was sent to each of so many sockets, and nothing else was to be done for any.
    void begin(const Selection &selection, const Engine::OutgoingPacket &message,
               qsizetype sockets);
    // The selection means other sockets now, or something else is to be done for one of them.
    void end() { m_frame = {}; }

private:
    Selection m_selection;
    // Null where there is none.
    Net::SharedBytes m_frame;
    qsizetype m_sockets = 0;
};

} // namespace QSocketIo
