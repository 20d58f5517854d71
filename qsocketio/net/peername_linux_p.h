// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHostAddress>

#include <array>

struct sockaddr_storage;

namespace QSocketIo::Net {

// Who is at the other end of a socket, in a few bytes; nobody on a unix socket.
class PeerName
{
public:
    PeerName() = default;
    explicit PeerName(const sockaddr_storage &name);
    static PeerName of(int descriptor);

    QHostAddress address() const;
    quint16 port() const { return m_port; }

private:
    std::array<quint8, 16> m_address{};
    quint16 m_port = 0;
    quint16 m_family = 0;
};

} // namespace QSocketIo::Net
