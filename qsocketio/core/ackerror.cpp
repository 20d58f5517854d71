// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/ackerror.h>

namespace QSocketIo {

/*!
    \class QSocketIo::AckError
    \brief Why an acknowledgement did not come; what the future of emitWithAck() fails with.

    \value Timeout       "operation has timed out"
    \value Disconnected  "socket has been disconnected"
    \value BadReply      The peer answered with something that is not the expected type.
    \value NotSent       The event was dropped before it was sent: too many waited for the
                         connection, or it was volatile and could not leave at once.
*/

const char *AckError::what() const noexcept
{
    switch (m_reason) {
    case Reason::Timeout:
        return "operation has timed out";
    case Reason::Disconnected:
        return "socket has been disconnected";
    case Reason::BadReply:
        return "the acknowledgement has another type";
    case Reason::NotSent:
        return "the event was not sent";
    }
    Q_UNREACHABLE();
}

QString AckError::message() const
{
    return QString::fromLatin1(what());
}

} // namespace QSocketIo
