// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Engine.IO without Socket.IO: sessions that carry messages over long-polling and WebSocket. Each
// message goes back to its sender. Any client of engine.io understands it; so does
//
//     curl 'http://localhost:3000/engine.io/?EIO=4&transport=polling'

#include <qsocketio/engine/server.h>
#include <qsocketio/engine/socket.h>

#include <QCoreApplication>
#include <QTextStream>

using namespace Qt::Literals::StringLiterals;
using QSocketIo::DisconnectReason;
using QSocketIo::Verdict;
using QSocketIo::Engine::Request;
using QSocketIo::Engine::Server;
using QSocketIo::Engine::Socket;

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    QTextStream out(stdout);

    Server server({.perMessageDeflate = QSocketIo::PerMessageDeflate(),
                   .cors = {.origins = {u"*"_s}},
                   .initialPacket = u"welcome"_s});

    // Every request comes by here first, whatever it is for.
    server.use(&server, [&out](const Request &request) {
        out << request.method() << ' ' << request.url() << Qt::endl;
        return Verdict::accept();
    });
    QObject::connect(&server, &Server::connectionError, &server, [&out](const auto &error) {
        out << "refused: " << error.message << Qt::endl;
    });

    QObject::connect(&server, &Server::socketOpened, &server, [&out](Socket *socket) {
        out << socket->id() << " from " << socket->request().address().toString() << Qt::endl;
        QObject::connect(socket, &Socket::utf8Received, socket, &Socket::sendUtf8);
        QObject::connect(socket, &Socket::binaryReceived, socket, &Socket::sendBinary);
        QObject::connect(socket, &Socket::closed, socket,
                         [&out, id = socket->id()](DisconnectReason reason) {
                             out << id << ": " << name(reason) << Qt::endl;
                         });
    });

    const quint16 port = argc > 1 ? QByteArray(argv[1]).toUShort() : quint16(3000);
    if (!server.listen(QHostAddress::LocalHost, port)) {
        out << "cannot listen: " << server.errorString() << Qt::endl;
        return 1;
    }
    out << "http://localhost:" << server.serverPort() << "/engine.io/" << Qt::endl;
    return QCoreApplication::exec();
}
