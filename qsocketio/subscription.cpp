// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/handler.h>
#include <qsocketio/subscription.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Subscription
    \brief What Socket::on() returns: a way to end the subscription.

    It may be dropped: the handler stays until its receiver or the socket is gone.
*/

/*!
    Ends the subscription. The handler is not called any more, also not for an event that is being
    delivered right now.
*/
void Subscription::cancel()
{
    if (const auto handler = m_handler.lock())
        handler->cancel();
}

/*!
    Returns whether the handler would be called.
*/
bool Subscription::isActive() const
{
    const auto handler = m_handler.lock();
    return handler && handler->isActive();
}

} // namespace QSocketIo
