// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Our server with the handlers that the workloads of the load generator need, written as any
// application would. qsocketio-benchserver [PORT]; prints "LISTENING <port>".

#include <qsocketio/server.h>
#include <qsocketio/serversocket.h>

#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace QSocketIo;

void subscribe(Server &server, ServerSocket *socket)
{
    socket->on("echo", socket, [socket](const QString &text) { socket->emitEvent("echo", text); });
    socket->on("ack", socket, [](const QString &text) { return text; });
    socket->on("broadcast", socket,
               [&server](const QString &text) { server.emitEvent("broadcast", text); });
}

void print(const QString &line)
{
    std::puts(qPrintable(line));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString argument = application.arguments().value(1);
    if (argument == QLatin1StringView("--version")) {
        print(QStringLiteral(QSOCKETIO_BENCH_VERSION ", Qt ") + QLatin1StringView(qVersion()));
        return 0;
    }

    Server server;
    QObject::connect(&server, &Server::socketConnected, &server,
                     [&server](ServerSocket *socket) { subscribe(server, socket); });
    if (!server.listen(QHostAddress::LocalHost, quint16(argument.toUShort()))) {
        qWarning("%s", qPrintable(server.errorString()));
        return 1;
    }
    print(QStringLiteral("LISTENING %1").arg(server.serverPort()));
    return application.exec();
}
