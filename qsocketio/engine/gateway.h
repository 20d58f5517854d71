// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/verdict.h>
#include <qsocketio/engine/connectionerror.h>
#include <qsocketio/engine/headers.h>
#include <qsocketio/engine/response.h>

#include <QObject>

#include <memory>

namespace QSocketIo::Engine {

// What an application sees and decides of the HTTP requests of a server.
class QSOCKETIO_EXPORT Gateway : public QObject
{
    Q_OBJECT
public:
    explicit Gateway(QObject *parent = nullptr);
    ~Gateway() override;

    using Answer = std::variant<Verdict, Response>;
    using Middleware = std::function<NowOrLater<Answer>(const Request &request)>;
    void use(QObject *context, Middleware middleware);

Q_SIGNALS:
    void connectionError(const QSocketIo::Engine::ConnectionError &error);
    void initialHeaders(QSocketIo::Engine::Headers *headers,
                        const QSocketIo::Engine::Request &request);
    void headers(QSocketIo::Engine::Headers *headers, const QSocketIo::Engine::Request &request);
    void drained(const QString &sessionId);

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    friend class Admission;
    friend class HttpAnswers;
    friend class SessionServer;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo::Engine
