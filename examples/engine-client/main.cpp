// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT
//
// Talks to an Engine.IO server: what is typed is sent, what comes back is printed.
//
//   example-engine-client http://localhost:3000 [--path /engine.io/] [--websocket | --polling]

#include <qsocketio/engine/client.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using QSocketIo::Transport;
using QSocketIo::Engine::Client;

namespace {

void print(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

QSocketIo::Engine::ClientOptions readOptions(const QCommandLineParser &arguments)
{
    QSocketIo::Engine::ClientOptions options;
    if (arguments.isSet(u"path"_s))
        options.path = arguments.value(u"path"_s);
    if (arguments.isSet(u"websocket"_s))
        options.transports = {Transport::WebSocket};
    if (arguments.isSet(u"polling"_s))
        options.transports = {Transport::Polling};
    return options;
}

void send(Client &client, const QByteArray &line)
{
    if (line.startsWith("hex "))
        client.sendBinary(QByteArray::fromHex(line.mid(4)));
    else
        client.sendUtf8(line);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addPositionalArgument(u"url"_s, u"The server, for example http://localhost:3000"_s);
    arguments.addOption({u"path"_s, u"The path of the server."_s, u"path"_s});
    arguments.addOption({u"websocket"_s, u"No long-polling."_s});
    arguments.addOption({u"polling"_s, u"No WebSocket."_s});
    arguments.process(application);
    const QUrl url(arguments.positionalArguments().value(0));

    Client client(url, readOptions(arguments));
    QObject::connect(&client, &Client::opened, &client, [&] {
        print(u"open %1 over %2"_s.arg(client.id(), name(*client.transport())));
    });
    QObject::connect(&client, &Client::upgraded, &client,
                     [](Transport transport) { print(u"upgraded to %1"_s.arg(name(transport))); });
    QObject::connect(&client, &Client::textReceived, &client,
                     [](const QString &text) { print(u"text %1"_s.arg(text)); });
    QObject::connect(&client, &Client::binaryReceived, &client, [](const QByteArray &data) {
        print(u"binary %1"_s.arg(QString::fromLatin1(data.toHex())));
    });
    QObject::connect(&client, &Client::errorOccurred, &client, [](const QSocketIo::Error &error) {
        print(u"error %1: %2"_s.arg(error.message, error.detail));
    });
    QObject::connect(&client, &Client::closed, &application,
                     [](QSocketIo::DisconnectReason reason) {
                         print(u"closed: %1"_s.arg(name(reason)));
                         QCoreApplication::quit();
                     });
    client.open();

    QByteArray input;
    QSocketNotifier typed(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&typed, &QSocketNotifier::activated, &client, [&] {
        char chunk[4096];
        const auto size = read(STDIN_FILENO, chunk, sizeof chunk);
        if (size <= 0) {
            typed.setEnabled(false);
            return client.close();
        }
        input.append(chunk, size);
        for (qsizetype end = input.indexOf('\n'); end >= 0; end = input.indexOf('\n')) {
            send(client, input.first(end));
            input.remove(0, end + 1);
        }
    });
    return QCoreApplication::exec();
}
