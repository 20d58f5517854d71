// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/replies.h>
#include <qsocketio/serversocket_p.h>

namespace QSocketIo {

// The answers to one broadcast: complete when nobody is waited for any more.
class BroadcastAnswers : public std::enable_shared_from_this<BroadcastAnswers>
{
public:
    explicit BroadcastAnswers(Detail::AnswersCallback callback);

    // The ack id for the sockets of the namespace whose turn it is.
    void setId(quint64 id) { m_id = id; }
    void waitFor(ServerSocket::Private &socket);
    void allAsked(std::optional<std::chrono::milliseconds> timeout);

private:
    struct Asked
    {
        QPointer<ServerSocket> socket;
        quint64 ackId;
    };

    void onReply(const QString &id, const AckReply &reply);
    void onTimeout();
    void finish();

    Detail::AnswersCallback m_callback;
    CollectedAnswers m_collected;
    QHash<QString, Asked> m_waiting;
    quint64 m_id = 0;
    bool m_allAsked = false;
    Timer m_timeout;
    // The timeout keeps this alive when all sockets are gone.
    std::shared_ptr<BroadcastAnswers> m_self;
};

} // namespace QSocketIo
