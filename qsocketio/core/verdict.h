// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFuture>
#include <QVariant>

#include <variant>

namespace QSocketIo {

// What a middleware says of a client.
struct Verdict
{
    bool accepted = true;
    QString message = {};
    QVariant data = {};

    static Verdict accept() { return {}; }
    static Verdict reject(const QString &message, const QVariant &data = {})
    {
        return {false, message, data};
    }
};

// What application code may give at once, or promise.
template <typename T>
using NowOrLater = std::variant<T, QFuture<T>>;

} // namespace QSocketIo
