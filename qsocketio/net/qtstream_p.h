// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/net/stream_p.h>

#include <QObject>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QTcpSocket;
QT_END_NAMESPACE

namespace QSocketIo::Net {

// A connected QTcpSocket or QSslSocket; takes it over with the bytes it has not given out yet.
class QtStream final : public Stream, private Deferred
{
public:
    explicit QtStream(QTcpSocket *socket);
    ~QtStream() override;

    // Breaks the connection off if the TLS handshake is not finished by then.
    void limitHandshake(std::chrono::milliseconds time);

    void write(QByteArrayView bytes) override;
    char *extend(qsizetype size) override;
    void writeShared(const QByteArray &bytes) override;
    qint64 bytesToWrite() const override;
    void setReading(bool reading) override;
    void finishWriting() override;
    void abort() override;
    bool isOpen() const override { return m_socket != nullptr; }
    bool isEncrypted() const override;
    QSslCertificate peerCertificate() const override;
    QHostAddress peerAddress() const override;
    quint16 peerPort() const override;
    std::unique_ptr<QTcpSocket> takeSocket() override;

private:
    void atTurnEnd() override;
    void scheduleRead();
    void read();
    void onDisconnected();
    void reportDrained();

    QTcpSocket *m_socket;
    const bool m_isLocal;
    QObject m_context;
    QByteArray m_gathered;
    std::unique_ptr<Timer> m_handshakeLimit;
    bool m_reading = true;
    bool m_readScheduled = false;
    bool m_disconnected = false;
    bool m_finishing = false;
};

} // namespace QSocketIo::Net
