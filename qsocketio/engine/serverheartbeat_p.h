// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/engine/options.h>
#include <qsocketio/engine/packet_p.h>

namespace QSocketIo::Engine {

// Keeps a session alive, and notices when its client is gone.
class ServerHeartbeat
{
public:
    class Listener
    {
    public:
        virtual void sendHeartbeat(PacketType type) = 0;
        virtual void onClientSilent() = 0;

    protected:
        ~Listener() = default;
    };

    virtual ~ServerHeartbeat() = default;
    // The way of the protocol: in 4 the server pings, in 3 the client does.
    static std::unique_ptr<ServerHeartbeat> create(int protocol, const ServerOptions &options,
                                                   Listener &listener);

    virtual void start() = 0;
    virtual void stop() = 0;
    // The client sent a ping or a pong. False: the other one is its.
    virtual bool onBeat(PacketType type) = 0;
};

} // namespace QSocketIo::Engine
