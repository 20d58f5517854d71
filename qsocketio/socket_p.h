// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/anylisteners_p.h>
#include <qsocketio/core/clock_p.h>
#include <qsocketio/core/turn_p.h>
#include <qsocketio/eventtable_p.h>
#include <qsocketio/protocol/packet.h>
#include <qsocketio/socket.h>

#include <QFutureWatcher>
#include <QSet>

#include <unordered_map>

namespace QSocketIo {

class ReadBack;

// What both sides' sockets are made of: handlers, acks, and a way for packets.
class Socket::Private : public Detail::EmissionTarget
{
public:
    explicit Private(QByteArrayView nsp, EventNames usualEvents = {})
        : nsp(nsp),
          events(std::move(usualEvents))
    {
    }
    virtual ~Private();

    // The way out.
    virtual bool canEmit() const = 0;
    virtual quint64 nextAckId() = 0;
    virtual const Handshake &handshake() const = 0;
    // Null where it cannot emit.
    virtual std::unique_ptr<PacketEncoder> takeEncoder() = 0;
    // The last word on how an event is emitted.
    virtual void prepare(Detail::AckRequest &, Detail::EmitFlags &) { }
    // A packet that waits to be sent is not to be sent any more.
    virtual void forgetPacket(quint64 ackId) = 0;
    // Somebody will see its events that go out.
    virtual void onWatched() { }
    // Whose state its handlers find besides its own.
    virtual const StateScope *outerScope() const { return nullptr; }

    Detail::Emission beginEvent(QByteArrayView event, Detail::AckRequest &&ack,
                                const Detail::EmitFlags &flags);
    Detail::Emission beginAck(quint64 id);

    // The way in. The socket may be gone when they return.
    void dispatchEvent(const Packet &packet);
    void dispatchAck(const Packet &packet);
    // Who hears of every event; somebody who has connected to eventReceived() may as well.
    struct Watchers
    {
        AnyListeners incoming;
        AnyListeners outgoing;
    };
    Watchers &watchers();
    AnyListeners &outgoingWatchers();
    void onRawWanted() { watchers(); }
    // Shows an event that goes out to whoever wants to see them.
    bool isWatched() const { return m_watchers && !m_watchers->outgoing.isEmpty(); }
    void notifyOutgoing(const ReadBack &packet) const;

    void expectAck(quint64 id, Detail::AckRequest ack,
                   std::optional<std::chrono::milliseconds> timeout);
    void forgetAck(quint64 id);
    void resolveAck(quint64 id, const AckReply &reply);
    void failAcks(AckError::Reason reason, const QSet<quint64> &kept = {});

    Socket *q = nullptr;
    const SharedName nsp;
    EventTable events;

private:
    struct PendingAck
    {
        AckCallback callback;
        std::unique_ptr<Timer> timeout;
        std::unique_ptr<QFutureWatcher<void>> cancellation;
    };

    static Detail::Emission refuse(QByteArrayView event, const Detail::AckRequest &ack);
    quint64 expectAnswer(Detail::AckRequest &&ack, const Detail::EmitFlags &flags);

    using PendingAcks = std::unordered_map<quint64, PendingAck>;
    PendingAcks::node_type takeAck(quint64 id);
    void showEvent(const Packet &packet, Detail::Invocation &invocation, const Guard &alive) const;

    // Null until the first: hardly any socket has them.
    std::unique_ptr<Watchers> m_watchers;
    // Null until the first: many sockets never wait for one.
    std::unique_ptr<PendingAcks> m_acks;
};

} // namespace QSocketIo
