// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/ack.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Ack
    \brief Answers an event for which the sender wants an acknowledgement.

    A handler that takes an Ack may answer now, or keep a copy and answer later. Only the first
    answer is sent; answering after the socket is gone does nothing. Each argument of the call
    becomes one argument of the answer.

    \code
    socket->on("save", this, [](const QString &name, Ack ack) { ack(true, name); });
    \endcode
*/

Ack::Channel::~Channel() = default;

} // namespace QSocketIo
