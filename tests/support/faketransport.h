// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/clientsession_p.h>

#include <QStringList>

namespace QSocketIo::Testing {

// A transport that tests feed and whose packets they read.
class FakeTransport final : public Engine::ClientTransport
{
public:
    FakeTransport(QSocketIo::Transport kind, FakeTransport *&registration)
        : m_kind(kind),
          m_registration(registration)
    {
        m_registration = this;
    }
    ~FakeTransport() override
    {
        if (m_registration == this)
            m_registration = nullptr;
    }

    // The packet is delivered when the event loop runs.
    void feed(const QByteArray &text)
    {
        Engine::Packet packet;
        packet.storage = text + QByteArray(64, '\0');
        if (Engine::readTextPacket(QByteArrayView(packet.storage).first(text.size()), packet))
            receive(std::move(packet));
    }
    void breakDown(DisconnectReason reason, const QString &message)
    {
        end(reason, {Error::Phase::Network, message, 0, 0, {}});
    }
    void becomeQuiet() { std::exchange(m_paused, nullptr)(); }

    QSocketIo::Transport kind() const override { return m_kind; }
    void open() override { sent.append(QStringLiteral("open")); }
    void setSession(const Engine::ClientHandshake &handshake) override { sid = handshake.sid; }
    bool isWritable() const override { return waiting == 0; }
    void send(const Engine::OutgoingPacket &packet) override
    {
        if (m_paused)
            m_queue.emplace_back(packet);
        else
            sent.append(QLatin1Char(digit(packet.type)) + QString::fromUtf8(packet.data));
    }
    qint64 bytesToWrite() const override { return waiting; }
    void close() override
    {
        sent.append(QStringLiteral("close"));
        end(DisconnectReason::ForcedClose, {});
    }
    void abort() override { discardReceived(); }
    void pause(std::function<void()> paused) override { m_paused = std::move(paused); }
    void unpause() override
    {
        m_paused = nullptr;
        for (const auto &packet : std::exchange(m_queue, {}))
            send(packet.toSend());
    }
    std::vector<Engine::QueuedPacket> takeQueue() override { return std::exchange(m_queue, {}); }
    bool isPausing() const { return m_paused != nullptr; }

    QStringList sent;
    QByteArray sid;
    qint64 waiting = 0;

private:
    QSocketIo::Transport m_kind;
    FakeTransport *&m_registration;
    std::function<void()> m_paused;
    std::vector<Engine::QueuedPacket> m_queue;
};

class FakeTransports final : public Engine::ClientTransports
{
public:
    std::unique_ptr<Engine::ClientTransport> create(QSocketIo::Transport kind) override
    {
        return std::make_unique<FakeTransport>(
            kind, kind == QSocketIo::Transport::Polling ? polling : webSocket);
    }

    FakeTransport *polling = nullptr;
    FakeTransport *webSocket = nullptr;
};

} // namespace QSocketIo::Testing
