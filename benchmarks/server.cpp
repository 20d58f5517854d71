// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Our server with the handlers that the workloads of the load generator need, written as any
// application would. qsocketio-benchserver [PORT] [--deflate] [--msgpack] [--tls CERTIFICATE KEY];
// prints "LISTENING <port>".

#include "handlers.h"

#include <qsocketio/protocol/msgpackparser.h>
#include <qsocketio/server.h>

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

using namespace QSocketIo;

QSslConfiguration readTls(const QString &certificate, const QString &key)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    QFile file(key);
    if (file.open(QFile::ReadOnly))
        configuration.setPrivateKey(QSslKey(&file, QSsl::Rsa));
    return configuration;
}

ServerOptions readOptions(const QStringList &words)
{
    ServerOptions options{.maxHttpBufferSize = 4'000'000};
    if (words.contains("--deflate"_L1))
        options.perMessageDeflate = PerMessageDeflate();
    if (words.contains("--msgpack"_L1))
        options.parser = msgPackParser();
    if (const auto tls = words.indexOf("--tls"_L1); tls >= 0)
        options.sslConfiguration = readTls(words.value(tls + 1), words.value(tls + 2));
    return options;
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
    const QStringList words = application.arguments().sliced(1);
    if (words.contains("--version"_L1)) {
        print(QStringLiteral(QSOCKETIO_BENCH_VERSION ", Qt ") + QLatin1StringView(qVersion()));
        return 0;
    }

    Server server(readOptions(words));
    QObject::connect(&server, &Server::socketConnected, &server,
                     [&server](ServerSocket *socket) { subscribe(server, socket); });
    if (!server.listen(QHostAddress::LocalHost, words.value(0).toUShort())) {
        qWarning("%s", qPrintable(server.errorString()));
        return 1;
    }
    print(QStringLiteral("LISTENING %1").arg(server.serverPort()));
    return application.exec();
}
