// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/response.h>
#include <qsocketio/engine/trace.h>
#include <qsocketio/namespace.h>
#include <qsocketio/serveroptions.h>
#include <qsocketio/serversocket.h>

#include <QRegularExpression>

QT_BEGIN_NAMESPACE
class QTcpServer;
class QTcpSocket;
QT_END_NAMESPACE

namespace QSocketIo {

class QSOCKETIO_EXPORT Server : public Namespace
{
    Q_OBJECT
public:
    explicit Server(const ServerOptions &options = {}, QObject *parent = nullptr);
    ~Server() override;

    const ServerOptions &options() const;

    bool listen(const QHostAddress &address = QHostAddress::Any, quint16 port = 3000);
    void attach(QTcpServer *server);
    void handleConnection(QTcpSocket *socket);
    bool isListening() const;
    quint16 serverPort() const;
    QHostAddress serverAddress() const;
    QString errorString() const;
    void close();

    Namespace *of(const QString &name);
    void allowNamespaces(const QRegularExpression &names);
    Namespace *findNamespace(const QString &name) const;
    QList<Namespace *> namespaces() const;
    qsizetype clientsCount() const;

    // Answers requests outside of the server's path; nothing: 404.
    using RequestHandler = std::function<std::optional<Engine::Response>(const Engine::Request &)>;
    void setRequestHandler(RequestHandler handler);
    void setTrace(Trace *trace);

Q_SIGNALS:
    void namespaceCreated(QSocketIo::Namespace *nsp);

private:
    friend class Broadcast;
    friend class Connection;
    friend class Namespace;
    friend class ServerSocket;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo
