// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/awaited_p.h>
#include <qsocketio/engine/clientrequest_p.h>
#include <qsocketio/engine/clienttransport_p.h>

namespace QSocketIo::Engine {

// The transports of one session, made of Qt's network classes.
class ClientNetwork final : public ClientTransports
{
public:
    ClientNetwork(const QUrl &server, const ClientOptions &options,
                  std::shared_ptr<ClientMemory> memory);

    void prepare(const Prepared &prepared) override;
    std::unique_ptr<ClientTransport> create(QSocketIo::Transport kind) override;

private:
    template <typename T>
    void ask(const Provider<T> &provider, std::unique_ptr<Awaited<T>> &awaited,
             void (ClientNetwork::*add)(const T &values));
    void addQuery(const QUrlQuery &values);
    void addHeaders(const ClientHeaders &values);
    void answered(const std::optional<Error> &error);

    QUrl m_server;
    ClientOptions m_options;
    std::shared_ptr<ClientMemory> m_memory;
    std::shared_ptr<const ClientRequest> m_request;
    Prepared m_prepared;
    int m_open = 0;
    std::unique_ptr<Awaited<QUrlQuery>> m_query;
    std::unique_ptr<Awaited<ClientHeaders>> m_headers;
};

} // namespace QSocketIo::Engine
