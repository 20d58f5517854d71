// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/certificatecheck_p.h>
#include <qsocketio/engine/clienttransport_p.h>
#include <qsocketio/engine/payloadsyntax_p.h>

#include <deque>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
class QNetworkReply;
QT_END_NAMESPACE

namespace QSocketIo::Engine {

class ClientRequest;

// Long-polling: a GET that the server holds until it has something, and POSTs one at a time.
class ClientPolling final : public ClientTransport, private Deferred
{
public:
    explicit ClientPolling(std::shared_ptr<const ClientRequest> request);
    ~ClientPolling() override;

    QSocketIo::Transport kind() const override { return QSocketIo::Transport::Polling; }
    void open() override;
    void setSession(const ClientHandshake &handshake) override;
    bool isWritable() const override;
    void send(const OutgoingPacket &packet) override;
    qint64 bytesToWrite() const override { return m_queuedBytes + m_postedBytes; }
    void close() override;
    void abort() override;
    void pause(std::function<void()> paused) override;
    void unpause() override;
    std::vector<QueuedPacket> takeQueue() override;

private:
    struct Exchange;

    void collect() override;
    void beforePacket() override { continuePolling(); }
    void afterPackets() override;
    void atTurnEnd() override { post(); }

    void poll();
    void continuePolling();
    void post();
    QByteArray takeBatch();
    void watch(Exchange &exchange);
    void collectPoll();
    void collectPost();
    Error payloadError(const QByteArray &payload) const;
    void readPayload(const QByteArray &payload, qsizetype size);
    void fail(const QString &message, const Exchange &exchange);
    void onSslErrors(QNetworkReply &reply, const QList<QSslError> &errors);

    std::shared_ptr<const ClientRequest> m_request;
    const PayloadSyntax &m_syntax;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<Exchange> m_poll;
    std::unique_ptr<Exchange> m_post;
    QByteArray m_sid;
    qint64 m_maximumPayload = 0;
    std::deque<QueuedPacket> m_queue;
    qint64 m_queuedBytes = 0;
    qint64 m_postedBytes = 0;
    std::function<void()> m_paused;
    // The server ended the session in the last poll, or we are about to.
    bool m_polling = true;
    bool m_closing = false;
    CertificateCheck m_certificate;
};

} // namespace QSocketIo::Engine
