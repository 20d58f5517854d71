// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/epollstream_linux_p.h>

#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace QSocketIo::Net {

namespace {

// Large payloads go out while they are in the cache, and do not pile up until the turn's end.
constexpr qint64 EagerFlushSize = 64 * 1024;

} // namespace

EpollStream::EpollStream(int descriptor, const sockaddr_storage &peer)
    : m_reactor(Reactor::current()),
      m_descriptor(descriptor),
      m_interest(EPOLLIN | EPOLLRDHUP)
{
    if (peer.ss_family == AF_INET) {
        const auto &address = reinterpret_cast<const sockaddr_in &>(peer);
        m_peerIsIPv4 = true;
        std::memcpy(m_peerAddress.data(), &address.sin_addr, 4);
        m_peerPort = ntohs(address.sin_port);
    } else if (peer.ss_family == AF_INET6) {
        const auto &address = reinterpret_cast<const sockaddr_in6 &>(peer);
        std::memcpy(m_peerAddress.data(), &address.sin6_addr, 16);
        m_peerPort = ntohs(address.sin6_port);
    }
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_handle = m_reactor->add(this, descriptor, m_interest);
}

EpollStream::~EpollStream()
{
    abort();
}

void EpollStream::write(QByteArrayView bytes)
{
    if (!isOpen() || m_finishing)
        return;
    m_output.append(bytes);
    flushSoon();
}

void EpollStream::writeShared(const QByteArray &bytes)
{
    if (!isOpen() || m_finishing)
        return;
    m_output.appendShared(bytes);
    flushSoon();
}

void EpollStream::setReading(bool reading)
{
    m_reading = reading;
    updateInterest();
}

void EpollStream::finishWriting()
{
    m_finishing = true;
    defer();
}

void EpollStream::abort()
{
    if (!isOpen())
        return;
    m_output.clear();
    m_reactor->remove(m_handle, std::exchange(m_descriptor, -1));
}

QHostAddress EpollStream::peerAddress() const
{
    if (m_peerIsIPv4) {
        quint32 address;
        std::memcpy(&address, m_peerAddress.data(), 4);
        return QHostAddress(ntohl(address));
    }
    return QHostAddress(m_peerAddress.data());
}

void EpollStream::onEvents(quint32 events)
{
    noteUse();
    if (events & EPOLLOUT) {
        m_waitsForSpace = false;
        flush();
    }
    if (isOpen() && (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)))
        receive();
}

void EpollStream::receive()
{
    char *buffer = m_reactor->receiveBuffer();
    const ssize_t size = ::recv(m_descriptor, buffer, Reactor::ReceiveBufferSize, 0);
    if (size > 0) {
        if (listener())
            listener()->onBytes({buffer, size_t(size)});
    } else if (size == 0) {
        fail(0);
    } else if (errno != EAGAIN && errno != EINTR) {
        fail(errno);
    }
}

void EpollStream::flushSoon()
{
    if (m_output.size() >= EagerFlushSize && !m_waitsForSpace)
        flush();
    else
        defer();
}

void EpollStream::flush()
{
    while (isOpen() && !m_output.isEmpty() && !m_waitsForSpace) {
        std::array<iovec, 32> entries;
        msghdr message{};
        message.msg_iov = entries.data();
        message.msg_iovlen = size_t(m_output.gather(entries.data(), int(entries.size())));
        const ssize_t sent = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
        if (sent >= 0) {
            m_output.consume(sent);
        } else if (errno == EAGAIN) {
            m_waitsForSpace = true;
        } else if (errno != EINTR) {
            return fail(errno);
        }
    }
    if (!isOpen())
        return;
    updateInterest();
    if (!m_output.isEmpty())
        return;
    if (m_finishing)
        ::shutdown(m_descriptor, SHUT_WR);
    if (listener())
        listener()->onDrained();
}

void EpollStream::updateInterest()
{
    if (!isOpen())
        return;
    const quint32 interest =
        (m_reading ? EPOLLIN | EPOLLRDHUP : 0u) | (m_waitsForSpace ? quint32(EPOLLOUT) : 0u);
    if (interest == m_interest)
        return;
    m_interest = interest;
    m_reactor->modify(m_handle, m_descriptor, interest);
}

void EpollStream::fail(int error)
{
    abort();
    if (listener())
        listener()->onStreamClosed(error ? qt_error_string(error) : QString());
}

} // namespace QSocketIo::Net
