// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/awaited_p.h>
#include <qsocketio/engine/response.h>
#include <qsocketio/net/httpconnection_p.h>

namespace QSocketIo::Engine {

void respond(Net::HttpConnection &connection, const Response &response);

// A plain request that the application answers later.
class PendingReply final : public Disposable, private Net::PendingExchange
{
public:
    using Finished = std::function<void(PendingReply &)>;

    PendingReply(Net::HttpConnection &connection, const QFuture<Response> &later,
                 Finished finished);
    // Answers for the application.
    void giveUp(int status);

private:
    void onExchangeAborted() override;
    void finish(const Response &response);

    Net::HttpConnection *m_connection;
    const Finished m_finished;
    Awaited<Response> m_awaited;
};

} // namespace QSocketIo::Engine
