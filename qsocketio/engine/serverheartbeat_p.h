// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/duequeue_p.h>
#include <qsocketio/core/turn_p.h>
#include <qsocketio/engine/options.h>
#include <qsocketio/engine/packet_p.h>

namespace QSocketIo::Engine {

// Keeps the sessions of one protocol alive, and notices when their clients are gone.
class ServerHeartbeat : public Disposable
{
public:
    // What a session has for it.
    class Pulse : public DueQueue::Item
    {
    public:
        virtual void sendHeartbeat(PacketType type) = 0;
        virtual void onClientSilent() = 0;

    protected:
        ~Pulse() = default;
    };

    // The way of the protocol: in 4 the server pings, in 3 the client does.
    static std::unique_ptr<ServerHeartbeat> create(int protocol, const ServerOptions &options);

    virtual void start(Pulse &pulse) = 0;
    // The client sent a ping or a pong. False: the other one is its.
    virtual bool onBeat(Pulse &pulse, PacketType type) = 0;
};

} // namespace QSocketIo::Engine
