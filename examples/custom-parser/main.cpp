// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// A packet format of one's own, on the server:  example-custom-parser 3000
// and on the client:                            example-custom-parser http://127.0.0.1:3000

#include "wholejsonparser.h"

#include <qsocketio/client.h>
#include <qsocketio/server.h>

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo;

namespace {

int serve(quint16 port)
{
    Server server({.parser = std::make_shared<WholeJsonParser>()});
    QObject::connect(&server, &Server::socketConnected, &server, [](ServerSocket *socket) {
        socket->on("echo", socket, [](const Arguments &arguments) { return arguments; });
        socket->on("greet", socket, [socket](const QString &name) {
            socket->nsp()->emitEvent("greeting", u"hello %1"_s.arg(name));
        });
    });
    if (!server.listen(QHostAddress::LocalHost, port))
        qFatal("cannot listen: %s", qPrintable(server.errorString()));
    qInfo("http://127.0.0.1:%d", int(server.serverPort()));
    return QCoreApplication::exec();
}

int greet(const QUrl &url)
{
    Client client(url, {.parser = std::make_shared<WholeJsonParser>()});
    client.on("greeting", &client, [](const QString &greeting) {
        qInfo("%s", qPrintable(greeting));
        QCoreApplication::quit();
    });
    QObject::connect(&client, &Client::connected, &client,
                     [&client] { client.emitEvent("greet", "Qt"); });
    client.open();
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const QString argument = QCoreApplication::arguments().value(1, u"3000"_s);
    bool isPort = false;
    const quint16 port = argument.toUShort(&isPort);
    return isPort ? serve(port) : greet(QUrl(argument));
}
