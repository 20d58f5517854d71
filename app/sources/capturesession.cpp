// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/sources/capturesession.h>

#include <QElapsedTimer>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace QSocketIo::Monitor {

namespace {

constexpr auto ShortestInterval = 33ms;
constexpr auto LongestInterval = 132ms;
constexpr auto BackgroundInterval = 1000ms;
constexpr qint64 Budget = 12;

} // namespace

CaptureSession::CaptureSession(qint64 memoryLimit, QObject *parent)
    : QObject(parent),
      m_capture(memoryLimit)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CaptureSession::onTick);
    m_timer.start(ShortestInterval);
}

CaptureSession::~CaptureSession()
{
    // Before the capture goes: sources may still deliver while they stop.
    m_entries.clear();
}

quint16 CaptureSession::add(std::unique_ptr<Source> source)
{
    const auto id = quint16(m_entries.size() + 1);
    connect(source.get(), &Source::stateChanged, this, [this, id] { Q_EMIT sourceChanged(id); });
    const QString name = source->name();
    m_entries.push_back({id, name, std::move(source)});
    m_capture.topology().addSource(id);
    Q_EMIT sourceAdded(id);
    return id;
}

void CaptureSession::remove(quint16 id)
{
    Source *removed = source(id);
    if (!removed)
        return;
    removed->stop();
    drain();
    m_entries[id - 1u].source.reset();
    m_capture.removeSource(id);
    Q_EMIT sourceRemoved(id);
}

Source *CaptureSession::source(quint16 id) const
{
    return id >= 1 && id <= m_entries.size() ? m_entries[id - 1u].source.get() : nullptr;
}

QString CaptureSession::sourceName(quint16 id) const
{
    return id >= 1 && id <= m_entries.size() ? m_entries[id - 1u].name : QString();
}

QList<quint16> CaptureSession::sources() const
{
    QList<quint16> result;
    for (const Entry &entry : m_entries) {
        if (entry.source)
            result.append(entry.id);
    }
    return result;
}

void CaptureSession::clear()
{
    Q_EMIT aboutToClear();
    m_capture.clear();
    Q_EMIT cleared();
}

void CaptureSession::setInBackground(bool background)
{
    if (m_background == background)
        return;
    m_background = background;
    m_timer.setInterval(background ? BackgroundInterval : ShortestInterval);
}

void CaptureSession::drain()
{
    for (const Entry &entry : m_entries) {
        if (!entry.source)
            continue;
        entry.source->feed().take(m_batch);
        if (!m_batch.isEmpty())
            m_capture.ingest(entry.id, m_batch);
    }
    Q_EMIT drained();
}

void CaptureSession::onTick()
{
    QElapsedTimer timer;
    timer.start();
    drain();
    if (m_capture.sampleRates())
        Q_EMIT ratesChanged();
    adaptInterval(timer.elapsed());
}

void CaptureSession::adaptInterval(qint64 milliseconds)
{
    if (m_background)
        return;
    const bool isSlow = milliseconds > Budget;
    m_slowTicks = isSlow ? m_slowTicks + 1 : 0;
    m_quickTicks = isSlow ? 0 : m_quickTicks + 1;
    const auto interval = m_timer.intervalAsDuration();
    if (m_slowTicks >= 2) {
        m_slowTicks = 0;
        m_timer.setInterval(std::min<std::chrono::milliseconds>(interval * 2, LongestInterval));
    } else if (m_quickTicks >= 30 && interval > ShortestInterval) {
        m_quickTicks = 0;
        m_timer.setInterval(std::max<std::chrono::milliseconds>(interval / 2, ShortestInterval));
    }
}

} // namespace QSocketIo::Monitor
