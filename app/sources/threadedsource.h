// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/sources/source.h>

#include <QThread>

#include <functional>
#include <memory>

namespace QSocketIo::Monitor {

// The part of a source that talks to peers. It is made, used and destroyed on a thread of its own.
class SourceWorker : public QObject
{
    Q_OBJECT
public:
    ~SourceWorker() override;
    virtual void open() = 0;

Q_SIGNALS:
    void starting(const QString &message);
    void running(const QString &message);
    void failed(const QString &message);
};

class ThreadedSource : public Source
{
    Q_OBJECT
public:
    using MakeWorker = std::function<std::unique_ptr<SourceWorker>(Feed &feed)>;

    ThreadedSource(Kind kind, const QString &name, MakeWorker makeWorker);
    ~ThreadedSource() override;

    void start() override;
    void stop() override;

private:
    void openWorker(int generation);
    // What an earlier worker still says does not count.
    void follow(int generation, State state, const QString &message);

    const MakeWorker m_makeWorker;
    QThread m_thread;
    // Lives on the thread; the worker is handled through it.
    std::unique_ptr<QObject> m_context;
    std::unique_ptr<SourceWorker> m_worker;
    int m_generation = 0;
};

} // namespace QSocketIo::Monitor
