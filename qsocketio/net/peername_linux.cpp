// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/peername_linux_p.h>

#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>

namespace QSocketIo::Net {

PeerName::PeerName(const sockaddr_storage &name) : m_family(name.ss_family)
{
    if (m_family == AF_INET) {
        const auto &ipv4 = reinterpret_cast<const sockaddr_in &>(name);
        std::memcpy(m_address.data(), &ipv4.sin_addr, 4);
        m_port = ntohs(ipv4.sin_port);
    } else if (m_family == AF_INET6) {
        const auto &ipv6 = reinterpret_cast<const sockaddr_in6 &>(name);
        std::memcpy(m_address.data(), &ipv6.sin6_addr, 16);
        m_port = ntohs(ipv6.sin6_port);
    }
}

PeerName PeerName::of(int descriptor)
{
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    ::getpeername(descriptor, reinterpret_cast<sockaddr *>(&name), &size);
    return PeerName(name);
}

QHostAddress PeerName::address() const
{
    if (m_family == AF_INET) {
        quint32 address;
        std::memcpy(&address, m_address.data(), 4);
        return QHostAddress(ntohl(address));
    }
    return m_family == AF_INET6 ? QHostAddress(m_address.data()) : QHostAddress();
}

} // namespace QSocketIo::Net
