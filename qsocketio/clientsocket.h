// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/clientauth.h>
#include <qsocketio/core/error.h>
#include <qsocketio/socket.h>

namespace QSocketIo {

class Client;
class ClientConnection;

class QSOCKETIO_EXPORT ClientSocket : public Socket
{
    Q_OBJECT
    Q_PROPERTY(QString nsp READ nsp CONSTANT)
    Q_PROPERTY(bool active READ isActive)
    Q_PROPERTY(bool recovered READ isRecovered)
public:
    ~ClientSocket() override;

    QString id() const override;
    bool isConnected() const override;
    bool isActive() const;
    bool isRecovered() const;
    QString nsp() const;
    Client *client() const;

    void setAuth(const ClientAuth &auth);

public Q_SLOTS:
    void open();
    void close();

Q_SIGNALS:
    void connected();
    void disconnected(QSocketIo::DisconnectReason reason);
    void connectionRefused(const QSocketIo::Error &error);
    void eventDropped(const QString &event);

protected:
    ClientSocket(const QString &nsp, const ClientAuth &auth, QObject *parent);

private:
    friend class Client;
    friend class ClientConnection;
    class Private;
    Private *dd() const;
};

} // namespace QSocketIo
