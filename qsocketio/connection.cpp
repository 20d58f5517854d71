// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/connection_p.h>
#include <qsocketio/core/logging_p.h>
#include <qsocketio/core/samebytes_p.h>
#include <qsocketio/namespace_p.h>
#include <qsocketio/namespacesearch_p.h>
#include <qsocketio/server_p.h>
#include <qsocketio/serversocket_p.h>
#include <qsocketio/sharedpacket_p.h>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

Connection::Connection(Server &server, Engine::ServerSession &session)
    : m_server(&server),
      m_session(&session),
      m_joinProtocol(JoinProtocol::of(session.protocol())),
      m_connectTimeout(std::make_unique<Timer>([this] {
          const Turn::Scope scope;
          close(DisconnectReason::ForcedServerClose);
      }))
{
    session.setListener(this);
    m_connectTimeout->start(server.options().connectTimeout);
}

Connection::~Connection() = default;

void Connection::open()
{
    if (m_joinProtocol.joinsMainNamespace())
        join(*m_server, {});
}

void Connection::send(const EncodedPacket &packet, const Detail::EmitFlags &flags)
{
    if (!takes(flags))
        return;
    m_session->send(
        {.binary = packet.binary, .data = packet.message(), .compress = flags.compress});
    for (const QByteArray &attachment : packet.attachments) {
        m_session->send({.binary = true,
                         .data = attachment,
                         .storage = &attachment,
                         .compress = flags.compress});
    }
}

void Connection::send(const SharedPacket &packet, const Detail::EmitFlags &flags)
{
    if (!takes(flags))
        return;
    m_session->send(packet.message());
    for (const Engine::OutgoingPacket &attachment : packet.attachments())
        m_session->send(attachment);
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
        sendDisconnect(member->nsp.view());
    }
}

void Connection::disconnectAll()
{
    for (const Member &member : m_members) {
        if (member.socket && member.socket->isConnected())
            sendDisconnect(member.nsp.view());
    }
    closeSockets(DisconnectReason::ServerNamespaceDisconnect);
    close(DisconnectReason::ForcedServerClose);
}

void Connection::onSocketConnected(ServerSocket &)
{
    m_connectTimeout.reset();
}

void Connection::onSocketDeleted(ServerSocket &socket)
{
    Member *member = find(socket);
    if (!member)
        return;
    member->socket = nullptr;
    if (socket.isConnected())
        sendDisconnect(member->nsp.view());
}

void Connection::refuse(ServerSocket &socket, const Verdict &verdict)
{
    Member *member = find(socket);
    if (!member)
        return;
    sendRefusal(member->nsp.view(),
                [&](Writer &writer) { m_joinProtocol.writeRefused(writer, verdict); });
    m_members.erase(member);
}

void Connection::abandon()
{
    m_server = nullptr;
    m_connectTimeout.reset();
    endSearches();
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
    PacketDecoder &decoder = m_decoder ? *m_decoder : m_server->d->sharedDecoder();
    const PacketDecoder::Status status = message.binary
        ? decoder.binary(message.storage.isNull() ? message.data.toByteArray() : message.storage,
                         packet)
        : decoder.text(message.data, packet);
    if (status == PacketDecoder::Status::Complete) {
        if (m_decoder)
            m_server->d->returnDecoder(std::move(m_decoder));
        return onPacket(packet);
    }
    // Between a packet and its last attachment it is ours, and after a failure nobody's.
    if (!m_decoder)
        m_decoder = m_server->d->takeDecoder();
    if (status == PacketDecoder::Status::Failed) {
        qCInfo(lcServer, "a client sent a bad packet: %s", qPrintable(decoder.errorString()));
        close(DisconnectReason::ForcedClose);
    }
}

void Connection::onDrained()
{
    // By index, since a slot may change the list.
    for (size_t i = 0; i < m_members.size(); ++i) { // NOLINT(modernize-loop-convert)
        if (ServerSocket *socket = m_members.begin()[i].socket)
            Q_EMIT socket->drained();
    }
}

void Connection::onHighWater(qint64 waiting)
{
    for (const QPointer<ServerSocket> &socket : sockets()) {
        if (socket)
            Q_EMIT socket->highWaterReached(waiting);
    }
}

void Connection::onUpgraded()
{
    for (const QPointer<ServerSocket> &socket : sockets()) {
        if (socket && m_session)
            Q_EMIT socket->transportChanged(m_session->transportKind());
    }
}

