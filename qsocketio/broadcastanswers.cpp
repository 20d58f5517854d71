// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/broadcastanswers_p.h>

namespace QSocketIo {

BroadcastAnswers::BroadcastAnswers(Detail::AnswersCallback callback)
    : m_callback(std::move(callback)),
      m_timeout([this] { onTimeout(); })
{
}

void BroadcastAnswers::waitFor(ServerSocket::Private &socket)
{
    const QString id = socket.memberId();
    m_waiting.insert(id, {socket.socket(), m_id});
    socket.expectAck(
        m_id,
        {[self = shared_from_this(), id](const AckReply &reply) { self->onReply(id, reply); }, {}},
        {});
}

void BroadcastAnswers::allAsked(std::optional<std::chrono::milliseconds> timeout)
{
    m_allAsked = true;
    if (m_waiting.isEmpty())
        return finish();
    if (timeout) {
        m_self = shared_from_this();
        m_timeout.start(*timeout);
    }
}

// Who leaves without an answer is not waited for.
void BroadcastAnswers::onReply(const QString &id, const AckReply &reply)
{
    if (!m_waiting.remove(id))
        return;
    if (!reply.error)
        m_collected.answers.append({id, reply.arguments});
    if (m_waiting.isEmpty() && m_allAsked)
        finish();
}

void BroadcastAnswers::onTimeout()
{
    const Turn::Scope scope;
    const auto waiting = std::exchange(m_waiting, {});
    m_collected.missing = waiting.keys();
    for (const Asked &asked : waiting) {
        if (asked.socket)
            asked.socket->dd()->forgetAck(asked.ackId);
    }
    finish();
}

void BroadcastAnswers::finish()
{
    m_timeout.stop();
    const auto self = std::exchange(m_self, nullptr);
    if (const auto callback = std::exchange(m_callback, {}))
        callback(m_collected);
}

} // namespace QSocketIo
