// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "echo.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int TextSize = 64;
constexpr int TextCount = 64;

double quantile(const std::vector<float> &sorted, double share)
{
    return sorted[size_t(double(sorted.size() - 1) * share)];
}

} // namespace

Echo::Echo(std::unique_ptr<Line> line, const Plan &plan, Finished finished)
    : m_line(std::move(line)),
      m_plan(plan),
      m_finished(std::move(finished)),
      m_sentAt(size_t(plan.inFlight))
{
    for (int i = 0; i < TextCount; ++i)
        m_texts.push_back(QString::number(i).rightJustified(TextSize, u'.'));
    m_line->joined = [this] { onJoined(); };
    m_line->received = [this](const QString &text) { onReceived(text); };
}

void Echo::onJoined()
{
    const Time now = std::chrono::steady_clock::now();
    m_measuredFrom = now + std::chrono::duration_cast<Time::duration>(m_plan.warmUp);
    for (int i = 0; i < m_plan.inFlight; ++i)
        sendNext(now);
}

void Echo::onReceived(const QString &text)
{
    if (m_isOver)
        return;
    if (text != m_texts[m_received % TextCount])
        qFatal("a wrong answer: %ls", qUtf16Printable(text));
    const Time now = std::chrono::steady_clock::now();
    const auto latency = now - m_sentAt[m_received++ % m_sentAt.size()];
    if (m_isMeasuring) {
        m_latencies.push_back(std::chrono::duration<float, std::micro>(latency).count());
        if (now - m_begin.time >= m_plan.duration)
            return finish();
    } else if (now >= m_measuredFrom) {
        m_isMeasuring = true;
        m_begin = Usage::now();
    }
    sendNext(now);
}

void Echo::sendNext(Time now)
{
    m_sentAt[m_sent % m_sentAt.size()] = now;
    m_line->send(m_texts[m_sent++ % TextCount]);
}

void Echo::finish()
{
    m_isOver = true;
    const Usage end = Usage::now();
    const double seconds = std::chrono::duration<double>(end.time - m_begin.time).count();
    const double cpu = end.cpuSeconds - m_begin.cpuSeconds;
    const auto count = double(m_latencies.size());
    std::ranges::sort(m_latencies);
    m_finished({{u"rate"_s, count / seconds},
                {u"cpu_us"_s, cpu / count * 1e6},
                {u"p50_us"_s, quantile(m_latencies, 0.5)},
                {u"p99_us"_s, quantile(m_latencies, 0.99)},
                {u"busy"_s, cpu / seconds}});
}
