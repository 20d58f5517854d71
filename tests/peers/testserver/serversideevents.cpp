// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "events.h"

#include <qsocketio/namespace.h>
#include <qsocketio/serversocket.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

void Events::addServerSide(Namespace &nsp, const QString &serverId)
{
    Namespace *n = &nsp;
    nsp.onServerSide("sse-note", n, [n, serverId](const QVariant &value) {
        n->local().emitEvent("sse-note", serverId, value);
    });
    nsp.onServerSide("sse-ask", n, [serverId](const QVariant &value) {
        return QVariantMap{{u"server"_s, serverId}, {u"value"_s, value}};
    });
}

void Events::addServerSideEmit(ServerSocket &socket)
{
    ServerSocket *s = &socket;
    socket.on("server-side-emit", s,
              [s](const QString &event, const QVariantList &arguments, bool wantsReplies, Ack ack) {
                  if (!wantsReplies) {
                      s->nsp()->serverSideEmit(event, spread(arguments));
                      return ack(u"ok"_s);
                  }
                  s->nsp()
                      ->serverSideEmitWithAck(event, spread(arguments))
                      .then([ack](const Replies<QVariant> &replies) {
                          const QVariant error = replies.isComplete() ? QVariant::fromValue(nullptr)
                                                                      : QVariant(u"timeout"_s);
                          ack(QVariantMap{{u"error"_s, error}, {u"replies"_s, replies.responses}});
                      });
              });
}
