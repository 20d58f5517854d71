// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFuture>
#include <QPromise>

#include <concepts>
#include <functional>

namespace QSocketIo {

template <typename Function, typename T>
concept ProviderFunction = std::invocable<Function> &&(
    std::convertible_to<std::invoke_result_t<Function>,
                        T> || std::convertible_to<std::invoke_result_t<Function>, QFuture<T>>);

/*
    A function that is asked for a value each time one is needed, for example for a token that
    expires. It returns the value, or a QFuture where getting it takes time; a future that is
    canceled or holds an exception fails what asked for it.
*/
template <typename T>
class Provider
{
public:
    Provider() = default;
    template <ProviderFunction<T> Function>
    Provider(Function function)
    {
        if constexpr (std::convertible_to<std::invoke_result_t<Function>, QFuture<T>>)
            m_function = std::move(function);
        else
            m_function = [function = std::move(function)] { return ready(function()); };
    }

    explicit operator bool() const { return bool(m_function); }
    QFuture<T> ask() const { return m_function ? m_function() : ready({}); }

private:
    static QFuture<T> ready(T value)
    {
        QPromise<T> promise;
        promise.start();
        promise.addResult(std::move(value));
        promise.finish();
        return promise.future();
    }

    std::function<QFuture<T>()> m_function;
};

} // namespace QSocketIo
