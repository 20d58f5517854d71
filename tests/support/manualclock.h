// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>

namespace QSocketIo::Testing {

// Time that stands still until a test moves it; this thread's clock while it lives.
class ManualClock final : public Clock
{
public:
    ManualClock() : m_previous(replace(this)) { }
    ~ManualClock() override { replace(m_previous); }

    Time now() const override { return m_now; }

    // Fires every timer on the way at its own moment, in order.
    void advance(std::chrono::milliseconds by)
    {
        const Time end = m_now + by;
        while (hasDeadline() && firstDeadline() <= end) {
            m_now = std::max(m_now, firstDeadline());
            fireDue();
        }
        m_now = end;
    }

    // The machine sleeps: time goes on, no timer fires.
    void sleep(std::chrono::milliseconds by) { m_now += by; }

protected:
    void deadlineChanged() override { }

private:
    Clock *m_previous;
    Time m_now{1h};
};

} // namespace QSocketIo::Testing
