// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../support/promised.h"
#include "../support/rawhttp.h"

#include <qsocketio/engine/server.h>

#include <QTest>

#include <memory>

namespace QSocketIo::Testing {

constexpr auto Polling = "/engine.io/?EIO=4&transport=polling";
constexpr auto WebSocket = "/engine.io/?EIO=4&transport=websocket";
constexpr auto BadRequest = R"({"code":3,"message":"Bad request"})";

inline std::unique_ptr<Engine::Server> serve(const Engine::ServerOptions &options = {})
{
    auto server = std::make_unique<Engine::Server>(options);
    if (!server->listen(QHostAddress::LocalHost, 0))
        qCritical("cannot listen");
    return server;
}

// A middleware that was asked and has not answered yet.
class ThinkingMiddleware
{
public:
    void use(Engine::Server &server)
    {
        server.use(&m_context, [this](const Engine::Request &) {
            m_asked = true;
            return m_promise.future();
        });
    }

    bool isAsked() const { return m_asked; }
    void answer(const Verdict &verdict) { m_promise.keep(verdict); }
    void fail() { m_promise.breakIt(); }

private:
    QObject m_context;
    Promised<Engine::Gateway::Answer> m_promise;
    bool m_asked = false;
};

} // namespace QSocketIo::Testing
