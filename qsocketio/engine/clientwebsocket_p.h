// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/certificatecheck_p.h>
#include <qsocketio/engine/clienttransport_p.h>
#include <qsocketio/engine/messagesyntax_p.h>

#include <QAbstractSocket>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace QSocketIo::Engine {

class ClientRequest;

// One packet a message, over Qt's WebSocket. What a turn sends leaves at its end, many messages
// with one system call, and not when the event loop has found out that the socket takes it.
class ClientWebSocket final : public ClientTransport, private Deferred
{
public:
    explicit ClientWebSocket(std::shared_ptr<const ClientRequest> request);
    ~ClientWebSocket() override;

    QSocketIo::Transport kind() const override { return QSocketIo::Transport::WebSocket; }
    void open() override;
    void setSession(const ClientHandshake &handshake) override { m_sid = handshake.sid; }
    bool isWritable() const override;
    // Waits for the connection where there is none yet.
    void send(const OutgoingPacket &packet) override;
    qint64 bytesToWrite() const override;
    void close() override;
    void abort() override;

private:
    void atTurnEnd() override { flush(); }
    void configure();
    void onConnected();
    void onText(const QString &message);
    void onBinary(const QByteArray &message);
    void onError(QAbstractSocket::SocketError code);
    void onDisconnected();
    void onSslErrors(const QList<QSslError> &errors);
    Error failure(QAbstractSocket::SocketError code) const;
    void write(const OutgoingPacket &packet);
    void flush();

    std::shared_ptr<const ClientRequest> m_request;
    const MessageSyntax &m_syntax;
    std::unique_ptr<QWebSocket> m_socket;
    QByteArray m_sid;
    std::vector<QueuedPacket> m_waiting;
    int m_unflushed = 0;
    bool m_connected = false;
    bool m_closing = false;
    CertificateCheck m_certificate;
};

} // namespace QSocketIo::Engine
