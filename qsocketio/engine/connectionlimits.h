// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

#include <chrono>

namespace QSocketIo {

using namespace std::chrono_literals;

// What a server takes from its peers before it says no. 0 is no limit where it is the default.
struct ConnectionLimits
{
    // Of a request's head.
    qsizetype requestLine = 8192;
    qsizetype headerBytes = 16384;
    qsizetype headerCount = 100;
    std::chrono::milliseconds headerTimeout = 20s;
    // Between a request's head and the end of its body.
    std::chrono::milliseconds bodyTimeout = 60s;
    // Without a request.
    std::chrono::milliseconds idleTimeout = 65s;
    std::chrono::milliseconds tlsHandshakeTimeout = 10s;
    // TCP connections in all, and from one address; for IPv6 from one /64.
    qsizetype connections = 0;
    qsizetype connectionsPerAddress = 0;
    // Sessions of one client address, which may be one that a trusted proxy tells.
    qsizetype sessionsPerAddress = 0;
};

// The proxies that are believed when they say who the client is.
struct TrustedProxies
{
    enum class Header : quint8 { XForwardedFor, Forwarded };

    // Addresses and subnets, "10.0.0.0/8"; "unix" for whoever connects by a unix socket.
    QStringList addresses = {};
    // The one that they write. The other one is not looked at: a client may have sent it.
    Header header = Header::XForwardedFor;
};

} // namespace QSocketIo
