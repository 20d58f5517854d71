// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>
#include <qsocketio/clientsocket.h>
#include <qsocketio/engine/trace.h>

#include <QUrl>

#include <optional>

namespace QSocketIo {

class QSOCKETIO_EXPORT Client : public ClientSocket
{
    Q_OBJECT
    Q_PROPERTY(QUrl url READ url CONSTANT)
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
public:
    enum class State : quint8 { Closed, Opening, Open, Waiting, Closing };
    Q_ENUM(State)

    explicit Client(const QUrl &url, const ClientOptions &options = {}, QObject *parent = nullptr);
    ~Client() override;

    QUrl url() const;
    const ClientOptions &options() const;
    State state() const;
    std::optional<QSocketIo::Transport> transport() const;

    ClientSocket *of(const QString &nsp, const ClientAuth &auth = {});
    void setTrace(Trace *trace);

public Q_SLOTS:
    void closeAll();
    void dropConnection();

Q_SIGNALS:
    void stateChanged(QSocketIo::Client::State state);
    void closed(QSocketIo::DisconnectReason reason);
    void transportChanged(QSocketIo::Transport transport);
    void reconnectAttempt(int attempt);
    void reconnected(int attempt);
    void reconnectError(const QSocketIo::Error &error);
    void reconnectFailed();

private:
    friend class ClientSocket;
    std::unique_ptr<ClientConnection> m_connection;
};

} // namespace QSocketIo
