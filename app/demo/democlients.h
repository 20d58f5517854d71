// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/demo/demopeople.h>

#include <memory>
#include <vector>

namespace QSocketIo::Monitor {

// Some clients that make a demo server lively: some dozens of packets a second, no more.
class DemoClients
{
public:
    explicit DemoClients(const QUrl &url);

private:
    std::vector<std::unique_ptr<QObject>> m_clients;
};

} // namespace QSocketIo::Monitor
