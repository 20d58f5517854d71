// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "poller.h"

#include "fail.h"

#include <cerrno>
#include <unistd.h>

namespace QSocketIo::Bench {

Poller::Poller() : m_descriptor(epoll_create1(EPOLL_CLOEXEC))
{
    if (m_descriptor < 0)
        failWithErrno("epoll_create1");
}

Poller::~Poller()
{
    close(m_descriptor);
}

void Poller::add(int descriptor, void *owner)
{
    control(EPOLL_CTL_ADD, descriptor, EPOLLIN, owner);
}

void Poller::wantRead(int descriptor, void *owner)
{
    control(EPOLL_CTL_MOD, descriptor, EPOLLIN, owner);
}

void Poller::wantReadAndWrite(int descriptor, void *owner)
{
    control(EPOLL_CTL_MOD, descriptor, EPOLLIN | EPOLLOUT, owner);
}

std::span<const epoll_event> Poller::wait(int milliseconds)
{
    const int ready = epoll_wait(m_descriptor, m_events.data(), int(m_events.size()), milliseconds);
    if (ready < 0 && errno != EINTR)
        failWithErrno("epoll_wait");
    return {m_events.data(), ready < 0 ? 0 : std::size_t(ready)};
}

void Poller::control(int operation, int descriptor, std::uint32_t events, void *owner)
{
    epoll_event event = {};
    event.events = events;
    event.data.ptr = owner;
    if (epoll_ctl(m_descriptor, operation, descriptor, &event) < 0)
        failWithErrno("epoll_ctl");
}

} // namespace QSocketIo::Bench
