// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QHash>
#include <QQueue>

// Why sockets were disconnected: the last 20,000 of them.
class Journal
{
public:
    void add(const QString &id, QSocketIo::DisconnectReason reason)
    {
        m_reasons.insert(id, QString(QSocketIo::name(reason)));
        m_order.enqueue(id);
        while (m_order.size() > Capacity)
            m_reasons.remove(m_order.dequeue());
    }
    QString reason(const QString &id) const { return m_reasons.value(id); }

private:
    static constexpr qsizetype Capacity = 20'000;

    QHash<QString, QString> m_reasons;
    QQueue<QString> m_order;
};
