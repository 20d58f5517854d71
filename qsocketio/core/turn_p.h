// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <memory>
#include <vector>

namespace QSocketIo {

// A plain object that outlives the calls that are running when it is disposed of, so that user code
// may end anything at any time.
class Disposable
{
public:
    Disposable();
    virtual ~Disposable();
    Disposable(const Disposable &) = delete;
    Disposable &operator=(const Disposable &) = delete;

protected:
    // A call that goes on at this depth needs it until that depth is left.
    void noteUse();

private:
    friend class Turn;
    // The shallowest depth whose calls may still need it.
    int m_depth;
};

// Work that is done once at the end of a turn, however often it was asked for.
class Deferred
{
public:
    virtual void atTurnEnd() = 0;

protected:
    Deferred() = default;
    ~Deferred();
    Deferred(const Deferred &) = delete;
    Deferred &operator=(const Deferred &) = delete;

    void defer()
    {
        if (!m_deferred)
            enqueue();
    }

private:
    friend class Turn;
    void enqueue();

    bool m_deferred = false;
};

// Received data that waits because a handler of its connection is running. A nested event loop in
// that handler lets it go on.
class Suspended
{
public:
    virtual void resume() = 0;

protected:
    Suspended() = default;
    ~Suspended();
    Suspended(const Suspended &) = delete;
    Suspended &operator=(const Suspended &) = delete;

    void suspend();
    void unsuspend();

private:
    friend class Turn;
    bool m_suspended = false;
};

// One pass of incoming events on a thread, and what is put off to its end. Handlers may run nested
// event loops: a turn inside a turn has a greater depth.
class Turn final : public QObject
{
    Q_OBJECT
public:
    // Everything that brings events in holds one while it does.
    class Scope
    {
    public:
        Scope() : m_turn(current()) { ++m_turn.m_depth; }
        ~Scope() { m_turn.leave(); }
        Scope(const Scope &) = delete;
        Scope &operator=(const Scope &) = delete;

    private:
        Turn &m_turn;
    };

    static Turn &current();
    ~Turn() override;

    int depth() const { return m_depth; }
    static void dispose(std::unique_ptr<Disposable> object);

protected:
    bool event(QEvent *event) override;

private:
    friend class Deferred;
    friend class Suspended;
    Turn();

    void leave();
    void runDeferred();
    void emptyTrash();
    void beforeLoopIteration();
    void resumeSuspended();

    int m_depth = 0;
    bool m_resumePosted = false;
    std::vector<Deferred *> m_deferred;
    std::vector<Suspended *> m_suspended;
    std::vector<std::unique_ptr<Disposable>> m_trash;
};

} // namespace QSocketIo
