// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/sources/threadedsource.h>

namespace QSocketIo::Monitor {

SourceWorker::~SourceWorker() = default;

ThreadedSource::ThreadedSource(Kind kind, const QString &name, MakeWorker makeWorker)
    : Source(kind, name),
      m_makeWorker(std::move(makeWorker))
{
    m_thread.setObjectName(name);
}

ThreadedSource::~ThreadedSource()
{
    stop();
}

void ThreadedSource::start()
{
    if (m_context)
        return;
    ++m_generation;
    setState(State::Starting);
    m_context = std::make_unique<QObject>();
    m_context->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_context.get(), [this, generation = m_generation] { openWorker(generation); },
        Qt::QueuedConnection);
}

void ThreadedSource::stop()
{
    if (!m_context)
        return;
    ++m_generation;
    QMetaObject::invokeMethod(
        m_context.get(), [this] { m_worker.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    m_context.reset();
    feed().add(TopologyDelta{.kind = TopologyDelta::Kind::Reset});
    setState(State::Stopped);
}

void ThreadedSource::openWorker(int generation)
{
    m_worker = m_makeWorker(feed());
    SourceWorker *worker = m_worker.get();
    const auto connectTo = [&](auto signal, State state) {
        connect(worker, signal, this, [this, state, generation](const QString &message) {
            follow(generation, state, message);
        });
    };
    connectTo(&SourceWorker::starting, State::Starting);
    connectTo(&SourceWorker::running, State::Running);
    connectTo(&SourceWorker::failed, State::Failed);
    worker->open();
}

void ThreadedSource::follow(int generation, State state, const QString &message)
{
    if (generation == m_generation)
        setState(state, message);
}

} // namespace QSocketIo::Monitor
