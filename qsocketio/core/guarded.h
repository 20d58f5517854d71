// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace QSocketIo {

// Tells those who ask whether it still lives. What every message asks: a QPointer would count with
// atomic operations. It and its guards belong to one thread.
class Guarded
{
    Q_DISABLE_COPY_MOVE(Guarded)

public:
    class Guard
    {
        Q_DISABLE_COPY_MOVE(Guard)

    public:
        // Guards nothing.
        Guard() = default;
        explicit Guard(const Guarded &guarded) : m_guarded(&guarded), m_next(guarded.m_guards)
        {
            if (m_next)
                m_next->m_previous = this;
            guarded.m_guards = this;
        }
        ~Guard()
        {
            if (!m_guarded)
                return;
            if (m_next)
                m_next->m_previous = m_previous;
            if (m_previous)
                m_previous->m_next = m_next;
            else
                m_guarded->m_guards = m_next;
        }

        explicit operator bool() const { return m_guarded != nullptr; }

    private:
        friend class Guarded;

        const Guarded *m_guarded = nullptr;
        Guard *m_next = nullptr;
        Guard *m_previous = nullptr;
    };

    Guarded() = default;

protected:
    ~Guarded()
    {
        for (Guard *guard = m_guards; guard; guard = guard->m_next)
            guard->m_guarded = nullptr;
    }

private:
    mutable Guard *m_guards = nullptr;
};

} // namespace QSocketIo
