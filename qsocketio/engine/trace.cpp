// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/trace.h>

namespace QSocketIo {

/*!
    \class QSocketIo::Trace
    \brief Sees every Engine.IO packet of a server or a client, both ways.

    Install one with Server::setTrace() or Client::setTrace(). Nothing is computed while none is
    installed. record() is called on the thread of the server or client, and must not close or
    delete anything of it.
*/

/*!
    \class QSocketIo::TraceRecord
    \brief One thing that happened on an Engine.IO connection.

    \list
    \li \c kind: the connection \c Opened, a \c Packet passed, it \c Upgraded to \c transport,
        or it \c Closed.
    \li \c connection: a number that is unique in the process; \c sid is the Engine.IO session id.
    \li \c packetType: the Engine.IO packet type, 0 (open) to 6 (noop).
    \li \c time: the monotonic clock (std::chrono::steady_clock since its epoch).
    \li \c data: for a packet its data without the type digit; for \c Opened the head of the HTTP
        request (servers) or the URL (clients); for \c Closed the reason's name. It is valid during
        the call only.
    \endlist
*/

Trace::~Trace() = default;

} // namespace QSocketIo
