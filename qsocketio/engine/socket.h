// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/request.h>

#include <QObject>

#include <memory>

namespace QSocketIo::Engine {

class ServerSession;

// A session of Engine.IO alone: messages, no events.
class QSOCKETIO_EXPORT Socket : public QObject
{
    Q_OBJECT
public:
    ~Socket() override;

    QString id() const;
    const Request &request() const;
    QSocketIo::Transport transport() const;
    int protocol() const;
    bool isOpen() const;
    qint64 bytesToWrite() const;

    void sendText(QStringView text);
    void sendUtf8(QByteArrayView text);
    void sendBinary(const QByteArray &data);
    void close();

Q_SIGNALS:
    void textReceived(const QString &text);
    void utf8Received(const QByteArray &text);
    void binaryReceived(const QByteArray &data);
    void upgraded(QSocketIo::Transport transport);
    void drained();
    void highWaterReached(qint64 bytesToWrite);
    void closed(QSocketIo::DisconnectReason reason);

private:
    friend class Server;
    class Private;
    explicit Socket(ServerSession &session);
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo::Engine
