// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/capture/topology.h>

namespace QSocketIo::Monitor {

using Kind = TopologyKey::Kind;

void Topology::addSource(quint16 source)
{
    m_sources.try_emplace(source);
    changed({.kind = Kind::Source, .source = source});
}

void Topology::removeSource(quint16 source)
{
    m_sources.erase(source);
    if (m_listener)
        m_listener->onReset();
}

void Topology::apply(quint16 source, const TopologyDelta &delta)
{
    using Change = TopologyDelta::Kind;
    switch (delta.kind) {
    case Change::Reset:
        m_sources[source].clear();
        if (m_listener)
            m_listener->onReset();
        return;
    case Change::NamespaceAdded:
        ensureNamespace(source, delta.nsp);
        return;
    case Change::NamespaceRemoved:
        return removeNamespace(source, delta.nsp);
    case Change::SocketAdded:
    case Change::SocketUpdated:
        return updateSocket(source, delta);
    case Change::SocketRemoved:
        return removeSocket(source, delta.nsp, delta.socket);
    case Change::RoomJoined:
        return join(source, delta);
    case Change::RoomLeft:
        return leave(source, delta.nsp, delta.room, delta.socket);
    }
}

QList<quint16> Topology::sources() const
{
    QList<quint16> result;
    for (const auto &[source, namespaces] : m_sources)
        result.append(source);
    return result;
}

QStringList Topology::namespaces(quint16 source) const
{
    QStringList result;
    const auto found = m_sources.find(source);
    if (found != m_sources.end()) {
        for (const auto &[name, info] : found->second)
            result.append(name);
    }
    return result;
}

const NamespaceInfo *Topology::find(quint16 source, const QString &nsp) const
{
    const auto namespaces = m_sources.find(source);
    if (namespaces == m_sources.end())
        return nullptr;
    const auto found = namespaces->second.find(nsp);
    return found != namespaces->second.end() ? &found->second : nullptr;
}

bool Topology::exists(const TopologyKey &key) const
{
    if (key.kind == Kind::Root)
        return true;
    if (key.kind == Kind::Source)
        return m_sources.contains(key.source);
    const NamespaceInfo *info = find(key.source, key.nsp);
    if (!info)
        return false;
    if (key.kind == Kind::Room)
        return info->rooms.contains(key.name);
    if (key.kind == Kind::Socket && key.room.isEmpty())
        return info->sockets.contains(key.name);
    if (key.kind == Kind::Socket)
        return info->rooms.value(key.room).contains(key.name);
    return true;
}

qsizetype Topology::count(const TopologyKey &key) const
{
    const NamespaceInfo *info = find(key.source, key.nsp);
    switch (key.kind) {
    case Kind::Root:
        return qsizetype(m_sources.size());
    case Kind::Source: {
        qsizetype sockets = 0;
        for (const QString &nsp : namespaces(key.source))
            sockets += find(key.source, nsp)->sockets.size();
        return sockets;
    }
    case Kind::Namespace:
    case Kind::Sockets:
        return info ? info->sockets.size() : 0;
    case Kind::Rooms:
        return info ? info->rooms.size() : 0;
    case Kind::Room:
        return info ? info->rooms.value(key.name).size() : 0;
    case Kind::Socket:
        return 0;
    }
    Q_UNREACHABLE();
}

NamespaceInfo &Topology::ensureNamespace(quint16 source, const QString &nsp)
{
    const auto [place, isNew] = m_sources[source].try_emplace(nsp);
    if (isNew)
        changed({.kind = Kind::Namespace, .source = source, .nsp = nsp});
    return place->second;
}

void Topology::removeNamespace(quint16 source, const QString &nsp)
{
    m_sources[source].erase(nsp);
    changed({.kind = Kind::Namespace, .source = source, .nsp = nsp});
}

void Topology::updateSocket(quint16 source, const TopologyDelta &delta)
{
    NamespaceInfo &nsp = ensureNamespace(source, delta.nsp);
    // An update for a socket nobody told of: it is there.
    SocketInfo &socket = nsp.sockets[delta.socket];
    if (!delta.session.isEmpty())
        socket.session = delta.session;
    if (!delta.address.isEmpty())
        socket.address = delta.address;
    if (!delta.transport.isEmpty())
        socket.transport = delta.transport;
    changed({.kind = Kind::Socket, .source = source, .nsp = delta.nsp, .name = delta.socket});
}

void Topology::removeSocket(quint16 source, const QString &nsp, const QString &id)
{
    NamespaceInfo &info = ensureNamespace(source, nsp);
    const QSet<QString> rooms = info.sockets.value(id).rooms;
    for (const QString &room : rooms)
        leave(source, nsp, room, id);
    info.sockets.remove(id);
    changed({.kind = Kind::Socket, .source = source, .nsp = nsp, .name = id});
}

void Topology::join(quint16 source, const TopologyDelta &delta)
{
    if (delta.room == delta.socket)
        return;
    NamespaceInfo &nsp = ensureNamespace(source, delta.nsp);
    if (nsp.rooms.size() >= RoomsPerNamespace && !nsp.rooms.contains(delta.room))
        return;
    if (!nsp.sockets.contains(delta.socket))
        updateSocket(source, {.nsp = delta.nsp, .socket = delta.socket});
    SocketInfo &socket = nsp.sockets[delta.socket];
    if (socket.rooms.size() >= RoomsPerSocket)
        return;
    socket.rooms.insert(delta.room);
    nsp.rooms[delta.room].insert(delta.socket);
    changed({.kind = Kind::Room, .source = source, .nsp = delta.nsp, .name = delta.room});
    changed({Kind::Socket, source, delta.nsp, delta.socket, delta.room});
}

void Topology::leave(quint16 source, const QString &nsp, const QString &room, const QString &id)
{
    NamespaceInfo &info = ensureNamespace(source, nsp);
    const auto socket = info.sockets.find(id);
    if (socket != info.sockets.end())
        socket->rooms.remove(room);
    const auto members = info.rooms.find(room);
    if (members == info.rooms.end())
        return;
    members->remove(id);
    changed({Kind::Socket, source, nsp, id, room});
    if (members->isEmpty())
        info.rooms.erase(members);
    changed({.kind = Kind::Room, .source = source, .nsp = nsp, .name = room});
}

void Topology::changed(const TopologyKey &key)
{
    if (m_listener)
        m_listener->onChanged(key);
}

} // namespace QSocketIo::Monitor
