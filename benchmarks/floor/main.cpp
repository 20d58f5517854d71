// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// The least that any server has to do for the load generator's WebSocket workloads: the system
// calls, and the frames. No JSON, no limits, no heartbeat, no Qt. What it takes is what no library
// can save. qsocketio-floor [PORT]; prints "LISTENING <port>".

#include "server.h"

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    QSocketIo::Bench::Server server(argc > 1 ? std::uint16_t(std::atoi(argv[1])) : 0);
    std::printf("LISTENING %d\n", server.port());
    std::fflush(stdout);
    server.run();
}
