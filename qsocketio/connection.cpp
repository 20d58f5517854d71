// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/sharedpacket_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

Connection::Connection(Server &server, Engine::ServerSession &session)
    : m_server(&server),
      m_session(&session),
      m_decoder(server.d->createDecoder()),
      m_connectTimeout([this] {
          const Turn::Scope scope;
          close(DisconnectReason::ForcedServerClose);
      })
{
    session.setListener(this);
    m_connectTimeout.start(server.options().connectTimeout);
}

Connection::~Connection() = default;

void Connection::send(const EncodedPacket &packet, const Detail::EmitFlags &flags)
{
    if (!m_session || (flags.isVolatile && !m_session->isWritable()))
        return;
    m_session->send({.binary = packet.binary, .data = packet.message()});
    for (const QByteArray &attachment : packet.attachments)
        m_session->send({.binary = true, .data = attachment, .storage = &attachment});
}

void Connection::send(const SharedPacket &shared, const Detail::EmitFlags &flags)
{
    if (!m_session || (flags.isVolatile && !m_session->isWritable()))
        return;
    const EncodedPacket &packet = shared.packet();
    m_session->send(
        {.binary = packet.binary, .data = packet.message(), .frame = &shared.messageFrame()});
    for (qsizetype i = 0; i < packet.attachments.size(); ++i) {
        const QByteArray &attachment = packet.attachments[i];
        m_session->send({.binary = true,
                         .data = attachment,
                         .storage = &attachment,
                         .frame = &shared.attachmentFrame(i)});
    }
}

void Connection::close(DisconnectReason reason)
{
    if (m_session)
        m_session->close(reason);
}

void Connection::disconnect(ServerSocket &socket)
{
    if (Member *member = find(socket)) {
        member->socket = nullptr;
        sendDisconnect(member->nsp);
    }
}

void Connection::disconnectAll()
{
    for (const Member &member : m_members) {
        if (member.socket && member.socket->isConnected())
            sendDisconnect(member.nsp);
    }
    closeSockets(DisconnectReason::ServerNamespaceDisconnect);
    close(DisconnectReason::ForcedServerClose);
}

void Connection::onSocketConnected(ServerSocket &)
{
    m_connectTimeout.stop();
}

void Connection::onSocketDeleted(ServerSocket &socket)
{
    Member *member = find(socket);
    if (!member)
        return;
    member->socket = nullptr;
    if (socket.isConnected())
        sendDisconnect(member->nsp);
}

void Connection::refuse(ServerSocket &socket, const Verdict &verdict)
{
    Member *member = find(socket);
    if (!member)
        return;
    sendError(member->nsp, verdict);
    m_members.erase(m_members.begin() + (member - m_members.data()));
}

void Connection::abandon()
{
    m_server.clear();
    m_connectTimeout.stop();
    if (m_session)
        m_session->setListener(nullptr);
    m_session = nullptr;
    const auto members = std::exchange(m_members, {});
    for (const Member &member : members) {
        // Those that wait for a middleware belong to nobody else yet.
        if (member.socket && !member.socket->isConnected())
            delete member.socket;
    }
}

void Connection::onMessage(const Engine::Packet &message)
{
    noteUse();
    Packet packet;
    PacketDecoder::Status status;
    if (message.binary) {
        status = m_decoder->binary(
            message.storage.isNull() ? message.data.toByteArray() : message.storage, packet);
    } else {
        status = m_decoder->text(message.data, packet);
    }
    switch (status) {
    case PacketDecoder::Status::Incomplete:
        break;
    case PacketDecoder::Status::Complete:
        onPacket(packet);
        break;
    case PacketDecoder::Status::Failed:
        qCInfo(lcServer, "a client sent a bad packet: %s", qPrintable(m_decoder->errorString()));
        close(DisconnectReason::ForcedClose);
        break;
    }
}

void Connection::onUpgraded()
{
    for (const QPointer<ServerSocket> &socket : sockets()) {
        if (socket && m_session)
            Q_EMIT socket->transportChanged(m_session->transportKind());
    }
}

