// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/net/epolllistener_linux_p.h>

#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>

namespace QSocketIo::Net {

namespace {

// So many, then the others get their turn.
constexpr int AcceptsPerTurn = 64;
constexpr auto PauseWithoutDescriptors = 200ms;

} // namespace

EpollListener::EpollListener(MakeStream makeStream, Accepted accepted)
    : Listener(std::move(accepted)),
      m_makeStream(std::move(makeStream)),
      m_reactor(Reactor::current()),
      m_pause([this] { m_reactor->modify(m_handle, m_socket.descriptor, EPOLLIN); })
{
}

EpollListener::~EpollListener()
{
    removeSocketFile(m_socket);
    if (m_handle.isValid())
        m_reactor->remove(m_handle, m_socket.descriptor);
}

bool EpollListener::listen(const Endpoint &endpoint)
{
    m_socket = openListenSocket(endpoint);
    if (m_socket.descriptor < 0)
        return false;
    m_handle = m_reactor->add(this, m_socket.descriptor, EPOLLIN);
    return true;
}

void EpollListener::onEvents(quint32)
{
    for (int i = 0; i < AcceptsPerTurn; ++i) {
        sockaddr_storage peer{};
        socklen_t size = sizeof peer;
        const int descriptor = ::accept4(m_socket.descriptor, reinterpret_cast<sockaddr *>(&peer),
                                         &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            m_warned = false;
            accepted(m_makeStream(descriptor, PeerName(peer)));
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
    m_reactor->modify(m_handle, m_socket.descriptor, 0);
    m_pause.start(PauseWithoutDescriptors);
}

} // namespace QSocketIo::Net
