// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "line.h"
#include "usage.h"

#include <QJsonObject>
#include <QTimer>

#include <vector>

// Many clients in one process; when all have joined, each of them sends an event a second.
class Crowd
{
public:
    struct Plan
    {
        int clients = 1000;
        std::chrono::duration<double> duration{};
    };
    using Finished = std::function<void(const QJsonObject &report)>;

    Crowd(LineMaker makeLine, const Address &address, const Plan &plan, Finished finished);

    void start();

private:
    struct Member
    {
        std::unique_ptr<Line> line;
        QTimer timer;
        int sent = 0;
        int received = 0;
    };

    void openNext();
    void onJoined(Member &member);
    void onReceived(Member &member, const QString &text);
    void onAllJoined();
    void finish();

    LineMaker m_makeLine;
    Address m_address;
    Plan m_plan;
    Finished m_finished;
    std::vector<std::unique_ptr<Member>> m_members;
    int m_joined = 0;
    double m_emptyMemory = 0;
    Usage m_opening{};
    Usage m_talking{};
};
