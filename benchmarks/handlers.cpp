// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "handlers.h"

#include <qsocketio/server.h>
#include <qsocketio/serversocket.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

void subscribe(Server &server, ServerSocket *socket)
{
    socket->on("echo", socket, [socket](const QString &text) { socket->emitEvent("echo", text); });
    socket->on("pass", socket,
               [socket](const Arguments &values) { socket->emitEvent("pass", values); });
    socket->on("gadget", socket,
               [socket](const Reading &reading) { socket->emitEvent("gadget", reading); });
    socket->on("binary", socket,
               [socket](const QByteArray &bytes) { socket->emitEvent("binary", bytes); });
    socket->on("ack", socket, [](const QString &text) { return text; });
    socket->on("broadcast", socket,
               [&server](const Arguments &values) { server.emitEvent("broadcast", values); });
    socket->on("join", socket, [socket](const QString &room, Ack ack) {
        socket->join(room);
        socket->setData({{u"room"_s, room}});
        ack();
    });
    socket->on("room", socket, [&server, socket](const Arguments &values) {
        server.to(socket->data().value(u"room"_s).toString()).emitEvent("room", values);
    });
}
