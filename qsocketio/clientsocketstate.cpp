// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientconnection_p.h>
#include <qsocketio/clientsocketencoder_p.h>
#include <qsocketio/core/logging_p.h>

#include <QDateTime>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

namespace {

// The first words are those that the JavaScript client says: applications look for them.
constexpr auto OldServer =
    "It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, which "
    "cannot work: the server's CONNECT packet names no session"_L1;

// What Socket.IO 2 has in place of auth.
QByteArray queryOf(const QVariantMap &auth)
{
    QByteArray query;
    for (auto it = auth.begin(); it != auth.end(); ++it) {
        query += query.isEmpty() ? '?' : '&';
        query += QUrl::toPercentEncoding(it.key()) + '='
            + QUrl::toPercentEncoding(it.value().toString());
    }
    return query;
}

QString version2Id(QByteArrayView nsp, const QByteArray &engineId)
{
    return QString::fromUtf8(nsp == "/" ? engineId : nsp.toByteArray() + '#' + engineId);
}

} // namespace

bool ClientSocket::Private::isOfVersion2() const
{
    return m_connection->options().protocol == EngineProtocol::V3;
}

ClientSocket::Private::Private(const QByteArray &nsp, const ClientAuth &auth)
    : Socket::Private(nsp),
      m_auth(auth),
      m_retries(*this)
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
    if (isOfVersion2() && nsp.view() == "/") {
        // The server's CONNECT comes with the connection, once.
        if (!m_connection->isGreeting())
            onConnect({.type = Packet::Type::Connect, .nsp = nsp.view()});
        return;
    }
    const ClientAuth source = m_auth;
    if (!source.isProvided())
        return join(source.isEmpty() ? std::optional<QVariantMap>() : source.values());
    const QPointer<ClientSocket> alive(socket());
    const QFuture<QVariantMap> auth = source.ask();
    if (!alive || !m_active || !m_connection || !m_connection->isOpen())
        return;
    if (auth.isFinished() && !auth.isCanceled() && auth.resultCount() > 0)
        return join(auth.result());
    m_awaitedAuth = std::make_unique<Awaited<QVariantMap>>(
        auth, [this](const Expected<QVariantMap, Error> &values) {
            Turn::dispose(std::move(m_awaitedAuth));
            if (values)
                join(*values);
            else
                refuse(values.error());
        });
}

void ClientSocket::Private::join(const std::optional<QVariantMap> &auth)
{
    m_handshake = {auth.value_or(QVariantMap()), {}, QDateTime::currentMSecsSinceEpoch()};
    sendConnect(m_recovery.addTo(auth));
}

void ClientSocket::Private::onConnectionFailed(const Error &error)
{
    if (!isConnected())
        Q_EMIT socket()->connectionRefused(error);
}

void ClientSocket::Private::onConnectionClosed(DisconnectReason reason)
{
    Turn::dispose(std::move(m_awaitedAuth));
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

void ClientSocket::Private::onPacket(Packet &packet)
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
        return onAck(packet);
    }
}

void ClientSocket::Private::onConnect(const Packet &packet)
{
    if (isConnected()) {
        qCDebug(lcClient, "a second CONNECT for a namespace is ignored");
        return;
    }
    const QVariantMap payload = packet.arguments.toVariant(0).toMap();
    QString sid = payload.value(u"sid"_s).toString();
    if (sid.isEmpty() && isOfVersion2())
        sid = version2Id(nsp.view(), m_connection->engineId());
    if (sid.isEmpty()) {
        Q_EMIT socket()->connectionRefused({Error::Phase::Namespace, OldServer, 0, 0, {}});
        return;
    }
    m_sid = sid;
    m_recovery.onConnect(payload);
    const QPointer<ClientSocket> alive(socket());
    if (!sendWaiting() || !deliverEarlyEvents())
        return;
    m_retries.drain();
    if (alive && m_sid == sid)
        Q_EMIT alive->connected();
}

// Events that a server sends before CONNECT: middlewares may emit, and recovered sessions get what
// they missed. False: the socket is gone, or out again.
bool ClientSocket::Private::deliverEarlyEvents()
{
    const QPointer<ClientSocket> alive(socket());
    const QString sid = m_sid;
    for (const EarlyEvent &early : std::exchange(m_early, {})) {
        Packet packet;
        packet.nsp = nsp.view();
        packet.id = early.id;
        packet.event = early.event;
        packet.arguments = early.arguments;
        deliver(packet);
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

void ClientSocket::Private::onEvent(Packet &packet)
{
    if (isConnected())
        return deliver(packet);
    if (qsizetype(m_early.size()) < m_connection->options().maxBufferedPackets)
        m_early.push_back({packet.event.toByteArray(), packet.id, packet.arguments});
    else
        qCWarning(lcClient, "an event that came before CONNECT is lost: there are too many");
}

void ClientSocket::Private::deliver(Packet &packet)
{
    m_recovery.takeOffset(packet);
    dispatchEvent(packet);
}

void ClientSocket::Private::sendConnect(const std::optional<QVariantMap> &auth)
{
    auto encoder = m_connection->encoders().take();
    const bool inName = auth && isOfVersion2();
    const QByteArray name = nsp.view().toByteArray() + (inName ? queryOf(*auth) : QByteArray());
    Writer &writer = encoder->begin(Packet::Type::Connect, name, {});
    if (auth && !inName)
        writer.value(QVariant(*auth));
    // Writing may have run code of registered value types.
    if (!m_connection)
        return;
    m_connection->send(encoder->finish());
    m_connection->encoders().giveBack(std::move(encoder));
}

void ClientSocket::Private::sendDisconnect()
{
    // There the main namespace ends with the connection.
    if (isOfVersion2() && nsp.view() == "/")
        return;
    auto encoder = m_connection->encoders().take();
    encoder->begin(Packet::Type::Disconnect, nsp.view(), {});
    m_connection->send(encoder->finish());
    m_connection->encoders().giveBack(std::move(encoder));
}

// By itself or by the server's wish: it does not come back without open().
void ClientSocket::Private::leave(DisconnectReason reason)
{
    const QPointer<ClientSocket> alive(socket());
    const bool wasKnown = isConnected() || reason == DisconnectReason::IoServerDisconnect;
    m_active = false;
    m_early.clear();
    m_recovery.forget();
    Turn::dispose(std::move(m_awaitedAuth));
    m_connection->closeIfUnused();
    if (alive && wasKnown)
        announceEnd(reason);
}

void ClientSocket::Private::announceEnd(DisconnectReason reason)
{
    const QPointer<ClientSocket> alive(socket());
    if (!std::exchange(m_sid, {}).isEmpty())
        failSentAcks();
    if (alive)
        Q_EMIT alive->disconnected(reason);
}

} // namespace QSocketIo
