// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/readback_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/sharedpacket_p.h>

#include <QDateTime>

namespace QSocketIo {

ServerSocket::Private::Private(Namespace &nsp, Connection &connection, const QVariantMap &auth)
    : Socket::Private(nsp.d->utf8Name, nsp.d->usualEvents),
      m_namespace(&nsp),
      m_connection(&connection),
      m_encoders(nsp.d->server->d->encoders),
      m_handshake{auth, connection.session()->request(), QDateTime::currentMSecsSinceEpoch()},
      m_id(connection.joinProtocol().makeSocketId(nsp.d->utf8Name, connection.session()->id())),
      m_protocol(quint8(connection.session()->protocol()))
{
    ++nsp.d->presentSockets;
}

void ServerSocket::Private::awaitVerdict(const QFuture<Verdict> &verdict,
                                         Awaited<Verdict>::Callback callback)
{
    m_awaitedVerdict = std::make_unique<Awaited<Verdict>>(
        verdict, [this, callback = std::move(callback)](const Expected<Verdict, Error> &outcome) {
            Turn::dispose(std::move(m_awaitedVerdict));
            callback(outcome);
        });
}

bool ServerSocket::Private::connect()
{
    if (m_phase != Phase::Asking || !m_connection)
        return false;
    m_phase = Phase::Connected;
    if (!enter())
        return false;
    sendConnect();
    m_connection->onSocketConnected(*socket());
    return true;
}

// Clients take what they missed before the answer to their CONNECT.
bool ServerSocket::Private::enter()
{
    if (session && !m_namespace->d->recovery->begin(*socket()))
        return false;
    m_namespace->d->adapter->add(*this);
    return !m_isRecovered || m_namespace->d->recovery->rejoin(*socket());
}

void ServerSocket::Private::sendConnect()
{
    auto encoder = m_encoders.take();
    Writer &writer = encoder->begin(Packet::Type::Connect, nsp.view(), {});
    m_connection->joinProtocol().writeAccepted(writer, idBytes(),
                                               session ? session->pid : QString());
    m_connection->send(encoder->finish(), {});
    m_encoders.giveBack(std::move(encoder));
}

void ServerSocket::Private::recover(std::unique_ptr<RecoverySession> known)
{
    session = std::move(known);
    m_id = session->id.toUtf8();
    m_data = session->data;
    m_isRecovered = true;
}

void ServerSocket::Private::transmit(const EncodedPacket &packet)
{
    if (m_connection)
        m_connection->send(packet, {});
}

void ServerSocket::Private::refuse(const Verdict &verdict)
{
    if (m_phase != Phase::Asking)
        return;
    m_phase = Phase::Closed;
    if (m_connection)
        m_connection->refuse(*socket(), verdict);
    m_connection = nullptr;
    leaveNamespace();
    q->deleteLater();
}

void ServerSocket::Private::onPacket(const Packet &packet)
{
    switch (packet.type) {
    case Packet::Type::Event:
        if (m_gate)
            m_gate->submit(packet);
        else
            dispatchEvent(packet);
        break;
    case Packet::Type::Ack:
        dispatchAck(packet);
        break;
    case Packet::Type::Connect:
    case Packet::Type::Disconnect:
    case Packet::Type::ConnectError:
        break;
    }
}

void ServerSocket::Private::onClosed(DisconnectReason reason, const QString &description)
{
    const Phase was = std::exchange(m_phase, Phase::Closed);
    if (was == Phase::Closed)
        return;
    const QPointer<ServerSocket> alive(socket());
    Turn::dispose(std::move(m_awaitedVerdict));
    if (m_gate)
        m_gate->close();
    if (was == Phase::Connected) {
        Q_EMIT alive->disconnecting(reason, description);
        if (alive && m_namespace)
            m_namespace->d->onSocketClosed(*alive, reason);
        if (alive)
            failAcks(AckError::Reason::Disconnected);
        if (alive)
            Q_EMIT alive->disconnected(reason, description);
    } else if (session && m_namespace) {
        m_namespace->d->recovery->giveBack(*alive);
    }
    if (alive) {
        m_connection = nullptr;
        leaveNamespace();
        alive->deleteLater();
    }
}

void ServerSocket::Private::leaveNamespace()
{
    if (m_namespace)
        m_namespace->d->onSocketGone();
}

void ServerSocket::Private::deliver(const SharedPacket &packet, const Detail::EmitFlags &flags)
{
    if (m_connection)
        m_connection->send(packet, flags);
}

void ServerSocket::Private::onWatched()
{
    if (m_namespace)
        m_namespace->d->onWatched();
}

const StateScope *ServerSocket::Private::outerScope() const
{
    return m_namespace.data();
}

quint64 ServerSocket::Private::nextAckId()
{
    return m_namespace->d->nextAckId();
}

// Of an event that may have to be sent again. False: it need not be kept.
inline bool ServerSocket::Private::stamp(Writer &writer)
{
    return session && isConnected() && m_namespace->d->stamp(writer);
}

void ServerSocket::Private::send(PacketEncoder &encoder, Writer &writer,
                                 const Detail::EmitFlags &flags)
{
    const bool isKept = flags.isRecoverable && stamp(writer);
    const EncodedPacket &packet = encoder.finish();
    if (isKept)
        session->sent =
            m_namespace->d->recovery->append(packet, {.rooms = QStringList(memberId())});
    if (isWatched()) {
        const QPointer<ServerSocket> alive(socket());
        notifyOutgoing(ReadBack(*m_namespace->server()->d->parser, packet));
        if (!alive)
            return;
    }
    if (m_connection)
        m_connection->send(packet, flags);
}

Engine::ServerSession *ServerSocket::Private::engineSession() const
{
    return m_connection ? m_connection->session() : nullptr;
}

} // namespace QSocketIo
