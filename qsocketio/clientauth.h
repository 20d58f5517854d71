// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>
#include <qsocketio/core/provider.h>

#include <QVariantMap>

#include <initializer_list>

namespace QSocketIo {

// What a client sends with its CONNECT: a map, or a function that is asked for one each time.
class QSOCKETIO_EXPORT ClientAuth
{
public:
    ClientAuth() = default;
    ClientAuth(const QVariantMap &values) : m_values(values) { }
    ClientAuth(std::initializer_list<std::pair<QString, QVariant>> values) : m_values(values) { }
    template <ProviderFunction<QVariantMap> Function>
    ClientAuth(Function provider) : m_provider(std::move(provider))
    {
    }

    bool isEmpty() const { return !m_provider && m_values.isEmpty(); }
    // Its values come from a function.
    bool isProvided() const { return bool(m_provider); }
    // The fixed ones.
    const QVariantMap &values() const { return m_values; }
    QFuture<QVariantMap> ask() const { return m_provider.ask(); }

private:
    QVariantMap m_values;
    Provider<QVariantMap> m_provider;
};

} // namespace QSocketIo
