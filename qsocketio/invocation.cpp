// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/invocation.h>

namespace QSocketIo::Detail {

const Ack &Invocation::ack()
{
    if (!m_ack)
        m_ack.emplace(m_id ? m_origin.createAck(*m_id) : Ack());
    return *m_ack;
}

void warnOfMissingState(const char *type)
{
    qCWarning(lcServer, "a handler is not called: nobody provided the State<%s> it asks for", type);
}

} // namespace QSocketIo::Detail
