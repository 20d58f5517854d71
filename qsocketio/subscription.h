// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <memory>

namespace QSocketIo {

namespace Detail {
class Handler;
}

// What on() returns. It may be dropped; the handler stays.
class QSOCKETIO_EXPORT Subscription
{
public:
    Subscription() = default;
    explicit Subscription(std::weak_ptr<Detail::Handler> handler)
        : m_handler(std::move(handler)) { }

    // The handler is not called any more.
    void cancel();
    bool isActive() const;

private:
    std::weak_ptr<Detail::Handler> m_handler;
};

} // namespace QSocketIo
