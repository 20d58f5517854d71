// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/namespace.h>
#include <qsocketio/remotesocket.h>
#include <qsocketio/serversocket.h>

namespace QSocketIo {

namespace {

AckReply replyOf(const CollectedAnswers &collected)
{
    if (!collected.answers.isEmpty())
        return {{}, collected.answers.first().arguments};
    return {collected.missing.isEmpty() ? AckError::Reason::Disconnected
                                        : AckError::Reason::Timeout,
            {}};
}

} // namespace

/*!
    \class QSocketIo::RemoteSocket
    \brief A socket as Broadcast::fetchSockets() found it, on whichever server it is.

    A value: what it tells is how the socket was at that moment. Emitting to it and its other
    functions reach the socket if it is still there. emitWithAck() gives the answer of that one
    socket, and fails with AckError::Reason::Disconnected if it is gone.
*/

/*!
    Describes \a socket.
*/
RemoteSocket::RemoteSocket(const ServerSocket &socket)
    : m_id(socket.id()),
      m_handshake(socket.handshake()),
      m_rooms(socket.rooms()),
      m_data(socket.data()),
      m_self(Broadcast(socket.nsp()).to(m_id))
{
}

/*!
    Returns one whose acks fail with AckError::Reason::Timeout after \a timeout.
*/
RemoteSocket RemoteSocket::timeout(std::chrono::milliseconds timeout) const
{
    RemoteSocket other = *this;
    other.m_self = m_self.timeout(timeout);
    return other;
}

Detail::Emission RemoteSocket::beginEmission(QAnyStringView event, Detail::AckRequest ack) const
{
    if (!ack.callback)
        return m_self.begin(event, {});
    return m_self.begin(event, [callback = std::move(ack.callback)](const CollectedAnswers &all) {
        callback(replyOf(all));
    });
}

} // namespace QSocketIo
