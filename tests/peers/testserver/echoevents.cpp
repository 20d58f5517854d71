// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "events.h"

#include <qsocketio/serversocket.h>

#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

QString word(const QVariant &value)
{
    switch (value.userType()) {
    case QMetaType::UnknownType:
    case QMetaType::Nullptr:
        return u"null"_s;
    case QMetaType::Bool:
        return u"boolean"_s;
    case QMetaType::QString:
        return u"string:%1"_s.arg(value.toString().size());
    case QMetaType::QByteArray:
        return u"binary:%1"_s.arg(value.toByteArray().size());
    case QMetaType::QVariantList:
        return u"array:%1"_s.arg(value.toList().size());
    case QMetaType::QVariantMap:
        return u"object:%1"_s.arg(value.toMap().size());
    default:
        return u"number"_s;
    }
}

QStringList inspect(const Arguments &arguments)
{
    QStringList words;
    for (const QVariant &value : arguments.toVariantList())
        words.append(word(value));
    return words;
}

} // namespace

void Events::addEcho(ServerSocket &socket)
{
    ServerSocket *s = &socket;
    socket.on("message", s,
              [s](const Arguments &arguments) { s->emitEvent("message-back", arguments); });
    socket.on("message-with-ack", s, [](const Arguments &arguments, Ack ack) { ack(arguments); });
    socket.on("echo", s, [s](const Arguments &arguments, Ack ack) {
        if (ack)
            ack(arguments);
        else
            s->emitEvent("echo", arguments);
    });
    socket.on("inspect", s, [](const Arguments &arguments) { return inspect(arguments); });
    socket.on("slow-ack", s, [s](int ms, const QVariant &value, Ack ack) {
        QTimer::singleShot(ms, s, [value, ack] { ack(value); });
    });
    socket.on("never-ack", s, [] {});
    socket.on("double-ack", s, [](const QVariant &value, Ack ack) {
        ack(value);
        ack(u"second call"_s);
    });
    socket.use(s, [](const QString &event, const Arguments &) {
        return event == u"blocked" ? Verdict::reject(u"blocked event"_s) : Verdict::accept();
    });
    QObject::connect(
        s, &ServerSocket::packetRejected, s,
        [s](const QString &, const QString &message) { s->emitEvent("packet-error", message); });
}
