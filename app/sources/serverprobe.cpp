// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/sources/serverprobe.h>

namespace QSocketIo::Monitor {

using Kind = TopologyDelta::Kind;

ServerProbe::ServerProbe(Server &server, Feed &feed, QObject *parent)
    : QObject(parent),
      m_feed(feed)
{
    m_feed.add(TopologyDelta{.kind = Kind::Reset});
    connect(&server, &Server::namespaceCreated, this, &ServerProbe::watch);
    const QList<Namespace *> namespaces = server.namespaces();
    for (Namespace *nsp : namespaces)
        watch(nsp);
}

ServerProbe::~ServerProbe() = default;

void ServerProbe::watch(Namespace *nsp)
{
    const QString name = nsp->name();
    m_feed.add(TopologyDelta{.kind = Kind::NamespaceAdded, .nsp = name});
    const QList<ServerSocket *> sockets = nsp->sockets();
    for (ServerSocket *socket : sockets)
        addSocket(*nsp, socket);
    connect(nsp, &Namespace::socketConnected, this,
            [this, nsp](ServerSocket *socket) { addSocket(*nsp, socket); });
    connect(nsp, &Namespace::socketDisconnected, this, [this, name](const QString &id) {
        m_feed.add(TopologyDelta{.kind = Kind::SocketRemoved, .nsp = name, .socket = id});
    });
    connect(nsp, &Namespace::roomJoined, this,
            [this, name](const QString &room, const QString &id) {
                m_feed.add({.kind = Kind::RoomJoined, .nsp = name, .socket = id, .room = room});
            });
    connect(nsp, &Namespace::roomLeft, this, [this, name](const QString &room, const QString &id) {
        m_feed.add({.kind = Kind::RoomLeft, .nsp = name, .socket = id, .room = room});
    });
}

void ServerProbe::addSocket(const Namespace &nsp, ServerSocket *socket)
{
    const QString id = socket->id();
    m_feed.add({.kind = Kind::SocketAdded,
                .nsp = nsp.name(),
                .socket = id,
                .session = socket->sessionId().toUtf8(),
                .address = socket->handshake().address(),
                .transport = name(socket->transport())});
    const QStringList rooms = socket->rooms();
    for (const QString &room : rooms)
        m_feed.add({.kind = Kind::RoomJoined, .nsp = nsp.name(), .socket = id, .room = room});
    connect(socket, &ServerSocket::transportChanged, this,
            [this, nsp = nsp.name(), id](Transport transport) {
                m_feed.add({.kind = Kind::SocketUpdated,
                            .nsp = nsp,
                            .socket = id,
                            .transport = name(transport)});
            });
}

} // namespace QSocketIo::Monitor
