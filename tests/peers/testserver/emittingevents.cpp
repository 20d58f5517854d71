// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "events.h"

#include <qsocketio/serversocket.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

QVariantMap answer(const AckReply &reply)
{
    if (reply.error)
        return {{u"error"_s, u"timeout"_s}, {u"args"_s, QVariantList()}};
    return {{u"error"_s, QVariant::fromValue(nullptr)},
            {u"args"_s, reply.arguments.toVariantList()}};
}

} // namespace

void Events::addEmitting(ServerSocket &socket)
{
    ServerSocket *s = &socket;
    socket.on("emit-with-ack", s,
              [s](const QString &event, const QVariantList &arguments, int timeout, Ack ack) {
                  s->timeout(std::chrono::milliseconds(timeout))
                      .emitWithCallback(
                          event, s, [ack](const AckReply &reply) { ack(answer(reply)); },
                          spread(arguments));
              });
    socket.on("emit-to-me", s, [s](const QString &event, const QVariantList &arguments) {
        s->emitEvent(event, spread(arguments));
        return u"ok"_s;
    });
    socket.on("burst", s, [s](const QString &event, int count, int size) {
        const QString text(size, u'x');
        for (int i = 0; i < count; ++i)
            s->emitEvent(event, i, text);
        return u"ok"_s;
    });
    socket.on("volatile", s, [s](const QString &event, const Arguments &arguments) {
        const QVariantList all = arguments.toVariantList();
        s->asVolatile().emitEvent(event, spread(all.sliced(1)));
    });
}
