// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clienthandshake_p.h>
#include <qsocketio/engine/transport_p.h>

#include <QList>
#include <QObject>

#include <functional>
#include <optional>

namespace QSocketIo::Engine {

// The client's side of a transport. What it receives is delivered from an event of its own, never
// from a signal of Qt's network classes: those emit nothing while one of their slots is running,
// and a handler may run an event loop that waits for the next packet.
class ClientTransport : public Transport, private Suspended
{
public:
    ClientTransport();
    ~ClientTransport() override;

    virtual void open() = 0;
    // The session that the following requests belong to.
    virtual void setSession(const ClientHandshake &handshake) = 0;
    // Calls back when nothing is on its way any more; what is sent from now on waits.
    virtual void pause(std::function<void()> paused);
    virtual void unpause() { }
    // What waits after pause().
    virtual std::vector<QueuedPacket> takeQueue() { return {}; }
    // Why it ended.
    const Error &error() const { return m_error; }
    // Somebody wants to know when everything sent has left.
    void tellDrained() override { m_tellsDrained = true; }

protected:
    // The packet owns its bytes.
    void receive(Packet packet);
    // Reported behind what was received before; the first reason counts.
    void end(DisconnectReason reason, const Error &error);
    bool isEnding() const { return m_end.has_value(); }
    bool hasReceived() const { return !m_received.empty(); }
    void wake();
    // Everything sent has left; told behind what was received before.
    void noteDrained();
    bool tellsDrained() const { return m_tellsDrained; }
    // Drops what was received.
    void discardReceived();

    // Around the deliveries of one event.
    virtual void collect() { }
    virtual void beforePacket() { }
    virtual void afterPackets() { }

    // The receiver of Qt's signals.
    QObject *context() { return &m_context; }

private:
    class Context final : public QObject
    {
    public:
        explicit Context(ClientTransport &transport) : m_transport(transport) { }

    protected:
        bool event(QEvent *event) override;

    private:
        ClientTransport &m_transport;
    };
    struct End
    {
        DisconnectReason reason;
        Error error;
    };

    void resume() override { process(); }
    void process();

    Context m_context{*this};
    QList<Packet> m_received;
    std::optional<End> m_end;
    Error m_error;
    bool m_awake = false;
    bool m_tellsDrained = false;
    bool m_drained = false;
};

// Makes the transports of a session.
class ClientTransports
{
public:
    using Prepared = std::function<void(const std::optional<Error> &error)>;

    virtual ~ClientTransports() = default;

    // Calls back when transports can be made, or with the reason why there won't be any.
    virtual void prepare(const Prepared &prepared) { prepared({}); }
    virtual std::unique_ptr<ClientTransport> create(QSocketIo::Transport kind) = 0;
};

} // namespace QSocketIo::Engine
