// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <functional>
#include <memory>

// What the workloads need of a client that has joined the main namespace of the server.
class Line
{
public:
    virtual ~Line() = default;

    virtual void open() = 0;
    // The event "pass", which the server sends back.
    virtual void send(const QString &text) = 0;

    std::function<void()> joined = {};
    std::function<void(const QString &text)> received = {};
};

struct Address
{
    quint16 port = 0;
    bool polling = false;
};

using LineMaker = std::function<std::unique_ptr<Line>(const Address &address)>;
