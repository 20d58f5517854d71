// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/outputqueue_p.h>
#include <qsocketio/net/reactor_linux_p.h>
#include <qsocketio/net/stream_p.h>

#include <array>

namespace QSocketIo::Net {

// A non-blocking TCP socket in the reactor.
class EpollStream final : public Stream, private EventSource, private Deferred
{
public:
    explicit EpollStream(int descriptor);
    ~EpollStream() override;

    void write(QByteArrayView bytes) override;
    void writeShared(const QByteArray &bytes) override;
    void writeFrame(const SharedBytes &frame) override;
    qint64 bytesToWrite() const override { return m_output.size(); }
    void setReading(bool reading) override;
    void finishWriting() override;
    void abort() override;
    bool isOpen() const override { return m_descriptor >= 0; }
    bool isEncrypted() const override { return false; }
    QSslCertificate peerCertificate() const override;
    QHostAddress peerAddress() const override;
    quint16 peerPort() const override { return m_peerPort; }
    std::unique_ptr<QTcpSocket> takeSocket() override;

private:
    void onEvents(quint32 events) override;
    void atTurnEnd() override { flush(); }

    void readPeerName();
    void receive();
    void flushSoon();
    int sendOutput();
    void flush();
    void updateInterest();
    void fail(int error);

    bool m_reading = true;
    bool m_waitsForSpace = false;
    bool m_finishing = false;
    Reactor::Handle m_handle;
    std::shared_ptr<Reactor> m_reactor;
    OutputQueue m_output;
    int m_descriptor;
    std::array<quint8, 16> m_peerAddress{};
    quint16 m_peerPort = 0;
    quint16 m_peerFamily = 0;
    quint32 m_interest;
};

} // namespace QSocketIo::Net
