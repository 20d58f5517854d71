// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/messagesyntax_p.h>
#include <qsocketio/engine/transport_p.h>
#include <qsocketio/net/permessagedeflate_p.h>
#include <qsocketio/net/stream_p.h>
#include <qsocketio/net/websocketdecoder_p.h>

#include <memory>
#include <optional>

namespace QSocketIo::Engine {

// The server's side of a WebSocket: one packet a message.
class WebSocketTransport final : public Transport, private Net::Stream::Listener, private Suspended
{
public:
    WebSocketTransport(std::unique_ptr<Net::Stream> stream, qint64 maximumMessageSize,
                       const MessageSyntax &syntax);
    ~WebSocketTransport() override;

    // Both sides agreed to compress messages; ours from the threshold on.
    void enableDeflate(const Net::DeflateAgreement &agreement, qsizetype threshold,
                       qint64 maximumMessageSize);
    // What arrived behind the upgrade request.
    void start(const QByteArray &unread);

    QSocketIo::Transport kind() const override { return QSocketIo::Transport::WebSocket; }
    bool isWritable() const override;
    void send(const OutgoingPacket &packet) override;
    qint64 bytesToWrite() const override;
    void close() override;
    void abort() override;
    void tellDrained() override;

    const Net::Stream *stream() const { return m_stream.get(); }

private:
    struct Deflate
    {
        Net::DeflateAgreement agreement;
        qsizetype threshold;
        qint64 maximumMessageSize;
        Net::MessageInflater inflater;
    };
    // What few connections have.
    struct Extras
    {
        std::optional<Deflate> deflate;
        // The answer to the latest ping, while others wait to be sent.
        QByteArray latePong;
    };

    void onBytes(std::span<char> bytes) override;
    std::span<char> inputSpace() override;
    void onPlaced(qsizetype size) override;
    void onDrained() override;
    void onStreamClosed(const QString &error) override;
    void resume() override { process(); }

    void process();
    void take(Net::WebSocketDecoder::Step step, Net::WebSocketDecoder::Message &message);
    Extras &extras();
    bool isDeflated(const OutgoingPacket &packet) const;
    void sendDeflated(const OutgoingPacket &packet);
    void sendPlain(const OutgoingPacket &packet);
    void sendLarge(const OutgoingPacket &packet);
    void sendMarked(const OutgoingPacket &packet);
    bool writeDeflated(Net::Opcode opcode, QByteArrayView message);
    bool read(Net::WebSocketDecoder::Message &message, Packet &packet) const;
    bool inflate(Net::WebSocketDecoder::Message &message);
    void deliver(Net::WebSocketDecoder::Message &message);
    void answerPing(QByteArrayView payload);
    void onCloseFrame(quint16 code);
    void fail(quint16 code, QByteArrayView text);
    void finish(quint16 closeCode, QByteArrayView text);
    std::unique_ptr<Net::Stream> sayLast(quint16 closeCode, QByteArrayView text);
    void report(DisconnectReason reason, const QString &description);

    std::unique_ptr<Net::Stream> m_stream;
    Net::WebSocketDecoder m_decoder;
    const MessageSyntax &m_syntax;
    std::unique_ptr<Extras> m_extras;
    // Received and not yet taken: a view into the receive buffer of the turn it came in.
    std::span<char> m_input;
};

} // namespace QSocketIo::Engine
