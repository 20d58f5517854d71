// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/engine/pollingformat_p.h>
#include <qsocketio/engine/transport_p.h>
#include <qsocketio/net/httpconnection_p.h>

#include <functional>

namespace QSocketIo::Engine {

// The server's side of long-polling: a GET waits until there is something to send, POSTs bring.
class PollingTransport final : public Transport, private Deferred, private Suspended
{
public:
    // CORS, cookies and other fields are the session server's.
    using Respond = std::function<void(Net::HttpConnection &, const HttpAnswer &)>;

    PollingTransport(Respond respond, std::unique_ptr<PollingFormat> format);
    ~PollingTransport() override;

    void onPoll(Net::HttpConnection &connection);
    void onPost(Net::HttpConnection &connection, const Net::HttpRequest &request);
    // A waiting poll is answered by a noop, so that the client can go on to its upgrade. False:
    // there is none.
    bool releasePoll();
    WaitingPackets takeQueue() { return std::exchange(m_queue, {}); }

    QSocketIo::Transport kind() const override { return QSocketIo::Transport::Polling; }
    bool isWritable() const override { return m_poll.connection && m_queue.isEmpty(); }
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
    void refusePost(Net::HttpConnection &connection, DisconnectReason reason,
                    const QString &description);
    void answerPoll(const WaitingPackets &packets);
    void answerPoll(PacketType type);
    void report(DisconnectReason reason, const QString &description);

    Respond m_respond;
    std::unique_ptr<PollingFormat> m_format;
    Exchange m_poll{*this};
    WaitingPackets m_queue;
    qint64 m_queuedBytes = 0;
    // A posted payload whose packets are not all delivered yet.
    QByteArray m_payload;
    QByteArrayView m_rest;
    const PayloadSyntax *m_syntax = nullptr;
    bool m_closing = false;
    Timer m_closeTimeout;
};

} // namespace QSocketIo::Engine
