// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/error.h>
#include <qsocketio/engine/clientoptions.h>
#include <qsocketio/engine/trace.h>

#include <QObject>
#include <QSslError>
#include <QUrl>

#include <memory>

namespace QSocketIo::Engine {

// Engine.IO without Socket.IO on it: messages to and from a server.
class QSOCKETIO_EXPORT Client : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QUrl url READ url CONSTANT)
    Q_PROPERTY(State state READ state NOTIFY stateChanged)
public:
    enum class State : quint8 { Closed, Opening, Open, Closing };
    Q_ENUM(State)

    explicit Client(const QUrl &url, const ClientOptions &options = {}, QObject *parent = nullptr);
    ~Client() override;

    QUrl url() const;
    const ClientOptions &options() const;
    void setOptions(const ClientOptions &options);

    State state() const;
    bool isOpen() const;
    QString id() const;
    std::optional<QSocketIo::Transport> transport() const;
    std::chrono::milliseconds pingInterval() const;
    std::chrono::milliseconds pingTimeout() const;
    qint64 maxPayload() const;
    qint64 bytesToWrite() const;
    void setTrace(Trace *trace);

    bool sendText(QStringView text);
    bool sendUtf8(QByteArrayView text);
    bool sendBinary(const QByteArray &data);
    void ignoreSslErrors(const QList<QSslError> &errors);

public Q_SLOTS:
    void open();
    void close();
    void abort();
    void ignoreSslErrors();

Q_SIGNALS:
    void stateChanged(QSocketIo::Engine::Client::State state);
    void opened();
    void closed(QSocketIo::DisconnectReason reason);
    void errorOccurred(const QSocketIo::Error &error);
    void sslErrors(const QList<QSslError> &errors);
    void textReceived(const QString &text);
    void utf8Received(const QByteArray &text);
    void binaryReceived(const QByteArray &data);
    void drained();
    void pinged();
    void upgrading(QSocketIo::Transport transport);
    void upgraded(QSocketIo::Transport transport);
    void upgradeFailed(const QSocketIo::Error &error);
    void packetReceived(quint8 type, const QByteArray &data);
    void packetSent(quint8 type, const QByteArray &data);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace QSocketIo::Engine
