// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/error.h>
#include <qsocketio/core/turn_p.h>
#include <qsocketio/engine/packet_p.h>

namespace QSocketIo::Engine {

// How the packets of one session travel; the server's and the client's kinds are behind it.
class Transport : public Disposable
{
public:
    class Listener
    {
    public:
        virtual void onPacket(Transport &transport, const Packet &packet) = 0;
        // Everything sent has left; see tellDrained().
        virtual void onDrained(Transport &transport) = 0;
        // It ended; the transport is of no more use.
        virtual void onTransportClosed(Transport &transport, DisconnectReason reason,
                                       const QString &description) = 0;

    protected:
        ~Listener() = default;
    };

    void setListener(Listener *listener) { m_listener = listener; }
    // From now on the listener wants to know; those for which it costs something ask nobody before.
    virtual void tellDrained() { }

    virtual QSocketIo::Transport kind() const = 0;
    // Could a packet leave right now? (What volatile packets ask.)
    virtual bool isWritable() const = 0;
    virtual void send(const OutgoingPacket &packet) = 0;
    virtual qint64 bytesToWrite() const = 0;
    // Sends what waits, then ends the transport.
    virtual void close() = 0;
    // Ends it at once; the listener hears nothing.
    virtual void abort() = 0;

protected:
    Listener *listener() const { return m_listener; }

private:
    Listener *m_listener = nullptr;
};

} // namespace QSocketIo::Engine
