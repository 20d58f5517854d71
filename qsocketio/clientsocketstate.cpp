// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientconnection_p.h>
#include <qsocketio/clientsocketencoder_p.h>
#include <qsocketio/core/logging_p.h>

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

namespace {

// The first words are those that the JavaScript client says: applications look for them.
constexpr auto OldServer =
    "It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, which "
    "cannot work: the server's CONNECT packet names no session"_L1;

} // namespace

ClientSocket::Private::Private(const QByteArray &nsp, const ClientAuth &auth)
    : Socket::Private(nsp),
      m_auth(auth)
{
}

void ClientSocket::Private::open()
{
    if (m_active || !m_connection)
        return;
    m_active = true;
    if (m_connection->isOpen())
        onConnectionOpened();
    else
        m_connection->open();
}

void ClientSocket::Private::close()
{
    if (!m_active || !m_connection)
        return;
    if (isConnected())
        sendDisconnect();
    leave(DisconnectReason::IoClientDisconnect);
}

void ClientSocket::Private::vanish()
{
    if (!m_connection)
        return;
    if (isConnected())
        sendDisconnect();
    m_active = false;
    m_connection->remove(*socket());
}

void ClientSocket::Private::onConnectionOpened()
{
    const QPointer<ClientSocket> alive(socket());
    const ClientAuth source = m_auth;
    const QVariantMap auth = source.values();
    if (!alive || !m_active || !m_connection || !m_connection->isOpen())
        return;
    m_handshake = {auth, {}, QDateTime::currentMSecsSinceEpoch()};
    sendConnect(source.isEmpty() ? std::optional<QVariantMap>() : auth);
}

void ClientSocket::Private::onConnectionFailed(const Error &error)
{
    if (!isConnected())
        Q_EMIT socket()->connectionRefused(error);
}

void ClientSocket::Private::onConnectionClosed(DisconnectReason reason)
{
    m_early.clear();
    announceEnd(reason);
}

void ClientSocket::Private::refuse(const Error &error)
{
    m_active = false;
    m_early.clear();
    const QPointer<ClientSocket> alive(socket());
    if (m_connection)
        m_connection->closeIfUnused();
    if (alive)
        Q_EMIT alive->connectionRefused(error);
}

void ClientSocket::Private::onPacket(const Packet &packet)
{
    if (!m_active)
        return;
    switch (packet.type) {
    case Packet::Type::Connect:
        return onConnect(packet);
    case Packet::Type::ConnectError:
        return onConnectError(packet);
    case Packet::Type::Disconnect:
        return leave(DisconnectReason::IoServerDisconnect);
    case Packet::Type::Event:
        return onEvent(packet);
    case Packet::Type::Ack:
        return dispatchAck(packet);
    }
}

void ClientSocket::Private::onConnect(const Packet &packet)
{
    if (isConnected()) {
        qCDebug(lcClient, "a second CONNECT for a namespace is ignored");
        return;
    }
    const QString sid = packet.arguments.toVariant(0).toMap().value(u"sid"_s).toString();
    if (sid.isEmpty()) {
        Q_EMIT socket()->connectionRefused({Error::Phase::Namespace, OldServer, 0, 0, {}});
        return;
    }
    m_sid = sid;
    for (const BufferedPacket &waiting : std::exchange(m_buffer, {}))
        m_connection->send(waiting.packet);
    if (deliverEarlyEvents())
        Q_EMIT socket()->connected();
}

// Events that a server sends before CONNECT: middlewares may emit, and recovered sessions get what
// they missed. False: the socket is gone, or out again.
bool ClientSocket::Private::deliverEarlyEvents()
{
    const QPointer<ClientSocket> alive(socket());
    const QString sid = m_sid;
    for (const EarlyEvent &early : std::exchange(m_early, {})) {
        Packet packet;
        packet.nsp = nsp;
        packet.id = early.id;
        packet.event = early.event;
        packet.arguments = early.arguments;
        dispatchEvent(packet);
        if (!alive || m_sid != sid)
            return false;
    }
    return true;
}