void Connection::onSessionClosed(DisconnectReason reason, const QString &)
{
    m_session = nullptr;
    m_connectTimeout.stop();
    closeSockets(reason);
    if (m_server)
        m_server->d->remove(*this);
}

void Connection::onPacket(const Packet &packet)
{
    if (packet.type == Packet::Type::Connect)
        return onConnect(packet);
    Member *member = find(packet.nsp);
    const bool known = member && (!member->socket || member->socket->isConnected());
    if (!known || packet.type == Packet::Type::ConnectError)
        return close(DisconnectReason::ForcedServerClose);
    if (!member->socket)
        return;
    ServerSocket *socket = member->socket;
    if (packet.type != Packet::Type::Disconnect)
        return socket->dd()->onPacket(packet);
    m_members.erase(m_members.begin() + (member - m_members.data()));
    socket->dd()->onClosed(DisconnectReason::ClientNamespaceDisconnect);
}

void Connection::onConnect(const Packet &packet)
{
    const QByteArrayView name =
        packet.nsp.contains('?') ? packet.nsp.first(packet.nsp.indexOf('?')) : packet.nsp;
    Member *member = find(name);
    if (member && member->socket)
        return close(DisconnectReason::ForcedServerClose);
    if (member)
        m_members.erase(m_members.begin() + (member - m_members.data()));
    const QVariantMap auth = packet.arguments.toVariant(0).toMap();
    const auto limit = size_t(m_server->options().maxNamespacesPerConnection);
    const QPointer<Server> alive(m_server);
    Namespace *nsp =
        m_members.size() < limit ? m_server->d->admit(QString::fromUtf8(name)) : nullptr;
    if (!alive || !m_session)
        return;
    if (nsp)
        join(*nsp, auth);
    else
        sendError(name, Verdict::reject(u"Invalid namespace"_s));
}

void Connection::join(Namespace &nsp, const QVariantMap &auth)
{
    auto *socket = new ServerSocket(nsp, *this, auth);
    m_members.push_back({nsp.d->utf8Name, socket});
    nsp.d->admit(socket);
}

void Connection::sendDisconnect(QByteArrayView nsp)
{
    if (!m_server)
        return;
    auto encoder = m_server->d->takeEncoder();
    encoder->begin(Packet::Type::Disconnect, nsp, {});
    send(encoder->finish(), {});
    m_server->d->returnEncoder(std::move(encoder));
}

void Connection::sendError(QByteArrayView nsp, const Verdict &verdict)
{
    auto encoder = m_server->d->takeEncoder();
    Writer &writer = encoder->begin(Packet::Type::ConnectError, nsp, {});
    const bool hasData = verdict.data.isValid();
    writer.beginObject(hasData ? 2 : 1);
    writer.utf8Key("message");
    writer.string(verdict.message);
    if (hasData) {
        writer.utf8Key("data");
        writer.value(verdict.data);
    }
    writer.endObject();
    send(encoder->finish(), {});
    m_server->d->returnEncoder(std::move(encoder));
}

Connection::Member *Connection::find(QByteArrayView nsp)
{
    const auto found = std::ranges::find(m_members, nsp, &Member::nsp);
    return found == m_members.end() ? nullptr : &*found;
}

Connection::Member *Connection::find(const ServerSocket &socket)
{
    const auto found = std::ranges::find(m_members, &socket, &Member::socket);
    return found == m_members.end() ? nullptr : &*found;
}

std::vector<QPointer<ServerSocket>> Connection::sockets() const
{
    std::vector<QPointer<ServerSocket>> sockets;
    for (const Member &member : m_members) {
        if (member.socket)
            sockets.emplace_back(member.socket);
    }
    return sockets;
}

void Connection::closeSockets(DisconnectReason reason)
{
    const auto all = sockets();
    m_members.clear();
    for (const QPointer<ServerSocket> &socket : all) {
        if (socket)
            socket->dd()->onClosed(reason);
    }
}

} // namespace QSocketIo
