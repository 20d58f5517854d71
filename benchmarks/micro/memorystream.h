// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/outputqueue_p.h>

#include <QSslCertificate>
#include <QTcpSocket>

#include <array>
#include <sys/uio.h>

namespace QSocketIo::Bench {

// The reactor's stream without the kernel: bytes are fed, and what is written is gathered as there
// and leaves at once at the end of the turn.
class MemoryStream final : public Net::Stream, private Deferred
{
public:
    // Padding has to follow the bytes.
    void feed(std::span<char> bytes) { listener()->onBytes(bytes); }
    void endInput()
    {
        abort();
        listener()->onStreamClosed({});
    }
    qint64 sentBytes() const { return m_sent; }

    void write(QByteArrayView bytes) override
    {
        m_output.append(bytes);
        defer();
    }
    char *extend(qsizetype size) override
    {
        defer();
        return m_output.extend(size);
    }
    void writeShared(const QByteArray &bytes) override
    {
        m_output.appendShared(bytes);
        defer();
    }
    void writeFrame(const Net::SharedBytes &frame) override
    {
        m_output.appendFrame(frame);
        defer();
    }
    qint64 bytesToWrite() const override { return m_output.size(); }
    void setReading(bool) override { }
    void finishWriting() override { }
    void abort() override { m_open = false; }
    bool isOpen() const override { return m_open; }
    bool isEncrypted() const override { return false; }
    QSslCertificate peerCertificate() const override { return QSslCertificate(); }
    QHostAddress peerAddress() const override { return QHostAddress(); }
    quint16 peerPort() const override { return 0; }
    std::unique_ptr<QTcpSocket> takeSocket() override { return nullptr; }

private:
    void atTurnEnd() override
    {
        std::array<iovec, 32> entries;
        m_output.gather(entries.data(), int(entries.size()));
        m_sent += m_output.size();
        m_output.consume(m_output.size());
        tellDrained();
    }

    Net::OutputQueue m_output;
    qint64 m_sent = 0;
    bool m_open = true;
};

} // namespace QSocketIo::Bench
