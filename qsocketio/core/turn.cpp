// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/clock_p.h>
#include <qsocketio/core/turn_p.h>

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace QSocketIo {

Disposable::Disposable() : m_depth(Turn::current().depth()) { }

void Disposable::noteDepth()
{
    m_depth = std::min(m_depth, Turn::current().depth());
}

Disposable::~Disposable() = default;

Deferred::~Deferred()
{
    if (m_deferred)
        std::erase(Turn::current().m_deferred, this);
}

void Deferred::enqueue()
{
    m_deferred = true;
    Turn::current().m_deferred.push_back(this);
}

Suspended::~Suspended()
{
    unsuspend();
}

void Suspended::enlist()
{
    m_suspended = true;
    Turn::current().m_suspended.push_back(this);
}

void Suspended::strike()
{
    m_suspended = false;
    std::erase(Turn::current().m_suspended, this);
}

Turn::Turn()
{
    // Made first, so that it outlives what this thread still holds at its end.
    Clock::current();
    // Emits from timers and before nested loops leave at the next iteration of whatever loop runs.
    if (auto *dispatcher = QAbstractEventDispatcher::instance()) {
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this,
                &Turn::beforeLoopIteration);
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, &Turn::beforeLoopIteration);
    }
}

Turn::~Turn() = default;

Turn &Turn::current()
{
    thread_local Turn turn;
    return turn;
}

void Turn::dispose(std::unique_ptr<Disposable> object)
{
    if (!object)
        return;
    object->noteUse();
    current().m_trash.push_back(std::move(object));
}

bool Turn::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    m_resumePosted = false;
    resumeSuspended();
    return true;
}

void Turn::leave()
{
    runDeferred();
    --m_depth;
    emptyTrash(m_depth);
}

void Turn::runDeferred()
{
    // Deferred work may defer more: a flushed poll dirties its stream.
    while (!m_deferred.empty()) {
        Deferred *work = m_deferred.back();
        m_deferred.pop_back();
        work->m_deferred = false;
        work->atTurnEnd();
    }
}

void Turn::emptyTrash(int depth)
{
    if (m_trash.empty())
        return;
    Trash doomed = std::exchange(m_emptied, {});
    doomed.swap(m_trash);
    // What was made and used inside of this depth alone, no call below it on the stack can need.
    if (depth > 0) {
        const auto unused =
            std::stable_partition(doomed.begin(), doomed.end(),
                                  [depth](auto &object) { return object->m_depth <= depth; });
        m_trash.assign(std::make_move_iterator(doomed.begin()), std::make_move_iterator(unused));
    }
    doomed.clear();
    m_emptied = std::move(doomed);
}

void Turn::beforeLoopIteration()
{
    runDeferred();
    emptyTrash(m_depth);
    if (m_depth > 0 && !m_suspended.empty() && !m_resumePosted) {
        m_resumePosted = true;
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }
}

void Turn::resumeSuspended()
{
    const Scope scope;
    // Resuming runs handlers, which may end any of them.
    const std::vector<Suspended *> waiting = m_suspended;
    for (Suspended *input : waiting) {
        if (std::ranges::find(m_suspended, input) != m_suspended.end())
            input->resume();
    }
}

} // namespace QSocketIo
