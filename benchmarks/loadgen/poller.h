// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <sys/epoll.h>

namespace QSocketIo::Bench {

// One epoll set. Reading is always wanted; writing only after the kernel's buffer was full.
class Poller
{
public:
    Poller();
    ~Poller();
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    void add(int descriptor, void *owner);
    void wantRead(int descriptor, void *owner);
    void wantReadAndWrite(int descriptor, void *owner);

    std::span<const epoll_event> wait(int milliseconds);

private:
    void control(int operation, int descriptor, std::uint32_t events, void *owner);

    int m_descriptor;
    std::array<epoll_event, 512> m_events;
};

} // namespace QSocketIo::Bench
