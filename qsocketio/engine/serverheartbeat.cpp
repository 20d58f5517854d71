// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/serverheartbeat_p.h>

namespace QSocketIo::Engine {

namespace {

ServerHeartbeat::Pulse &pulseOf(DueQueue::Item &item)
{
    return static_cast<ServerHeartbeat::Pulse &>(item);
}

// Protocol 4: the server pings, and the client has so long to answer.
class Pinger final : public ServerHeartbeat
{
public:
    explicit Pinger(const ServerOptions &options)
        : m_pings(options.pingInterval, [this](DueQueue::Item &item) { onPingDue(pulseOf(item)); }),
          m_pongs(options.pingTimeout, [this](DueQueue::Item &item) { onPongDue(pulseOf(item)); })
    {
    }

    void start(Pulse &pulse) override { m_pings.add(pulse); }

    // One that nobody asked for counts as well.
    bool onBeat(Pulse &pulse, PacketType type) override
    {
        if (type == PacketType::Pong)
            start(pulse);
        return type == PacketType::Pong;
    }

private:
    void onPingDue(Pulse &pulse)
    {
        noteUse();
        m_pongs.addAgain(pulse);
        pulse.sendHeartbeat(PacketType::Ping);
    }

    void onPongDue(Pulse &pulse)
    {
        noteUse();
        pulse.onClientSilent();
    }

    DueQueue m_pings;
    DueQueue m_pongs;
};

// Protocol 3: the client pings, at the interval that its handshake told.
class Ponger final : public ServerHeartbeat
{
public:
    explicit Ponger(const ServerOptions &options)
        : m_pings(options.pingInterval + options.pingTimeout, [this](DueQueue::Item &item) {
              noteUse();
              pulseOf(item).onClientSilent();
          })
    {
    }

    void start(Pulse &pulse) override { m_pings.add(pulse); }

    bool onBeat(Pulse &pulse, PacketType type) override
    {
        if (type != PacketType::Ping)
            return false;
        start(pulse);
        pulse.sendHeartbeat(PacketType::Pong);
        return true;
    }

private:
    DueQueue m_pings;
};

} // namespace

std::unique_ptr<ServerHeartbeat> ServerHeartbeat::create(int protocol, const ServerOptions &options)
{
    if (protocol == 3)
        return std::make_unique<Ponger>(options);
    return std::make_unique<Pinger>(options);
}

} // namespace QSocketIo::Engine
