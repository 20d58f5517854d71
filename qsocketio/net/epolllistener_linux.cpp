// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/epolllistener_linux_p.h>

#include <cerrno>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace QSocketIo::Net {

namespace {

constexpr int Backlog = 4096;
// So many, then the others get their turn.
constexpr int AcceptsPerTurn = 64;
constexpr auto PauseWithoutDescriptors = 200ms;

socklen_t fill(sockaddr_storage &storage, const QHostAddress &address, quint16 port)
{
    storage = {};
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        auto &ipv4 = reinterpret_cast<sockaddr_in &>(storage);
        ipv4.sin_family = AF_INET;
        ipv4.sin_port = htons(port);
        ipv4.sin_addr.s_addr = htonl(address.toIPv4Address());
        return sizeof ipv4;
    }
    auto &ipv6 = reinterpret_cast<sockaddr_in6 &>(storage);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    ipv6.sin6_family = AF_INET6;
    ipv6.sin6_port = htons(port);
    std::memcpy(&ipv6.sin6_addr, &bytes, sizeof bytes);
    return sizeof ipv6;
}

} // namespace

EpollListener::EpollListener(MakeStream makeStream, Accepted accepted)
    : Listener(std::move(accepted)),
      m_makeStream(std::move(makeStream)),
      m_reactor(Reactor::current()),
      m_pause([this] { m_reactor->modify(m_handle, m_descriptor, EPOLLIN); })
{
}

EpollListener::~EpollListener()
{
    if (m_handle.isValid())
        m_reactor->remove(m_handle, m_descriptor);
    else if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool EpollListener::listen(const QHostAddress &address, quint16 port)
{
    if (!bindAndListen(address, port))
        return fail();
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    ::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&bound), &size);
    m_port = ntohs(bound.ss_family == AF_INET ? reinterpret_cast<sockaddr_in &>(bound).sin_port
                                              : reinterpret_cast<sockaddr_in6 &>(bound).sin6_port);
    m_address = address;
    m_handle = m_reactor->add(this, m_descriptor, EPOLLIN);
    return true;
}

bool EpollListener::bindAndListen(const QHostAddress &address, quint16 port)
{
    // QHostAddress::Any is both protocols: an IPv6 socket that takes IPv4 as well.
    sockaddr_storage storage;
    const socklen_t size = fill(storage, address, port);
    m_descriptor = ::socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0)
        return false;
    const int on = 1;
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (storage.ss_family == AF_INET6) {
        const int onlyIPv6 = address == QHostAddress(QHostAddress::Any) ? 0 : 1;
        ::setsockopt(m_descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &onlyIPv6, sizeof onlyIPv6);
    }
    return ::bind(m_descriptor, reinterpret_cast<sockaddr *>(&storage), size) == 0
        && ::listen(m_descriptor, Backlog) == 0;
}

bool EpollListener::fail()
{
    m_error = qt_error_string(errno);
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
    return false;
}

void EpollListener::onEvents(quint32)
{
    for (int i = 0; i < AcceptsPerTurn; ++i) {
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        const int descriptor = ::accept4(m_descriptor, reinterpret_cast<sockaddr *>(&peer), &size,
                                         SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            m_warned = false;
            accepted(m_makeStream(descriptor, peer));
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            return pause();
        } else if (errno != ECONNABORTED && errno != EINTR) {
            return;
        }
    }
}

// The pending connection keeps the descriptor readable: without a pause the loop would spin.
void EpollListener::pause()
{
    if (!m_warned)
        qCWarning(lcNet, "cannot accept connections: %s", qPrintable(qt_error_string(errno)));
    m_warned = true;
    m_reactor->modify(m_handle, m_descriptor, 0);
    m_pause.start(PauseWithoutDescriptors);
}

} // namespace QSocketIo::Net
