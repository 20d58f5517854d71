// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/outputqueue_p.h>
#include <qsocketio/net/peername_linux_p.h>
#include <qsocketio/net/reactor_linux_p.h>
#include <qsocketio/net/stream_p.h>

namespace QSocketIo::Net {

// A non-blocking TCP socket in the reactor.
class EpollStream final : public Stream, private EventSource, private Deferred
{
public:
    // The descriptor has TCP_NODELAY.
    EpollStream(int descriptor, const PeerName &peer);
    ~EpollStream() override;

    void write(QByteArrayView bytes) override;
    char *extend(qsizetype size) override;
    void writeShared(const QByteArray &bytes) override;
    void writeFrame(const SharedBytes &frame) override;
    qint64 bytesToWrite() const override { return m_output.size(); }
    void setReading(bool reading) override;
    void finishWriting() override;
    bool endNow() override;
    void abort() override;
    bool isOpen() const override { return m_descriptor >= 0; }
    bool isEncrypted() const override { return false; }
    QSslCertificate peerCertificate() const override;
    QHostAddress peerAddress() const override { return m_peer.address(); }
    quint16 peerPort() const override { return m_peer.port(); }
    std::unique_ptr<QTcpSocket> takeSocket() override;

private:
    void onEvents(quint32 events) override;
    void atTurnEnd() override { flush(); }

    void receive(quint32 events);
    void flushSoon();
    int sendOutput();
    void flush();
    void updateInterest();
    void fail(int error);

    bool m_reading = true;
    bool m_waitsForSpace = false;
    bool m_finishing = false;
    // As far as the last look has shown.
    bool m_inputTaken = false;
    Reactor::Handle m_handle;
    int m_descriptor;
    std::shared_ptr<Reactor> m_reactor;
    OutputQueue m_output;
    PeerName m_peer;
    quint32 m_interest;
};

} // namespace QSocketIo::Net
