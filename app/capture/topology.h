// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <app/capture/topologydelta.h>

#include <QHash>
#include <QSet>

#include <map>

namespace QSocketIo::Monitor {

// A place in the tree of sources, namespaces, rooms and sockets.
struct TopologyKey
{
    enum class Kind : quint8 { Root, Source, Namespace, Rooms, Room, Sockets, Socket };

    Kind kind = Kind::Root;
    quint16 source = 0;
    QString nsp = {};
    // The room, or the socket.
    QString name = {};
    // For a socket: the room it is shown in, if any.
    QString room = {};

    friend bool operator==(const TopologyKey &, const TopologyKey &) = default;
    friend size_t qHash(const TopologyKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, quint8(key.kind), key.source, key.nsp, key.name, key.room);
    }
};

struct SocketInfo
{
    QByteArray session = {};
    QString address = {};
    QString transport = {};
    QSet<QString> rooms = {};
};

struct NamespaceInfo
{
    QHash<QString, SocketInfo> sockets = {};
    // Without the private room that every socket has.
    QHash<QString, QSet<QString>> rooms = {};
};

// Who is where now.
class Topology
{
public:
    class Listener
    {
    public:
        // A child came, went or changed: whoever shows it looks again.
        virtual void onChanged(const TopologyKey &key) = 0;
        virtual void onReset() = 0;

    protected:
        ~Listener() = default;
    };
    // More rooms than this one socket can hardly be shown with; a peer must not fill the memory.
    static constexpr qsizetype RoomsPerSocket = 10'000;
    static constexpr qsizetype RoomsPerNamespace = 1'000'000;

    void setListener(Listener *listener) { m_listener = listener; }

    void addSource(quint16 source);
    void removeSource(quint16 source);
    void apply(quint16 source, const TopologyDelta &delta);

    QList<quint16> sources() const;
    QStringList namespaces(quint16 source) const;
    const NamespaceInfo *find(quint16 source, const QString &nsp) const;
    bool exists(const TopologyKey &key) const;
    // Members of a room, sockets of a namespace, and so on.
    qsizetype count(const TopologyKey &key) const;

private:
    using Namespaces = std::map<QString, NamespaceInfo>;

    NamespaceInfo &ensureNamespace(quint16 source, const QString &nsp);
    void removeNamespace(quint16 source, const QString &nsp);
    void updateSocket(quint16 source, const TopologyDelta &delta);
    void removeSocket(quint16 source, const QString &nsp, const QString &id);
    void join(quint16 source, const TopologyDelta &delta);
    void leave(quint16 source, const QString &nsp, const QString &room, const QString &id);
    void changed(const TopologyKey &key);

    std::map<quint16, Namespaces> m_sources;
    Listener *m_listener = nullptr;
};

} // namespace QSocketIo::Monitor
