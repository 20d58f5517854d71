// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientconnection_p.h>
#include <qsocketio/clientsocketencoder_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/readback_p.h>

namespace QSocketIo {

namespace {

// A try without an end would hold up all that waits behind it.
constexpr std::chrono::milliseconds DefaultRetryTimeout = 10s;

} // namespace

void ClientSocket::Private::prepare(Detail::AckRequest &ack, Detail::EmitFlags &flags)
{
    const ClientOptions &options = m_connection->options();
    flags.isRetried = options.retries > 0 && !flags.isVolatile;
    // The answer tells that it arrived, also where nobody asked for one.
    if (flags.isRetried && !ack.callback)
        ack.callback = [](const AckReply &) {};
    if (!ack.callback || flags.timeout)
        return;
    flags.timeout = options.ackTimeout;
    if (flags.isRetried && !flags.timeout)
        flags.timeout = DefaultRetryTimeout;
}

std::unique_ptr<PacketEncoder> ClientSocket::Private::takeEncoder()
{
    if (!canEmit())
        return nullptr;
    return std::make_unique<Encoder>(*this, m_connection->encoders().take());
}

void ClientSocket::Private::returnEncoder(std::unique_ptr<PacketEncoder> &&encoder)
{
    if (m_connection)
        m_connection->encoders().giveBack(static_cast<Encoder &>(*encoder).takeInner());
}

void ClientSocket::Private::send(PacketEncoder &encoder, Writer &, const Detail::EmitFlags &flags)
{
    if (!m_connection)
        return;
    const EncodedPacket &packet = encoder.finish();
    const Origin origin = std::exchange(m_origin, {});
    if (flags.isRetried)
        return enqueue({packet, origin.ackId, origin.event}, *flags.timeout);
    const bool isOpen = canTransmit();
    if (flags.isVolatile && !(isOpen && m_connection->isWritable())) {
        if (origin.ackId)
            resolveAck(*origin.ackId, {AckError::Reason::NotSent, {}});
        return;
    }
    if (isOpen)
        return transmit(packet);
    // An answer belongs to the connection on which it was asked for.
    if (origin.isEvent)
        buffer({packet, origin.ackId, origin.event});
}

void ClientSocket::Private::buffer(WaitingPacket packet)
{
    const QPointer<ClientSocket> alive(socket());
    for (const WaitingPacket &dropped : m_buffer.add(std::move(packet), m_connection->options())) {
        if (alive)
            discard(dropped);
    }
}

void ClientSocket::Private::enqueue(WaitingPacket packet, std::chrono::milliseconds timeout)
{
    const ClientOptions &options = m_connection->options();
    if (m_retries.size() >= options.maxBufferedPackets
        || m_retries.bytes() + packet.size() > options.maxBufferedPacketBytes)
        return discard(packet);
    m_retries.setRetries(options.retries);
    m_retries.add(std::move(packet), timeout);
    m_retries.drain();
}

void ClientSocket::Private::discard(const WaitingPacket &packet)
{
    const QPointer<ClientSocket> alive(socket());
    qCWarning(lcClient, "an event is lost: too many wait for the connection");
    if (packet.ackId)
        resolveAck(*packet.ackId, {AckError::Reason::NotSent, {}});
    if (alive)
        Q_EMIT alive->eventDropped(QString::fromUtf8(packet.event));
}

bool ClientSocket::Private::canTransmit() const
{
    return m_connection && isConnected() && m_connection->isLive();
}

void ClientSocket::Private::transmit(const EncodedPacket &packet)
{
    if (isWatched()) {
        const QPointer<ClientSocket> alive(socket());
        notifyOutgoing(ReadBack(m_connection->parser(), packet));
        if (!alive || !canTransmit())
            return;
    }
    m_connection->send(packet);
}

bool ClientSocket::Private::sendWaiting()
{
    const QPointer<ClientSocket> alive(socket());
    const QString sid = m_sid;
    for (const WaitingPacket &waiting : m_buffer.take()) {
        transmit(waiting.packet);
        if (!alive || m_sid != sid)
            return false;
    }
    return true;
}

void ClientSocket::Private::onAck(const Packet &packet)
{
    const QPointer<ClientSocket> alive(socket());
    if (packet.id)
        m_retries.remove(*packet.id);
    dispatchAck(packet);
    if (alive)
        m_retries.drain();
}

void ClientSocket::Private::giveUp(quint64 ackId, AckError::Reason reason)
{
    const QPointer<ClientSocket> alive(socket());
    resolveAck(ackId, {reason, {}});
    if (alive)
        m_retries.drain();
}

void ClientSocket::Private::forgetPacket(quint64 ackId)
{
    m_buffer.remove(ackId);
    m_retries.remove(ackId);
    m_retries.drain();
}

// What still waits keeps its acks: it is sent when the socket is back.
void ClientSocket::Private::failSentAcks()
{
    const QPointer<ClientSocket> alive(socket());
    QSet<quint64> kept = m_buffer.ackIds();
    kept.unite(m_retries.ackIds());
    failAcks(AckError::Reason::Disconnected, kept);
    if (alive)
        m_retries.onDisconnected();
}

} // namespace QSocketIo
