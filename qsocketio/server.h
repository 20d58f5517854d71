// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/gateway.h>
#include <qsocketio/engine/trace.h>
#include <qsocketio/parentnamespace.h>
#include <qsocketio/servermetrics.h>
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
    Q_PROPERTY(bool listening READ isListening)
    Q_PROPERTY(quint16 serverPort READ serverPort)
    Q_PROPERTY(QSocketIo::ServerMetrics metrics READ metrics)
public:
    explicit Server(const ServerOptions &options = {}, QObject *parent = nullptr);
    ~Server() override;

    const ServerOptions &options() const;

    bool listen(const QHostAddress &address = QHostAddress::Any, quint16 port = 3000);
    bool listenLocal(const QString &path);
    bool listenDescriptor(qintptr descriptor);
    static QList<qintptr> activatedDescriptors();
    void attach(QTcpServer *server);
    void handleConnection(QTcpSocket *socket);
    void setSslConfiguration(const QSslConfiguration &configuration);
    QSslConfiguration sslConfiguration() const;
    void stopListening();
    bool isListening() const;
    quint16 serverPort() const;
    QHostAddress serverAddress() const;
    QString errorString() const;
    void close();
    void close(std::chrono::milliseconds deadline);

    Namespace *of(const QString &name);
    ParentNamespace *of(const QRegularExpression &names);
    ParentNamespace *of(NamespaceRule rule);
    Namespace *findNamespace(const QString &name) const;
    QList<Namespace *> namespaces() const;
    qsizetype clientsCount() const;
    Engine::Gateway *engine() const;

    ServerMetrics metrics() const;

    // Answers requests outside of the server's path; nothing: 404.
    using RequestHandler = std::function<Engine::Reply(const Engine::Request &)>;
    void setRequestHandler(RequestHandler handler);
    // Gets the connections of such requests, as they came.
    using ForeignHandler = std::function<void(std::unique_ptr<QTcpSocket>)>;
    void setForeignHandler(ForeignHandler handler);
    void setTrace(Trace *trace);

Q_SIGNALS:
    void namespaceCreated(QSocketIo::Namespace *nsp);
    void closed();

private:
    friend class Broadcast;
    friend class Connection;
    friend class Namespace;
    friend class NamespaceSearch;
    friend class ParentNamespace;
    friend class ServerSideEvents;
    friend class ServerSocket;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo
