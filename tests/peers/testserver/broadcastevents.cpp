// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "events.h"
#include "rooms.h"

#include <qsocketio/namespace.h>
#include <qsocketio/serversocket.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;
using namespace std::chrono_literals;

namespace {

QVariantMap answer(const BroadcastReply &reply)
{
    return {
        {u"error"_s, reply.isComplete() ? QVariant::fromValue(nullptr) : QVariant(u"timeout"_s)},
        {u"responses"_s, reply.responses}};
}

void askAll(const Broadcast &broadcast, const QString &event, const QVariantList &arguments,
            const Ack &ack)
{
    // Without a context: the answer may come when its socket is gone, and then goes nowhere.
    broadcast.emitWithAck(event, spread(arguments)).then([ack](const BroadcastReply &reply) {
        ack(answer(reply));
    });
}

Broadcast selectBy(const QVariantMap &op, const ServerSocket &socket)
{
    Broadcast broadcast =
        op.value(u"from"_s) == u"nsp"_s ? Broadcast(socket.nsp()) : socket.broadcast();
    if (op.contains(u"to"_s))
        broadcast = broadcast.to(roomNames(op.value(u"to"_s)));
    if (op.contains(u"except"_s))
        broadcast = broadcast.except(roomNames(op.value(u"except"_s)));
    if (op.value(u"local"_s).toBool())
        broadcast = broadcast.local();
    if (op.value(u"volatile"_s).toBool())
        broadcast = broadcast.asVolatile();
    if (op.contains(u"compress"_s))
        broadcast = broadcast.compress(op.value(u"compress"_s).toBool());
    return broadcast;
}

std::chrono::milliseconds milliseconds(const QVariant &value)
{
    return std::chrono::milliseconds(value.toLongLong());
}

} // namespace

void Events::addBroadcasting(ServerSocket &socket)
{
    ServerSocket *s = &socket;
    // The arguments behind the named ones go on as they are.
    const auto behind = [](const Arguments &arguments, qsizetype count) {
        const QVariantList all = arguments.toVariantList();
        return all.sliced(qMin(count, all.size()));
    };
    socket.on("to-room", s, [=](const QVariant &rooms, const QString &event, const Arguments &all) {
        s->to(roomNames(rooms)).emitEvent(event, spread(behind(all, 2)));
    });
    socket.on("in-room", s, [=](const QVariant &rooms, const QString &event, const Arguments &all) {
        s->nsp()->to(roomNames(rooms)).emitEvent(event, spread(behind(all, 2)));
    });
    socket.on("broadcast", s, [=](const QString &event, const Arguments &all) {
        s->broadcast().emitEvent(event, spread(behind(all, 1)));
    });
    socket.on("broadcast-with-ack", s,
              [=](const QVariant &rooms, const QString &event, int timeout, const Arguments &all,
                  Ack ack) {
                  askAll(selectRooms(*s->nsp(), rooms).timeout(std::chrono::milliseconds(timeout)),
                         event, behind(all, 3), ack);
              });
    socket.on(
        "emit-op", s,
        [s](const QVariantMap &op, const QString &event, const QVariantList &arguments, Ack ack) {
            const Broadcast broadcast = selectBy(op, *s);
            const auto timeout = milliseconds(op.value(u"timeout"_s));
            if (timeout > 0ms)
                return askAll(broadcast.timeout(timeout), event, arguments, ack);
            broadcast.emitEvent(event, spread(arguments));
            ack(u"ok"_s);
        });
}
