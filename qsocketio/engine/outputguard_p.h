// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/httpoptions.h>

#include <utility>

namespace QSocketIo::Engine {

// How much may wait for one client, and what is done about more.
class OutputGuard
{
public:
    OutputGuard(qint64 mark, SlowClientPolicy policy) : m_mark(mark), m_policy(policy) { }

    void setMark(qint64 mark) { m_mark = mark; }
    void setPolicy(SlowClientPolicy policy) { m_policy = policy; }

    // True when it has just become too much.
    bool reaches(qint64 waiting) { return waiting > m_mark && !std::exchange(m_isAbove, true); }
    // Nothing more is sent: the client is about to be closed.
    bool closes() const { return m_isAbove && m_policy == SlowClientPolicy::Close; }
    // Too much waits, or did the last time that was looked at.
    bool isAbove() const { return m_isAbove; }
    // Enough of it has left?
    void relax(qint64 waiting)
    {
        if (m_isAbove && m_policy != SlowClientPolicy::Close && waiting <= m_mark / 2)
            m_isAbove = false;
    }
    // A message that would be added now is dropped.
    bool drops(qint64 waiting)
    {
        relax(waiting);
        return m_isAbove && m_policy == SlowClientPolicy::Drop;
    }

private:
    qint64 m_mark;
    SlowClientPolicy m_policy;
    bool m_isAbove = false;
};

} // namespace QSocketIo::Engine
