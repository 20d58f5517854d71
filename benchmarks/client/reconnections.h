// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "line.h"
#include "usage.h"

#include <qsocketio/client.h>

#include <QJsonObject>

// One client disconnects and connects again, many times.
class Reconnections
{
public:
    using Finished = std::function<void(const QJsonObject &report)>;

    Reconnections(const Address &address, int count, Finished finished);

    void start();

private:
    void onConnected();
    void finish();

    QSocketIo::Client m_client;
    int m_count;
    Finished m_finished;
    int m_done = -1;
    double m_earlyMemory = 0;
    Usage m_begin{};
};
