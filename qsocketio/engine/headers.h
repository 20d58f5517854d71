// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QByteArray>
#include <QList>

#include <utility>

namespace QSocketIo::Engine {

// The fields of an HTTP answer, in their order; names are the same whatever their case.
class QSOCKETIO_EXPORT Headers
{
public:
    using Field = std::pair<QByteArray, QByteArray>;

    Headers() = default;
    explicit Headers(QList<Field> fields) : m_fields(std::move(fields)) { }

    QByteArray value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const;
    void set(const QByteArray &name, const QByteArray &value);
    void append(const QByteArray &name, const QByteArray &value);
    void remove(QByteArrayView name);
    const QList<Field> &fields() const { return m_fields; }

private:
    QList<Field> m_fields;
};

} // namespace QSocketIo::Engine
