// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clientheartbeat_p.h>

namespace QSocketIo::Engine {

namespace {

// The event loop's timers stand still while the machine sleeps: the deadline is looked at this
// often.
constexpr std::chrono::milliseconds Look = 5s;

} // namespace

ClientHeartbeat::ClientHeartbeat(std::function<void()> ping, std::function<void()> late)
    : m_ping(std::move(ping)),
      m_late(std::move(late)),
      m_watchdog([this] { check(); }),
      m_nextPing([this] { sendPing(); })
{
}

void ClientHeartbeat::startListening(const Times &times)
{
    m_times = times;
    m_isPinging = false;
    onPing();
}

void ClientHeartbeat::startPinging(const Times &times)
{
    m_times = times;
    m_isPinging = true;
    onPong();
}

void ClientHeartbeat::stop()
{
    m_watchdog.stop();
    m_nextPing.stop();
}

void ClientHeartbeat::onPing()
{
    if (!m_isPinging)
        restart(m_times.interval + m_times.timeout);
}

void ClientHeartbeat::onPong()
{
    if (!m_isPinging)
        return;
    restart(m_times.interval + m_times.timeout);
    m_nextPing.start(m_times.interval);
}

bool ClientHeartbeat::isLate() const
{
    return m_watchdog.isActive() && Clock::current().now() > m_deadline;
}

void ClientHeartbeat::restart(std::chrono::milliseconds limit)
{
    m_deadline = Clock::current().now() + limit;
    m_watchdog.start(std::min(limit, Look));
}

void ClientHeartbeat::check()
{
    const auto rest = m_deadline - Clock::current().now();
    if (rest > 0ns)
        return m_watchdog.start(std::min(std::chrono::ceil<std::chrono::milliseconds>(rest), Look));
    stop();
    m_late();
}

void ClientHeartbeat::sendPing()
{
    restart(m_times.timeout);
    m_ping();
}

} // namespace QSocketIo::Engine
