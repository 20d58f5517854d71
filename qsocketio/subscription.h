// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <utility>

namespace QSocketIo {

namespace Detail {
class Subscribed;
}

// What on() returns. It may be dropped; the handler stays.
class QSOCKETIO_EXPORT Subscription
{
public:
    Subscription() = default;
    explicit Subscription(Detail::Subscribed &subscribed);
    Subscription(const Subscription &other);
    Subscription(Subscription &&other) noexcept
        : m_subscribed(std::exchange(other.m_subscribed, nullptr))
    {
    }
    ~Subscription();
    Subscription &operator=(Subscription other) noexcept
    {
        std::swap(m_subscribed, other.m_subscribed);
        return *this;
    }

    // The handler is not called any more.
    void cancel();
    bool isActive() const;

private:
    Detail::Subscribed *m_subscribed = nullptr;
};

} // namespace QSocketIo
