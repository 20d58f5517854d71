// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "events.h"

#include <qsocketio/serversocket.h>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

QVariantMap describe(const Handshake &handshake)
{
    return {{u"auth"_s, handshake.auth},
            {u"query"_s, handshake.query()},
            {u"headers"_s, handshake.headers()},
            {u"address"_s, handshake.address()},
            {u"url"_s, handshake.url()},
            {u"secure"_s, handshake.isSecure()},
            {u"xdomain"_s, handshake.isCrossDomain()},
            {u"issued"_s, handshake.issued},
            {u"time"_s, handshake.time()}};
}

QVariantMap statistics(const Server &server)
{
    QVariantMap sockets;
    for (const Namespace *nsp : server.namespaces())
        sockets.insert(nsp->name(), nsp->socketCount());
    return {{u"clients"_s, server.clientsCount()}, {u"namespaces"_s, sockets}};
}

} // namespace

void Events::addInformation(ServerSocket &socket, const Application &application)
{
    ServerSocket *s = &socket;
    const Application *app = &application;
    socket.on("set-data", s, [s](const QVariantMap &more) {
        QVariantMap data = s->data();
        data.insert(more);
        s->setData(data);
        return u"ok"_s;
    });
    socket.on("get-data", s, [s] { return s->data(); });
    socket.on("whoami", s, [s, app] {
        return QVariantMap{{u"id"_s, s->id()},
                           {u"nsp"_s, s->nsp()->name()},
                           {u"server"_s, app->serverId()},
                           {u"transport"_s, QString(name(s->transport()))},
                           {u"protocol"_s, s->protocol()},
                           {u"recovered"_s, s->isRecovered()}};
    });
    socket.on("handshake", s, [](const Handshake &handshake) { return describe(handshake); });
    socket.on("disconnect-reason", s, [app](const QString &id) {
        const QString reason = app->journal().reason(id);
        return reason.isNull() ? QVariant::fromValue(nullptr) : QVariant(reason);
    });
    socket.on("stats", s, [s] { return statistics(*s->server()); });
}

void Events::addEnds(ServerSocket &socket)
{
    ServerSocket *s = &socket;
    socket.on("disconnect-me", s,
              [s](std::optional<bool> close) { s->close(close.value_or(false)); });
    socket.on("emit-then-disconnect", s,
              [s](const QString &event, int count, std::optional<bool> close) {
                  for (int i = 0; i < count; ++i)
                      s->emitEvent(event, i);
                  s->close(close.value_or(false));
              });
    socket.on("close-conn", s, [s] { s->closeConnection(); });
}
