// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clientnetwork_p.h>
#include <qsocketio/engine/clientpolling_p.h>
#include <qsocketio/engine/clientwebsocket_p.h>

namespace QSocketIo::Engine {

std::unique_ptr<ClientTransport> ClientNetwork::create(QSocketIo::Transport kind)
{
    switch (kind) {
    case QSocketIo::Transport::Polling:
        return std::make_unique<ClientPolling>(m_request);
    case QSocketIo::Transport::WebSocket:
        return std::make_unique<ClientWebSocket>(m_request);
    }
    Q_UNREACHABLE();
}

} // namespace QSocketIo::Engine
