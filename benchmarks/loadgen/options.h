// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "clock.h"
#include "tls.h"

#include <netinet/in.h>
#include <string>

namespace QSocketIo::Bench {

struct Options
{
    std::string workload;
    sockaddr_in server = {};
    std::string path = "/socket.io/";
    int serverPid = 0;
    int connections = 100;
    int idle = 0;
    int rooms = 100;
    int inflight = 1;
    int underway = 0;
    int size = 64;
    int window = 64;
    int count = 5000;
    Seconds warmup{0.5};
    Seconds duration{2.0};
    Seconds hold{1.0};
    std::string transport = "websocket";
    std::string parser = "json";
    std::string tls = "no";
    std::string compression = "none";

    bool polling() const { return transport == "polling"; }
    bool msgPack() const { return parser == "msgpack"; }
    bool deflate() const { return compression == "deflate"; }
    Security security() const { return tls == "yes" ? Security::Tls : Security::None; }
    std::string hostAndPort() const;
};

Options parseOptions(int argc, char **argv);

} // namespace QSocketIo::Bench
