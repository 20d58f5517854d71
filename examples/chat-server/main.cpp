// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// A chat with rooms: any Socket.IO client can join, talk and leave.

#include <qsocketio/server.h>

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

void serve(ServerSocket *socket)
{
    socket->on("join", socket, [socket](const QString &room) {
        socket->join(room);
        socket->to(room).emitEvent("joined", socket->id());
        return socket->nsp()->roomSize(room);
    });
    socket->on("chat", socket, [socket](const QString &room, const QString &text) {
        socket->nsp()->to(room).emitEvent("chat", socket->id(), text);
        return true;
    });
    QObject::connect(socket, &ServerSocket::disconnected, socket, [socket](DisconnectReason why) {
        qInfo().noquote() << socket->id() << "left:" << name(why);
    });
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    Server server;
    QObject::connect(&server, &Server::socketConnected, &server, serve);
    if (!server.listen(QHostAddress::LocalHost, 3000))
        qFatal("cannot listen: %s", qPrintable(server.errorString()));
    qInfo("http://127.0.0.1:%d", int(server.serverPort()));
    return QCoreApplication::exec();
}
