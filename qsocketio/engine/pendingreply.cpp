// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/logging_p.h>
#include <qsocketio/engine/pendingreply_p.h>

namespace QSocketIo::Engine {

void respond(Net::HttpConnection &connection, const Response &response)
{
    Net::HttpResponse http{.status = response.status, .body = response.body};
    http.fields.emplaceBack("Content-Type", response.contentType);
    http.fields += response.headers;
    connection.respond(http);
}

PendingReply::PendingReply(Net::HttpConnection &connection, const QFuture<Response> &later,
                           Finished finished)
    : m_connection(&connection),
      m_finished(std::move(finished)),
      m_awaited(later, [this](const Expected<Response, Error> &outcome) {
          if (outcome)
              return finish(*outcome);
          qCWarning(lcServer, "an answer to a request failed: %s",
                    qPrintable(outcome.error().detail));
          finish({.status = 500, .body = "Internal Server Error"});
      })
{
    connection.setPendingExchange(this);
}

void PendingReply::giveUp(int status)
{
    finish({.status = status});
}

void PendingReply::onExchangeAborted()
{
    m_connection = nullptr;
    m_finished(*this);
}

void PendingReply::finish(const Response &response)
{
    if (!m_connection)
        return;
    respond(*std::exchange(m_connection, nullptr), response);
    m_finished(*this);
}

} // namespace QSocketIo::Engine
