// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/cors_p.h>
#include <qsocketio/engine/counters_p.h>
#include <qsocketio/engine/gateway.h>
#include <qsocketio/engine/handshakerules_p.h>
#include <qsocketio/net/httpconnection_p.h>

#include <QPointer>

namespace QSocketIo::Engine {

// What a transport or a rule says to a request.
struct HttpAnswer
{
    int status = 200;
    QByteArray body = {};
    // A literal.
    QByteArrayView contentType = "text/plain; charset=UTF-8";
    HeaderFields fields = {};
    bool compress = true;
};

// The request as the application sees it.
Request publicRequest(const Net::HttpConnection &connection, QByteArrayView head);

// Makes HTTP of the answers of a server's path: cross-origin fields, cookie, compression, and what
// the application changes of that.
class HttpAnswers
{
public:
    HttpAnswers(const ServerOptions &options, Gateway &gateway, Counters &counters);

    // Keeps of the request what its answer will need, if anything.
    void prepare(Net::HttpConnection &connection, const Net::HttpRequest &request) const;
    bool answerPreflight(Net::HttpConnection &connection, const Net::HttpRequest &request) const;
    // The cookie is for the first answer of a session: the one to a request that names none.
    void respond(Net::HttpConnection &connection, const HttpAnswer &answer,
                 QByteArrayView sid = {}) const;
    void respond(Net::HttpConnection &connection, const Response &response) const;
    void refuse(Net::HttpConnection &connection, const Net::HttpRequest &request,
                const Refusal &refusal) const;
    // For the answer that switches to WebSocket. This is user code.
    HeaderFields upgradeFields(const Net::HttpConnection &connection,
                               const Net::HttpRequest &request) const;

private:
    bool hasHeaderListeners() const;
    void addFields(const Net::HttpConnection &connection, HeaderFields &fields,
                   QByteArrayView sid) const;
    void showToApplication(const Net::HttpConnection &connection, QByteArrayView head, bool initial,
                           HeaderFields &fields) const;
    void report(const Net::HttpConnection &connection, const Net::HttpRequest &request,
                const Refusal &refusal) const;

    const ServerOptions &m_options;
    QPointer<Gateway> m_gateway;
    Counters &m_counters;
};

} // namespace QSocketIo::Engine
