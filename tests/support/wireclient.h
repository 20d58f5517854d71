// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/websocketdecoder_p.h>
#include <qsocketio/net/websockethandshake_p.h>

#include <QTcpSocket>
#include <QTest>

#include <span>

namespace QSocketIo::Testing {

// A client that speaks Engine.IO over a WebSocket by hand, message by message.
class WireClient : public QObject
{
public:
    explicit WireClient(quint16 port, const QByteArray &path = "/socket.io/")
    {
        connect(&m_socket, &QIODevice::readyRead, this, [this] { read(); });
        connect(&m_socket, &QAbstractSocket::disconnected, this, [this] { m_closed = true; });
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        m_socket.write(Net::webSocketUpgradeRequest("127.0.0.1",
                                                    QByteArray(path + "?EIO=4&transport=websocket"),
                                                    "dGhlIHNhbXBsZSBub25jZQ==", {}));
    }

    // Joins the main namespace; the sid is in the answer.
    bool join()
    {
        send("40");
        return QTest::qWaitFor([this] { return received("40{"); });
    }

    void send(const QByteArray &text) { sendTogether({text}); }
    // In one write, so that they arrive in one segment.
    void sendTogether(const QByteArrayList &texts)
    {
        QByteArray frames;
        for (const QByteArray &text : texts)
            Net::appendMaskedFrame(frames, Net::Opcode::Text, text, 0x12345678);
        m_socket.write(frames);
    }
    void sendBinary(const QByteArray &data)
    {
        QByteArray frame;
        Net::appendMaskedFrame(frame, Net::Opcode::Binary, data, 0x12345678);
        m_socket.write(frame);
    }
    void sendRaw(const QByteArray &bytes) { m_socket.write(bytes); }
    void abort() { m_socket.abort(); }
    // Reads no more, or goes on.
    void setPaused(bool paused) { m_socket.setReadBufferSize(paused ? 1 : 0); }

    // Answers as soon as this text comes.
    void answer(const QByteArray &prefix, std::function<QByteArray(const QByteArray &)> reply)
    {
        m_prefix = prefix;
        m_reply = std::move(reply);
    }

    bool isClosed() const { return m_closed; }
    const QByteArrayList &texts() const { return m_texts; }
    const QByteArrayList &binaries() const { return m_binaries; }
    bool received(QByteArrayView prefix) const
    {
        return std::ranges::any_of(m_texts,
                                   [prefix](const auto &text) { return text.startsWith(prefix); });
    }
    bool waitFor(QByteArrayView prefix)
    {
        return QTest::qWaitFor([this, prefix] { return received(prefix); });
    }
    bool waitForClose()
    {
        return QTest::qWaitFor([this] { return m_closed; });
    }

private:
    void read()
    {
        m_bytes += m_socket.readAll();
        if (!m_upgraded) {
            const qsizetype end = m_bytes.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            m_upgraded = true;
            m_bytes.remove(0, end + 4);
        }
        QByteArray bytes = std::exchange(m_bytes, {});
        std::span<char> input(bytes.data(), size_t(bytes.size()));
        Net::WebSocketDecoder::Message message;
        while (m_decoder.next(input, message) == Net::WebSocketDecoder::Step::Ready)
            take(message);
    }

    void take(const Net::WebSocketDecoder::Message &message)
    {
        if (message.opcode == Net::Opcode::Binary)
            m_binaries.append(message.payload.toByteArray());
        if (message.opcode != Net::Opcode::Text)
            return;
        const QByteArray text = message.payload.toByteArray();
        m_texts.append(text);
        if (m_reply && text.startsWith(m_prefix))
            send(m_reply(text));
    }

    QTcpSocket m_socket;
    QByteArray m_bytes;
    Net::WebSocketDecoder m_decoder{Net::WebSocketDecoder::Role::Client, 100'000'000};
    QByteArrayList m_texts;
    QByteArrayList m_binaries;
    QByteArray m_prefix;
    std::function<QByteArray(const QByteArray &)> m_reply;
    bool m_upgraded = false;
    bool m_closed = false;
};

} // namespace QSocketIo::Testing
