// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/core/turn_p.h>
#include <qsocketio/eventtable_p.h>
#include <qsocketio/protocol/packet.h>
#include <qsocketio/socket.h>

#include <QFutureWatcher>

#include <unordered_map>

namespace QSocketIo {

// What both sides' sockets are made of: handlers, acks, and a way for packets.
class Socket::Private : public Detail::EmissionTarget
{
public:
    explicit Private(const QByteArray &nsp) : nsp(nsp) { }
    virtual ~Private();

    // The way out.
    virtual bool canEmit() const = 0;
    virtual quint64 nextAckId() = 0;
    virtual const Handshake &handshake() const = 0;
    virtual std::unique_ptr<PacketEncoder> takeEncoder() = 0;
    // A packet that waits to be sent is not to be sent any more.
    virtual void forgetPacket(quint64 ackId) = 0;

    Detail::Emission beginEvent(QByteArrayView event, Detail::AckRequest ack,
                                const Detail::EmitFlags &flags);
    Detail::Emission beginAck(quint64 id);

    // The way in. The socket may be gone when they return.
    void dispatchEvent(const Packet &packet);
    void dispatchAck(const Packet &packet);

    void expectAck(quint64 id, Detail::AckRequest ack,
                   std::optional<std::chrono::milliseconds> timeout);
    void forgetAck(quint64 id);
    void failAcks(AckError::Reason reason);

    Socket *q = nullptr;
    const QByteArray nsp;
    EventTable events;

private:
    struct PendingAck
    {
        AckCallback callback;
        std::unique_ptr<Timer> timeout;
        std::unique_ptr<QFutureWatcher<void>> cancellation;
    };

    void resolveAck(quint64 id, const AckReply &reply);

    std::unordered_map<quint64, PendingAck> m_acks;
};

} // namespace QSocketIo
