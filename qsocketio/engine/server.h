// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/gateway.h>
#include <qsocketio/engine/options.h>
#include <qsocketio/engine/trace.h>

#include <QObject>

#include <memory>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
QT_END_NAMESPACE

namespace QSocketIo::Engine {

class Socket;

// Engine.IO without Socket.IO on it.
class QSOCKETIO_EXPORT Server : public Gateway
{
    Q_OBJECT
public:
    explicit Server(const ServerOptions &options = {}, QObject *parent = nullptr);
    ~Server() override;

    bool listen(const QHostAddress &address = QHostAddress::Any, quint16 port = 3000);
    bool listenLocal(const QString &path);
    bool listenDescriptor(qintptr descriptor);
    void attach(QTcpServer *server);
    void handleConnection(QTcpSocket *socket);
    void setSslConfiguration(const QSslConfiguration &configuration);
    void stopListening();
    quint16 serverPort() const;
    QString errorString() const;
    qsizetype clientsCount() const;
    void close();
    void close(std::chrono::milliseconds deadline);

    using RequestHandler = std::function<Reply(const Request &)>;
    void setRequestHandler(RequestHandler handler);
    using ForeignHandler = std::function<void(std::unique_ptr<QTcpSocket>)>;
    void setForeignHandler(ForeignHandler handler);
    void setTrace(Trace *trace);

Q_SIGNALS:
    void socketOpened(QSocketIo::Engine::Socket *socket);
    void closed();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo::Engine
