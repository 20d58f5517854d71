// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/global.h>

#include <QException>

namespace QSocketIo {

class QSOCKETIO_EXPORT AckError : public QException
{
public:
    enum class Reason : quint8 { Timeout, Disconnected, BadReply, NotSent };

    explicit AckError(Reason reason) : m_reason(reason) { }

    Reason reason() const { return m_reason; }
    QString message() const;
    const char *what() const noexcept override;

    void raise() const override { throw *this; }
    AckError *clone() const override { return new AckError(*this); }

private:
    Reason m_reason;
};

} // namespace QSocketIo
