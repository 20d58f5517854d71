// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/turn_p.h>
#include <qsocketio/engine/serverheartbeat_p.h>

namespace QSocketIo::Engine {

namespace {

// Protocol 4: the server pings, and the client has so long to answer.
class Pinger final : public ServerHeartbeat
{
public:
    Pinger(const ServerOptions &options, Listener &listener)
        : m_interval(options.pingInterval),
          m_timeout(options.pingTimeout),
          m_listener(listener),
          m_timer([this] { onDue(); })
    {
    }

    void start() override { m_timer.start(m_interval); }
    void stop() override { m_timer.stop(); }

    // One that nobody asked for counts as well.
    bool onBeat(PacketType type) override
    {
        if (type != PacketType::Pong)
            return false;
        m_awaitsPong = false;
        start();
        return true;
    }

private:
    void onDue()
    {
        const Turn::Scope scope;
        if (m_awaitsPong)
            return m_listener.onClientSilent();
        m_awaitsPong = true;
        m_timer.startAgain(m_timeout);
        m_listener.sendHeartbeat(PacketType::Ping);
    }

    const std::chrono::milliseconds m_interval;
    const std::chrono::milliseconds m_timeout;
    Listener &m_listener;
    Timer m_timer;
    bool m_awaitsPong = false;
};

// Protocol 3: the client pings, at the interval that its handshake told.
class Ponger final : public ServerHeartbeat
{
public:
    Ponger(const ServerOptions &options, Listener &listener)
        : m_patience(options.pingInterval + options.pingTimeout),
          m_listener(listener),
          m_timer([this] {
              const Turn::Scope scope;
              m_listener.onClientSilent();
          })
    {
    }

    void start() override { m_timer.start(m_patience); }
    void stop() override { m_timer.stop(); }

    bool onBeat(PacketType type) override
    {
        if (type != PacketType::Ping)
            return false;
        start();
        m_listener.sendHeartbeat(PacketType::Pong);
        return true;
    }

private:
    const std::chrono::milliseconds m_patience;
    Listener &m_listener;
    Timer m_timer;
};

} // namespace

std::unique_ptr<ServerHeartbeat> ServerHeartbeat::create(int protocol, const ServerOptions &options,
                                                         Listener &listener)
{
    if (protocol == 3)
        return std::make_unique<Ponger>(options, listener);
    return std::make_unique<Pinger>(options, listener);
}

} // namespace QSocketIo::Engine
