// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/reconnector_p.h>

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace QSocketIo {

std::chrono::milliseconds Backoff::delay(int attempt, double random) const
{
    // Far beyond every limit; infinity would make the deviation no number.
    constexpr int MaximumExponent = 60;
    double ms = double(minimum.count()) * std::exp2(std::min(attempt, MaximumExponent));
    const double deviation = std::floor(random * jitter * ms);
    // The same number decides how far and which way; the limit comes after that.
    const bool sooner = (int(random * 10) & 1) == 0;
    ms += sooner ? -deviation : deviation;
    return std::chrono::milliseconds(qint64(std::min(ms, double(maximum.count()))));
}

Reconnector::Reconnector(const Backoff &backoff, int maximumAttempts, std::function<void()> attempt)
    : m_backoff(backoff),
      m_maximumAttempts(maximumAttempts),
      m_timer(std::move(attempt))
{
}

void Reconnector::configure(const Backoff &backoff, int maximumAttempts)
{
    m_backoff = backoff;
    m_maximumAttempts = maximumAttempts;
}

bool Reconnector::schedule()
{
    if (m_maximumAttempts >= 0 && m_attempts >= m_maximumAttempts) {
        reset();
        return false;
    }
    m_reconnecting = true;
    const auto delay = m_backoff.delay(m_attempts, QRandomGenerator::global()->generateDouble());
    m_due = Clock::current().now() + delay;
    m_timer.start(delay);
    ++m_attempts;
    return true;
}

void Reconnector::reset()
{
    m_timer.stop();
    m_attempts = 0;
    m_reconnecting = false;
}

} // namespace QSocketIo
