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
    void noteUse()
    {
        // What the outermost calls need is kept as long as can be.
        if (m_depth > 1)
            noteDepth();
    }

private:
    friend class Turn;
    void noteDepth();

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

// What came in and waits because a handler is running. A nested event loop in that handler lets it
// go on.
class Suspended
{
public:
    virtual void resume() = 0;

protected:
    Suspended() = default;
    ~Suspended();
    Suspended(const Suspended &) = delete;
    Suspended &operator=(const Suspended &) = delete;

    void suspend()
    {
        if (!m_suspended)
            enlist();
    }
    void unsuspend()
    {
        if (m_suspended)
            strike();
    }

private:
    friend class Turn;
    void enlist();
    void strike();

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

        // An event has been brought in, and the next one comes: what that needs can have the memory
        // of what this has left, while it is in the cache.
        void betweenEvents()
        {
            if (!m_turn.m_trash.empty())
                m_turn.emptyTrash(m_turn.m_depth - 1);
        }

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
    // As if only calls of this depth were running.
    void emptyTrash(int depth);
    void beforeLoopIteration();
    void resumeSuspended();

    int m_depth = 0;
    bool m_resumePosted = false;
    std::vector<Deferred *> m_deferred;
    std::vector<Suspended *> m_suspended;
    using Trash = std::vector<std::unique_ptr<Disposable>>;
    Trash m_trash;
    // Keeps its memory.
    Trash m_emptied;
};

} // namespace QSocketIo
