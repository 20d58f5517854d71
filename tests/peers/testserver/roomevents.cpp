// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "events.h"
#include "rooms.h"

#include <qsocketio/namespace.h>
#include <qsocketio/serversocket.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

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
        QVariantList found;
        for (const ServerSocket *member : selectRooms(*s->nsp(), room).fetchSockets()) {
            QStringList rooms = member->rooms();
            rooms.sort();
            found.append(QVariantMap{{u"id"_s, member->id()},
                                     {u"rooms"_s, rooms},
                                     {u"data"_s, member->data()},
                                     {u"auth"_s, member->handshake().auth}});
        }
        return found;
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
