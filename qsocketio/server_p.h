// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientfiles_p.h>
#include <qsocketio/connection_p.h>
#include <qsocketio/engine/httpfront_p.h>
#include <qsocketio/protocol/parser.h>
#include <qsocketio/server.h>

#include <unordered_map>
#include <vector>

namespace QSocketIo {

class Server::Private final : private Engine::SessionServer::Listener
{
public:
    Private(Server *q, const ServerOptions &options);
    ~Private();

    // The namespace that a client asks for, made now where a rule allows it; or null.
    Namespace *admit(const QString &name);
    Namespace *create(const QString &name);
    void remove(Connection &connection);
    void abandonConnections();

    std::unique_ptr<PacketDecoder> createDecoder() const;
    std::unique_ptr<PacketEncoder> takeEncoder();
    void returnEncoder(std::unique_ptr<PacketEncoder> encoder);

    Server *const q;
    const ServerOptions options;
    const Parser &parser;
    std::unique_ptr<Engine::HttpFront> front;
    QHash<QString, Namespace *> namespaces;
    std::vector<QRegularExpression> rules;
    RequestHandler requestHandler;

private:
    void onSessionOpened(Engine::ServerSession &session) override;
    std::optional<Engine::Response> answer(const Engine::Request &request) const;

    ClientFiles m_clientFiles;
    std::unordered_map<Connection *, std::unique_ptr<Connection>> m_connections;
    std::vector<std::unique_ptr<PacketEncoder>> m_encoders;
};

} // namespace QSocketIo
