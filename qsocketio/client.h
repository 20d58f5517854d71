// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientoptions.h>
#include <qsocketio/clientsocket.h>
#include <qsocketio/engine/trace.h>

#include <QDateTime>
#include <QSslError>
#include <QUrl>

#include <optional>

namespace QSocketIo {

class QSOCKETIO_EXPORT Client : public ClientSocket
{
    Q_OBJECT
    Q_PROPERTY(QUrl url READ url CONSTANT)
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
    Q_PROPERTY(QDateTime nextAttemptAt READ nextAttemptAt NOTIFY stateChanged)
public:
    enum class State : quint8 { Closed, Opening, Open, Waiting, Closing };
    Q_ENUM(State)

    explicit Client(const QUrl &url, const ClientOptions &options = {}, QObject *parent = nullptr);
    ~Client() override;

    QUrl url() const;
    const ClientOptions &options() const;
    State state() const;
    std::optional<QSocketIo::Transport> transport() const;
    QDateTime nextAttemptAt() const;

    void setReconnection(bool on);
    void setReconnectionAttempts(int maximum);
    void setReconnectionDelay(std::chrono::milliseconds delay);
    void setReconnectionDelayMax(std::chrono::milliseconds delay);
    void setRandomizationFactor(double factor);
    void setTimeout(std::chrono::milliseconds timeout);
    void setQuery(const QUrlQuery &query);
    void setExtraHeaders(const ClientHeaders &headers);

    ClientSocket *of(const QString &nsp, const ClientAuth &auth = {});
    void setTrace(Trace *trace);
    void ignoreSslErrors(const QList<QSslError> &errors);

public Q_SLOTS:
    void closeAll();
    void dropConnection();
    void reconnectNow();
    void ignoreSslErrors();

Q_SIGNALS:
    void stateChanged(QSocketIo::Client::State state);
    void closed(QSocketIo::DisconnectReason reason);
    void errorOccurred(const QSocketIo::Error &error);
    void sslErrors(const QList<QSslError> &errors);
    void transportChanged(QSocketIo::Transport transport);
    void upgradeFailed(const QSocketIo::Error &error);
    void pinged();
    void reconnectAttempt(int attempt);
    void reconnected(int attempt);
    void reconnectError(const QSocketIo::Error &error);
    void reconnectFailed();

private:
    friend class ClientSocket;
    std::unique_ptr<ClientConnection> m_connection;
};

} // namespace QSocketIo
