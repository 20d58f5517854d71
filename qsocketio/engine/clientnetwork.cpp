// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/clientnetwork_p.h>
#include <qsocketio/engine/clientpolling_p.h>
#include <qsocketio/engine/clientwebsocket_p.h>

namespace QSocketIo::Engine {

ClientNetwork::ClientNetwork(const QUrl &server, const ClientOptions &options,
                             std::shared_ptr<ClientMemory> memory)
    : m_server(server),
      m_options(options),
      m_memory(std::move(memory))
{
}

void ClientNetwork::prepare(const Prepared &prepared)
{
    m_prepared = prepared;
    // One for this function: no answer is the last one before all were asked.
    m_open = 1;
    ask(m_options.queryProvider, m_query, &ClientNetwork::addQuery);
    ask(m_options.headersProvider, m_headers, &ClientNetwork::addHeaders);
    answered({});
}

// A failure is never told before prepare() returned.
template <typename T>
void ClientNetwork::ask(const Provider<T> &provider, std::unique_ptr<Awaited<T>> &awaited,
                        void (ClientNetwork::*add)(const T &values))
{
    if (!provider)
        return;
    const QFuture<T> future = provider.ask();
    if (future.isFinished() && !future.isCanceled() && future.resultCount() > 0)
        return (this->*add)(future.result());
    ++m_open;
    awaited = std::make_unique<Awaited<T>>(future, [this, add](const Expected<T, Error> &values) {
        if (!values)
            return answered(values.error());
        (this->*add)(*values);
        answered({});
    });
}

void ClientNetwork::addQuery(const QUrlQuery &values)
{
    const auto items = values.queryItems(QUrl::FullyEncoded);
    for (const auto &item : items)
        m_options.query.removeAllQueryItems(item.first);
    for (const auto &item : items)
        m_options.query.addQueryItem(item.first, item.second);
}

void ClientNetwork::addHeaders(const ClientHeaders &values)
{
    for (const auto &value : values) {
        m_options.extraHeaders.removeIf([&](const auto &header) {
            return header.first.compare(value.first, Qt::CaseInsensitive) == 0;
        });
    }
    m_options.extraHeaders.append(values);
}

void ClientNetwork::answered(const std::optional<Error> &error)
{
    if (!m_prepared || (--m_open > 0 && !error))
        return;
    if (!error)
        m_request = std::make_shared<const ClientRequest>(m_server, m_options, m_memory);
    std::exchange(m_prepared, nullptr)(error);
}

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
