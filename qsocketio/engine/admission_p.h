// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/gateway.h>
#include <qsocketio/net/httpconnection_p.h>

#include <QFutureWatcher>
#include <QPointer>

namespace QSocketIo::Engine {

class SessionServer;

// A request about which the application is asked, which may answer later.
class Admission final : public Disposable, private Net::PendingExchange
{
public:
    Admission(SessionServer &server, Gateway &gateway, Net::HttpConnection &connection,
              const Net::HttpRequest &request);
    ~Admission() override;

    // Whether it goes on at all.
    void askMiddlewares() { askMiddleware(0); }
    // Whether it opens a session, and by which id.
    void askForHandshake();

private:
    struct DeleteLater
    {
        void operator()(QFutureWatcherBase *watcher) const;
    };

    template <typename T, typename Then>
    void await(const NowOrLater<T> &given, Then then);
    void askMiddleware(size_t next);
    void onAnswer(const Gateway::Answer &answer, size_t next);
    void onAllowed(const Verdict &verdict);
    void onId(const QString &id);
    template <typename Last>
    void finish(Last last);
    void onExchangeAborted() override;

    SessionServer &m_server;
    QPointer<Gateway> m_gateway;
    Net::HttpConnection *m_connection;
    const QByteArray m_head;
    const Net::HttpRequest m_request;
    std::unique_ptr<QFutureWatcherBase, DeleteLater> m_watcher;
};

} // namespace QSocketIo::Engine
