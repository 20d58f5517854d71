// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QFuture>
#include <QList>

#include <optional>
#include <utility>
#include <variant>

namespace QSocketIo::Engine {

// An answer to a plain HTTP request.
struct Response
{
    int status = 200;
    QByteArray contentType = "text/plain; charset=utf-8";
    QByteArray body = {};
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

// What a request handler gives: an answer, the promise of one, or nothing.
class Reply
{
public:
    Reply() = default;
    Reply(std::nullopt_t) { }
    Reply(Response response) : m_value(std::move(response)) { }
    Reply(std::optional<Response> response)
    {
        if (response)
            m_value = std::move(*response);
    }
    Reply(QFuture<Response> later) : m_value(std::move(later)) { }

    bool isEmpty() const { return m_value.index() == 0; }
    const Response *response() const { return std::get_if<Response>(&m_value); }
    const QFuture<Response> *later() const { return std::get_if<QFuture<Response>>(&m_value); }

private:
    std::variant<std::monostate, Response, QFuture<Response>> m_value;
};

} // namespace QSocketIo::Engine
