// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// A server and a client in one program: its status is 0 when 1 + 2 = 3.

#include <qsocketio/client.h>
#include <qsocketio/server.h>
#include <qsocketio/serversocket.h>

#include <QCoreApplication>
#include <QUrl>

using namespace QSocketIo;
using namespace std::chrono_literals;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Server server;
    QObject::connect(&server, &Server::socketConnected, &server, [](ServerSocket *socket) {
        socket->on("sum", socket, [](int a, int b) { return a + b; });
    });
    if (!server.listen(QHostAddress::LocalHost, 0))
        return 2;
    Client client(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort())));
    client.timeout(20s)
        .emitWithAck<int>("sum", 1, 2)
        .then(&app, [](int sum) { QCoreApplication::exit(sum == 3 ? 0 : 1); })
        .onFailed(&app, [](const AckError &) { QCoreApplication::exit(3); });
    client.open();
    return app.exec();
}