void Connection::onSessionClosed(DisconnectReason reason, const QString &description)
{
    m_session = nullptr;
    m_connectTimeout.reset();
    closeSockets(reason, description);
    if (auto *server = std::exchange(m_server, nullptr))
        server->d->remove(*this);
}

inline void Connection::onPacket(const Packet &packet)
{
    if (packet.type == Packet::Type::Connect)
        return onConnect(packet);
    Member *member = find(m_joinProtocol.namespaceOf(packet));
    const bool known = member && (!member->socket || member->socket->dd()->isConnected());
    if (!known || packet.type == Packet::Type::ConnectError)
        return close(DisconnectReason::ForcedServerClose);
    if (!member->socket)
        return;
    ServerSocket *socket = member->socket;
    if (packet.type != Packet::Type::Disconnect)
        return socket->dd()->onPacket(packet);
    m_members.erase(member);
    socket->dd()->onClosed(DisconnectReason::ClientNamespaceDisconnect);
}

void Connection::onConnect(const Packet &packet)
{
    const auto [name, auth] = m_joinProtocol.readWish(packet);
    Member *member = find(name);
    if (member && member->socket)
        return close(DisconnectReason::ForcedServerClose);
    if (member)
        m_members.erase(member);
    search(QString::fromUtf8(name), auth);
}

void Connection::search(const QString &name, const QVariantMap &auth)
{
    const auto isSame = [&name](const auto &search) { return search->request().name == name; };
    if (std::ranges::any_of(m_searches, isSame))
        return close(DisconnectReason::ForcedServerClose);
    const auto limit = size_t(m_server->options().maxNamespacesPerConnection);
    const auto searches = size_t(std::distance(m_searches.begin(), m_searches.end()));
    if (m_members.size() + searches >= limit)
        return refuseUnknown(name);
    if (Namespace *known = m_server->findNamespace(name))
        return join(*known, auth);
    m_searches.push_front(
        std::make_unique<NamespaceSearch>(*m_server, NamespaceSearch::Request{name, auth}));
    NamespaceSearch &search = *m_searches.front();
    search.start([this, &search](Namespace *nsp) { onFound(search, nsp); });
}

void Connection::onFound(NamespaceSearch &search, Namespace *nsp)
{
    noteUse();
    const NamespaceSearch::Request request = search.request();
    m_searches.remove_if([&search](auto &known) {
        const bool isIt = known.get() == &search;
        if (isIt)
            Turn::dispose(std::move(known));
        return isIt;
    });
    if (nsp)
        join(*nsp, request.auth);
    else
        refuseUnknown(request.name);
}

void Connection::endSearches()
{
    for (auto &search : std::exchange(m_searches, {})) {
        search->cancel();
        Turn::dispose(std::move(search));
    }
}

void Connection::refuseUnknown(const QString &name)
{
    sendRefusal(name.toUtf8(),
                [](Writer &writer) { writer.object("message", u"Invalid namespace"_s); });
}

void Connection::join(Namespace &nsp, const QVariantMap &auth)
{
    auto *socket = new ServerSocket(nsp, *this, auth);
    m_members.append({SharedName(nsp.d->utf8Name), socket});
    nsp.d->admit(socket);
}

void Connection::sendDisconnect(QByteArrayView nsp)
{
    if (!m_server)
        return;
    auto encoder = m_server->d->encoders.take();
    encoder->begin(Packet::Type::Disconnect, nsp, {});
    send(encoder->finish(), {});
    m_server->d->encoders.giveBack(std::move(encoder));
}

void Connection::sendRefusal(QByteArrayView nsp, const std::function<void(Writer &)> &write)
{
    auto encoder = m_server->d->encoders.take();
    write(encoder->begin(Packet::Type::ConnectError, nsp, {}));
    send(encoder->finish(), {});
    m_server->d->encoders.giveBack(std::move(encoder));
}

Connection::Member *Connection::find(QByteArrayView nsp)
{
    for (Member &member : m_members) {
        if (sameBytes(member.nsp.view(), nsp))
            return &member;
    }
    return nullptr;
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

void Connection::closeSockets(DisconnectReason reason, const QString &description)
{
    endSearches();
    const auto all = sockets();
    m_members = {};
    for (const QPointer<ServerSocket> &socket : all) {
        if (socket)
            socket->dd()->onClosed(reason, description);
    }
}

} // namespace QSocketIo
