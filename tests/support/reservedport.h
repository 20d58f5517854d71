// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTcpSocket>

namespace QSocketIo::Testing {

// A port at which nobody listens, and that the system gives to nobody else while this lives. A
// server of the test may listen there.
class ReservedPort
{
public:
    explicit ReservedPort(quint16 port = 0)
    {
        m_holder.bind(QHostAddress::LocalHost, port,
                      QAbstractSocket::ShareAddress | QAbstractSocket::ReuseAddressHint);
    }
    quint16 number() const { return m_holder.localPort(); }

private:
    QTcpSocket m_holder;
};

} // namespace QSocketIo::Testing
