// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/options.h>
#include <qsocketio/engine/response.h>
#include <qsocketio/engine/trace.h>

#include <QObject>

#include <memory>

namespace QSocketIo::Engine {

class Socket;

// Engine.IO without Socket.IO on it.
class QSOCKETIO_EXPORT Server : public QObject
{
    Q_OBJECT
public:
    explicit Server(const ServerOptions &options = {}, QObject *parent = nullptr);
    ~Server() override;

    bool listen(const QHostAddress &address = QHostAddress::Any, quint16 port = 3000);
    quint16 serverPort() const;
    QString errorString() const;
    qsizetype clientsCount() const;
    void close();

    using RequestHandler = std::function<std::optional<Response>(const Request &)>;
    void setRequestHandler(RequestHandler handler);
    void setTrace(Trace *trace);

Q_SIGNALS:
    void socketOpened(QSocketIo::Engine::Socket *socket);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo::Engine
