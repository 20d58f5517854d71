// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "line.h"
#include "usage.h"

#include <QJsonObject>

#include <vector>

// One client keeps some messages under way: each answer brings forth the next one.
class Echo
{
public:
    struct Plan
    {
        int inFlight = 1;
        std::chrono::duration<double> warmUp{};
        std::chrono::duration<double> duration{};
    };
    using Finished = std::function<void(const QJsonObject &report)>;

    Echo(std::unique_ptr<Line> line, const Plan &plan, Finished finished);

    void start() { m_line->open(); }

private:
    using Time = std::chrono::steady_clock::time_point;

    void onJoined();
    void onReceived(const QString &text);
    void sendNext(Time now);
    void finish();

    std::unique_ptr<Line> m_line;
    Plan m_plan;
    Finished m_finished;
    std::vector<QString> m_texts;
    std::vector<Time> m_sentAt;
    std::vector<float> m_latencies;
    size_t m_sent = 0;
    size_t m_received = 0;
    Time m_measuredFrom{};
    Usage m_begin{};
    bool m_isMeasuring = false;
    bool m_isOver = false;
};
