// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "channel.h"

#include "fail.h"
#include "poller.h"

#include <array>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace QSocketIo::Bench {

namespace {

constexpr std::ptrdiff_t WouldBlock = Tls::WouldBlock;

int openSocket(const sockaddr_in &address)
{
    const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        failWithErrno("socket");
    const int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const auto *to = reinterpret_cast<const sockaddr *>(&address);
    if (connect(descriptor, to, sizeof address) < 0 && errno != EINPROGRESS)
        failWithErrno("connect");
    return descriptor;
}

std::ptrdiff_t readPlain(int descriptor, char *data, std::size_t size)
{
    const ssize_t taken = recv(descriptor, data, size, 0);
    if (taken < 0 && errno == EAGAIN)
        return WouldBlock;
    // A server may answer a close by resetting the connection.
    return taken < 0 ? 0 : taken;
}

std::ptrdiff_t writePlain(int descriptor, const char *data, std::size_t size)
{
    const ssize_t taken = send(descriptor, data, size, MSG_NOSIGNAL);
    if (taken < 0 && errno != EAGAIN)
        failWithErrno("send");
    return taken < 0 ? WouldBlock : taken;
}

} // namespace

Channel::Channel(const sockaddr_in &address, Security security, Poller &poller, Owner &owner)
    : m_poller(poller),
      m_owner(owner),
      m_descriptor(openSocket(address))
{
    m_poller.add(m_descriptor, this);
    if (security == Security::Tls) {
        m_tls = std::make_unique<Tls>(m_descriptor);
        // The handshake starts as soon as the connection is there.
        m_poller.wantReadAndWrite(m_descriptor, this);
    }
}

Channel::~Channel()
{
    close();
}

void Channel::close()
{
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void Channel::flush()
{
    if (m_tls && !m_tls->isReady())
        return;
    while (m_sent < m_out.size()) {
        const char *data = m_out.data() + m_sent;
        const std::size_t size = m_out.size() - m_sent;
        const std::ptrdiff_t taken =
            m_tls ? m_tls->write(data, size) : writePlain(m_descriptor, data, size);
        if (taken == WouldBlock) {
            m_waitsForSpace = true;
            return m_poller.wantReadAndWrite(m_descriptor, this);
        }
        if (taken == 0)
            fail("the server ended TLS");
        m_sent += std::size_t(taken);
    }
    m_out.clear();
    m_sent = 0;
}

void Channel::onEvents(std::uint32_t events)
{
    if (m_tls && !m_tls->isReady() && !shakeHands())
        return;
    if (events & EPOLLOUT) {
        m_waitsForSpace = false;
        m_poller.wantRead(m_descriptor, this);
    }
    if (events & ~std::uint32_t(EPOLLOUT))
        receive();
    if (!isClosed() && !m_waitsForSpace)
        flush();
}

bool Channel::shakeHands()
{
    m_tls->shakeHands();
    if (m_tls->isReady() || m_tls->wantsToWrite())
        m_poller.wantReadAndWrite(m_descriptor, this);
    else
        m_poller.wantRead(m_descriptor, this);
    return m_tls->isReady();
}

// A socket that has more says so again; the records that TLS has read ahead would not.
void Channel::receive()
{
    static std::array<char, 256 * 1024> buffer;
    do {
        const std::ptrdiff_t size = m_tls ? m_tls->read(buffer.data(), buffer.size())
                                          : readPlain(m_descriptor, buffer.data(), buffer.size());
        if (size == WouldBlock)
            return;
        if (size == 0)
            return m_owner.onEnd(*this);
        consume({buffer.data(), std::size_t(size)});
    } while (m_tls && !isClosed());
}

void Channel::consume(std::string_view bytes)
{
    if (m_rest.empty()) {
        const std::size_t done = m_owner.onBytes(*this, bytes);
        m_rest = bytes.substr(done);
        return;
    }
    m_rest.append(bytes);
    const std::size_t done = m_owner.onBytes(*this, m_rest);
    m_rest.erase(0, done);
}

} // namespace QSocketIo::Bench
