// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clientrequest_p.h>
#include <qsocketio/engine/clienttransport_p.h>

namespace QSocketIo::Engine {

// The transports of Qt's network classes.
class ClientNetwork final : public ClientTransports
{
public:
    ClientNetwork(const QUrl &server, const ClientOptions &options) : m_request(server, options) { }

    const ClientRequest &request() const { return m_request; }
    std::unique_ptr<ClientTransport> create(QSocketIo::Transport kind) override;

private:
    ClientRequest m_request;
};

} // namespace QSocketIo::Engine
