// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/httpoptions.h>
#include <qsocketio/engine/request.h>

#include <QObject>

#include <memory>

namespace QSocketIo::Engine {

class ServerSession;

// A message with what else there is to say about it.
struct Message
{
    // Text as UTF-8, or binary.
    QByteArray data = {};
    bool binary = false;
    // By the server's options; never without it.
    bool compress = true;
    // Dropped unless it can leave at once.
    bool isVolatile = false;
};

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

    void setMaxBufferedBytes(qint64 bytes);
    void setSlowClientPolicy(SlowClientPolicy policy);

    void sendText(QStringView text);
    void sendUtf8(QByteArrayView text);
    void sendBinary(const QByteArray &data);
    void send(const Message &message);
    void close();
    void abort();

Q_SIGNALS:
    void textReceived(const QString &text);
    void utf8Received(const QByteArray &text);
    void binaryReceived(const QByteArray &data);
    void heartbeat();
    void upgrading();
    void upgraded(QSocketIo::Transport transport);
    void drained();
    void highWaterReached(qint64 bytesToWrite);
    void closed(QSocketIo::DisconnectReason reason, const QString &description);

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    friend class Server;
    class Private;
    explicit Socket(ServerSession &session);
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo::Engine
