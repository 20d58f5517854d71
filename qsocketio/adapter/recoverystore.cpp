// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/adapter/recoverystore_p.h>

#include <algorithm>

namespace QSocketIo {

namespace {

constexpr std::chrono::milliseconds LongestSweepInterval = 60s;

// The packet behind which the client has nothing.
std::optional<RecoveryOffset> receivedUpTo(const RecoverySession &session,
                                           const std::optional<QString> &offset)
{
    if (!offset)
        return session.begin;
    const auto received = RecoveryOffset::fromText(offset->toLatin1());
    if (!received)
        return {};
    // A client may still hold the offset of an earlier session.
    return std::max(*received, session.begin);
}

} // namespace

RecoveryStore::RecoveryStore(const Limits &limits)
    : m_limits(limits),
      m_log({limits.age, limits.packets, limits.bytes}),
      m_sweep([this] { sweep(); })
{
}

void RecoveryStore::append(const EncodedPacket &packet, const Selection &selection)
{
    m_log.append(packet, selection, Clock::current().now());
    scheduleSweep();
}

void RecoveryStore::keep(RecoverySession session)
{
    session.left = m_log.end();
    session.leftAt = Clock::current().now();
    giveBack(std::move(session));
}

void RecoveryStore::giveBack(RecoverySession session)
{
    if (m_limits.sessions <= 0)
        return;
    while (sessionCount() >= m_limits.sessions)
        dropFirstSession();
    m_byPid.insert(session.pid, m_nextNumber);
    m_sessions.emplace(m_nextNumber++, std::move(session));
    scheduleSweep();
}

std::optional<RecoverySession> RecoveryStore::take(const QString &pid,
                                                   const std::optional<QString> &offset)
{
    const auto number = m_byPid.constFind(pid);
    if (number == m_byPid.cend())
        return {};
    RecoverySession session = std::move(m_sessions.extract(*number).mapped());
    m_byPid.erase(number);
    const auto received = receivedUpTo(session, offset);
    if (!received || session.leftAt + m_limits.age < Clock::current().now())
        return {};
    // Who has got all that was written misses only what came since then. So the age of the last
    // packet before does not matter.
    session.left = *received >= session.sent ? std::max(*received, session.left) : *received;
    if (!m_log.reaches(session.left))
        return {};
    return session;
}

void RecoveryStore::sweep()
{
    const Clock::Time now = Clock::current().now();
    m_log.expire(now);
    while (!m_sessions.empty() && m_sessions.begin()->second.leftAt + m_limits.age < now)
        dropFirstSession();
    scheduleSweep();
}

void RecoveryStore::scheduleSweep()
{
    if (m_sweep.isActive() || (m_log.isEmpty() && m_sessions.empty()))
        return;
    m_sweep.start(std::clamp(m_limits.age, std::chrono::milliseconds(1s), LongestSweepInterval));
}

void RecoveryStore::dropFirstSession()
{
    const auto first = m_sessions.begin();
    m_byPid.remove(first->second.pid);
    m_sessions.erase(first);
}

} // namespace QSocketIo
