// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/clock_p.h>

#include <QTimer>

#if defined(Q_OS_LINUX)
#include <ctime>
#endif

namespace QSocketIo {

namespace {

// Time that goes on while the machine sleeps, where the system has such a clock.
Clock::Time systemTime()
{
#if defined(Q_OS_LINUX)
    timespec time;
    if (clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
#endif
    return std::chrono::steady_clock::now().time_since_epoch();
}

class SystemClock final : public Clock
{
public:
    SystemClock()
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { fireDue(); });
    }

    Time now() const override { return systemTime(); }

protected:
    void deadlineChanged() override
    {
        if (!hasDeadline())
            return m_timer.stop();
        const auto delay = std::chrono::ceil<std::chrono::milliseconds>(firstDeadline() - now());
        m_timer.start(std::max(delay, 0ms));
    }

private:
    QTimer m_timer;
};

thread_local Clock *replacement = nullptr;

} // namespace

Clock::~Clock() = default;

Clock &Clock::current()
{
    if (replacement)
        return *replacement;
    thread_local SystemClock clock;
    return clock;
}

Clock *Clock::replace(Clock *clock)
{
    return std::exchange(replacement, clock);
}

Clock::Queue::iterator Clock::insert(Time deadline, Timer *timer)
{
    const auto position = m_timers.emplace(deadline, timer);
    if (position == m_timers.begin())
        deadlineChanged();
    return position;
}

void Clock::remove(Queue::iterator position)
{
    const bool first = position == m_timers.begin();
    m_timers.erase(position);
    // A deadline that is too early only costs one idle call; none at all stops the clock.
    if (first && m_timers.empty())
        deadlineChanged();
}

void Clock::fireDue()
{
    const Time until = now();
    while (hasDeadline() && firstDeadline() <= until) {
        Timer *timer = m_timers.begin()->second;
        m_timers.erase(m_timers.begin());
        timer->m_clock = nullptr;
        // The callback may destroy its timer: call a copy.
        const auto callback = timer->m_callback;
        callback();
    }
    deadlineChanged();
}

void Timer::start(std::chrono::milliseconds delay)
{
    startAt(Clock::current().now() + std::max(delay, 0ms));
}

void Timer::startAgain(std::chrono::milliseconds delay)
{
    startAt(m_deadline + delay);
}

void Timer::startAt(Clock::Time deadline)
{
    stop();
    m_deadline = deadline;
    m_clock = &Clock::current();
    m_position = m_clock->insert(deadline, this);
}

void Timer::stop()
{
    if (Clock *clock = std::exchange(m_clock, nullptr))
        clock->remove(m_position);
}

} // namespace QSocketIo
