// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/demo/demochat.h>
#include <qsocketio/serversocket.h>

#include <QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

constexpr qsizetype TextLimit = 2000;
constexpr qsizetype RoomsLimit = 20;

QString nameOf(const ServerSocket &socket)
{
    const QString name = socket.handshake().auth.value(u"name"_s).toString().left(40);
    return name.isEmpty() ? u"guest-"_s + socket.id().left(4) : name;
}

} // namespace

DemoChat::DemoChat(Namespace &nsp) : m_nsp(nsp)
{
    connect(&nsp, &Namespace::socketConnected, this, &DemoChat::welcome);
}

DemoChat::~DemoChat() = default;

void DemoChat::welcome(ServerSocket *socket)
{
    socket->setData({{u"name"_s, nameOf(*socket)}});
    socket->on("join", socket, [this, socket](const QString &room) { return join(*socket, room); });
    socket->on("leave", socket,
               [this, socket](const QString &room) { return leave(*socket, room); });
    socket->on("message", socket, [this, socket](const QString &room, const QString &text) {
        return say(*socket, room, text);
    });
    socket->on("typing", socket, [socket](const QString &room) {
        socket->to(room).emitEvent("typing", room, nameOf(*socket));
    });
    socket->emitEvent(
        "welcome",
        QVariantMap{{u"you"_s, nameOf(*socket)}, {u"rooms"_s, m_nsp.rooms().mid(0, 20)}});
}

QVariantMap DemoChat::join(ServerSocket &socket, const QString &room)
{
    if (room.isEmpty() || room.size() > 100 || socket.rooms().size() > RoomsLimit)
        return {{u"ok"_s, false}, {u"error"_s, u"not a room to join"_s}};
    socket.join(room);
    socket.to(room).emitEvent("joined", room, nameOf(socket));
    return {{u"ok"_s, true}, {u"room"_s, room}, {u"members"_s, m_nsp.roomSize(room)}};
}

bool DemoChat::leave(ServerSocket &socket, const QString &room)
{
    if (!socket.rooms().contains(room))
        return false;
    socket.leave(room);
    m_nsp.to(room).emitEvent("left", room, nameOf(socket));
    return true;
}

QVariantMap DemoChat::say(ServerSocket &socket, const QString &room, const QString &text)
{
    if (!socket.rooms().contains(room))
        return {{u"ok"_s, false}, {u"error"_s, u"join the room first"_s}};
    const qint64 number = ++m_lastMessage;
    const QVariantMap details{{u"id"_s, number}, {u"time"_s, QDateTime::currentDateTimeUtc()}};
    m_nsp.to(room).emitEvent("message", room, nameOf(socket), text.left(TextLimit), details);
    return {{u"ok"_s, true}, {u"id"_s, number}};
}

} // namespace QSocketIo::Monitor
