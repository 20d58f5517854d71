// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/subscribed.h>
#include <qsocketio/subscription.h>

namespace QSocketIo {

Detail::Subscribed::~Subscribed() = default;

QObject *Detail::Subscribed::receiver() const
{
    return nullptr;
}

void Detail::Subscribed::end()
{
    m_isActive = false;
    dropFunction();
    forget();
}

/*!
    \class QSocketIo::Subscription
    \brief What Socket::on() returns: a way to end the subscription.

    It may be dropped: the handler stays until its receiver or the socket is gone.
*/

Subscription::Subscription(Detail::Subscribed &subscribed) : m_subscribed(&subscribed)
{
    m_subscribed->know();
}

Subscription::Subscription(const Subscription &other) : m_subscribed(other.m_subscribed)
{
    if (m_subscribed)
        m_subscribed->know();
}

Subscription::~Subscription()
{
    if (m_subscribed)
        m_subscribed->forget();
}

/*!
    Ends the subscription. The handler is not called any more, also not for an event that is being
    delivered right now.
*/
void Subscription::cancel()
{
    if (m_subscribed)
        m_subscribed->cancel();
}

/*!
    Returns whether the handler would be called.
*/
bool Subscription::isActive() const
{
    return m_subscribed && m_subscribed->isActive();
}

} // namespace QSocketIo
