// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/engine/transport_p.h>
#include <qsocketio/net/httpconnection_p.h>

#include <functional>

namespace QSocketIo::Engine {

// The server's side of long-polling: a GET waits until there is something to send, POSTs bring.
class PollingTransport final : public Transport, private Deferred, private Suspended
{
public:
    // Makes the answer for a body: CORS, cookies and other fields are the session server's.
    using Respond = std::function<void(Net::HttpConnection &, int status, const QByteArray &body,
                                       QByteArrayView contentType)>;

    PollingTransport(Respond respond, qint64 maximumPayload);
    ~PollingTransport() override;

    void onPoll(Net::HttpConnection &connection);
    void onPost(Net::HttpConnection &connection, const Net::HttpRequest &request);
    // A waiting poll is answered by a noop, so that the client can go on to its upgrade.
    void releasePoll();
    std::vector<QueuedPacket> takeQueue() { return std::exchange(m_queue, {}); }

    QSocketIo::Transport kind() const override { return QSocketIo::Transport::Polling; }
    bool isWritable() const override { return m_poll.connection && m_queue.empty(); }
    void send(const OutgoingPacket &packet) override;
    qint64 bytesToWrite() const override { return m_queuedBytes; }
    void close() override;
    void abort() override;

private:
    struct Exchange final : Net::PendingExchange
    {
        explicit Exchange(PollingTransport &owner) : transport(owner) { }
        void onExchangeAborted() override;

        PollingTransport &transport;
        Net::HttpConnection *connection = nullptr;
    };

    void atTurnEnd() override;
    void resume() override { process(); }
    void process();
    QByteArray takePayload();
    void answerPoll(const QByteArray &payload);
    void report(DisconnectReason reason, const QString &description);

    Respond m_respond;
    qint64 m_maximumPayload;
    Exchange m_poll{*this};
    std::vector<QueuedPacket> m_queue;
    qint64 m_queuedBytes = 0;
    // A posted payload whose packets are not all delivered yet.
    QByteArray m_payload;
    QByteArrayView m_rest;
    bool m_closing = false;
    Timer m_closeTimeout;
};

} // namespace QSocketIo::Engine
