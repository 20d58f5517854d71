// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "events.h"
#include "rooms.h"

#include <qsocketio/namespace.h>
#include <qsocketio/serversocket.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

QVariantList describe(const QList<RemoteSocket> &sockets)
{
    QVariantList found;
    for (const RemoteSocket &socket : sockets) {
        QStringList rooms = socket.rooms();
        rooms.sort();
        found.append(QVariantMap{{u"id"_s, socket.id()},
                                 {u"rooms"_s, rooms},
                                 {u"data"_s, socket.data()},
                                 {u"auth"_s, socket.handshake().auth}});
    }
    return found;
}

} // namespace

void Events::addRooms(ServerSocket &socket)
{
    ServerSocket *s = &socket;
    socket.on("join", s, [s](const QVariant &rooms) {
        s->join(roomNames(rooms));
        return u"ok"_s;
    });
    socket.on("leave", s, [s](const QString &room) {
        s->leave(room);
        return u"ok"_s;
    });
    socket.on("rooms", s, [s] {
        QStringList rooms = s->rooms();
        rooms.sort();
        return rooms;
    });
}

void Events::addManagement(ServerSocket &socket)
{
    ServerSocket *s = &socket;
    socket.on("fetch-sockets", s, [s](const QVariant &room) {
        return selectRooms(*s->nsp(), room).fetchSockets().then(describe);
    });
    socket.on("sockets-join", s, [s](const QVariant &target, const QVariant &rooms) {
        selectRooms(*s->nsp(), target).socketsJoin(roomNames(rooms));
        return u"ok"_s;
    });
    socket.on("sockets-leave", s, [s](const QVariant &target, const QVariant &rooms) {
        selectRooms(*s->nsp(), target).socketsLeave(roomNames(rooms));
        return u"ok"_s;
    });
    socket.on("disconnect-sockets", s, [s](const QVariant &target, bool close, Ack ack) {
        ack(u"ok"_s);
        selectRooms(*s->nsp(), target).disconnectSockets(close);
    });
}
