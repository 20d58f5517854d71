// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientfiles_p.h>
#include <qsocketio/connection_p.h>
#include <qsocketio/dynamicnamespaces_p.h>
#include <qsocketio/encoders_p.h>
#include <qsocketio/engine/frontdoor_p.h>
#include <qsocketio/server.h>

#include <unordered_map>
#include <vector>

namespace QSocketIo {

class Server::Private final : private Engine::SessionServer::Listener
{
public:
    Private(Server *q, const ServerOptions &options);
    ~Private();

    // Null if whoever heard of it has ended it.
    Namespace *create(const QString &name, ParentNamespace *parent);
    // It is found no more; another one of its name may be made.
    void forget(const Namespace &nsp);
    void remove(Connection &connection);
    void abandonConnections();

    ServerMetrics metrics() const;

    // A connection has one of its own only between a packet and its last attachment.
    // Others, which have packets of one message, use the same.
    PacketDecoder &sharedDecoder()
    {
        if (m_decoders.empty()) [[unlikely]]
            m_decoders.push_back(createDecoder());
        return *m_decoders.back();
    }
    // The shared one is taken by who has such a packet; the next gets another one.
    std::unique_ptr<PacketDecoder> takeDecoder();
    void returnDecoder(std::unique_ptr<PacketDecoder> decoder);

    Server *const q;
    const ServerOptions options;
    const std::shared_ptr<const Parser> parser;
    Encoders encoders;
    Engine::Gateway gateway;
    std::unique_ptr<Engine::HttpFront> front;
    std::unique_ptr<Engine::FrontDoor> door;
    QHash<QString, Namespace *> namespaces;
    DynamicNamespaces dynamic;
    RequestHandler requestHandler;

private:
    void onSessionOpened(Engine::ServerSession &session) override;
    Engine::Reply answer(const Engine::Request &request);
    std::unique_ptr<PacketDecoder> createDecoder() const;

    ClientFiles m_clientFiles;
    // Each knows its place.
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<std::unique_ptr<PacketDecoder>> m_decoders;
};

} // namespace QSocketIo
