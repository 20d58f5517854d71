// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QVariantMap>

#include <concepts>
#include <functional>
#include <initializer_list>

namespace QSocketIo {

// What a client sends with its CONNECT: a map, or a function that is asked for one each time.
class QSOCKETIO_EXPORT ClientAuth
{
public:
    ClientAuth() = default;
    ClientAuth(const QVariantMap &values) : m_values(values) { }
    ClientAuth(std::initializer_list<std::pair<QString, QVariant>> values) : m_values(values) { }
    template <std::invocable Function>
    requires std::convertible_to<std::invoke_result_t<Function>, QVariantMap>
    ClientAuth(Function provider) : m_provider(std::move(provider))
    {
    }

    bool isEmpty() const { return !m_provider && m_values.isEmpty(); }
    QVariantMap values() const { return m_provider ? m_provider() : m_values; }

private:
    QVariantMap m_values;
    std::function<QVariantMap()> m_provider;
};

} // namespace QSocketIo