void ClientSocket::Private::onConnectError(const Packet &packet)
{
    if (isConnected())
        return;
    // Servers of version 2 send the text alone.
    const QVariant payload = packet.arguments.toVariant(0);
    const QVariantMap map = payload.toMap();
    const bool isText = payload.typeId() == QMetaType::QString;
    refuse({Error::Phase::Namespace,
            isText ? payload.toString() : map.value(u"message"_s).toString(), 0, 0,
            map.value(u"data"_s)});
}

void ClientSocket::Private::onEvent(const Packet &packet)
{
    if (isConnected())
        return dispatchEvent(packet);
    if (qsizetype(m_early.size()) < m_connection->options().maxBufferedPackets)
        m_early.push_back({packet.event.toByteArray(), packet.id, packet.arguments});
    else
        qCWarning(lcClient, "an event that came before CONNECT is lost: there are too many");
}

std::unique_ptr<PacketEncoder> ClientSocket::Private::takeEncoder()
{
    return std::make_unique<Encoder>(*this, m_connection->takeEncoder());
}

void ClientSocket::Private::returnEncoder(std::unique_ptr<PacketEncoder> encoder)
{
    if (m_connection)
        m_connection->returnEncoder(static_cast<Encoder &>(*encoder).takeInner());
}

void ClientSocket::Private::forgetPacket(quint64 ackId)
{
    std::erase_if(m_buffer, [=](const BufferedPacket &waiting) { return waiting.ackId == ackId; });
}

void ClientSocket::Private::send(EncodedPacket &packet, const Detail::EmitFlags &flags)
{
    if (!m_connection)
        return;
    if (flags.isVolatile && !m_connection->isWritable())
        return;
    if (isConnected() && m_connection->isLive())
        return m_connection->send(packet);
    // An answer belongs to the connection on which it was asked for.
    if (m_origin.isEvent && !flags.isVolatile)
        buffer(packet, m_origin.ackId);
}

void ClientSocket::Private::buffer(const EncodedPacket &packet, std::optional<quint64> ackId)
{
    if (qsizetype(m_buffer.size()) < m_connection->options().maxBufferedPackets)
        return m_buffer.push_back({packet, ackId});
    qCWarning(lcClient, "an event is lost: too many wait for the connection");
    if (ackId)
        forgetAck(*ackId);
}

void ClientSocket::Private::sendConnect(const std::optional<QVariantMap> &auth)
{
    auto encoder = m_connection->takeEncoder();
    Writer &writer = encoder->begin(Packet::Type::Connect, nsp, {});
    if (auth)
        writer.value(QVariant(*auth));
    // Writing may have run code of registered value types.
    if (!m_connection)
        return;
    m_connection->send(encoder->finish());
    m_connection->returnEncoder(std::move(encoder));
}

void ClientSocket::Private::sendDisconnect()
{
    auto encoder = m_connection->takeEncoder();
    encoder->begin(Packet::Type::Disconnect, nsp, {});
    m_connection->send(encoder->finish());
    m_connection->returnEncoder(std::move(encoder));
}

// By itself or by the server's wish: it does not come back without open().
void ClientSocket::Private::leave(DisconnectReason reason)
{
    const QPointer<ClientSocket> alive(socket());
    const bool wasKnown = isConnected() || reason == DisconnectReason::IoServerDisconnect;
    m_active = false;
    m_early.clear();
    m_connection->closeIfUnused();
    if (alive && wasKnown)
        announceEnd(reason);
}

// Packets that still wait keep their acks: they are sent when the socket is back.
void ClientSocket::Private::announceEnd(DisconnectReason reason)
{
    const QPointer<ClientSocket> alive(socket());
    if (!std::exchange(m_sid, {}).isEmpty()) {
        std::erase_if(m_buffer, [](const BufferedPacket &waiting) { return waiting.ackId; });
        failAcks(AckError::Reason::Disconnected);
    }
    if (alive)
        Q_EMIT alive->disconnected(reason);
}

} // namespace QSocketIo
