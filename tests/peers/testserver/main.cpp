// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "engineecho.h"
#include "settings.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <memory>
#include <sys/signalfd.h>
#include <unistd.h>

namespace {

int announce(bool listening, quint16 port, const QString &error)
{
    if (!listening) {
        std::fprintf(stderr, "cannot listen: %s\n", qPrintable(error));
        return 1;
    }
    std::printf("LISTENING %d\n", int(port));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

// SIGTERM and SIGINT end the event loop like any other event.
std::unique_ptr<QSocketNotifier> quitOnSignals()
{
    sigset_t signalSet;
    sigemptyset(&signalSet);
    sigaddset(&signalSet, SIGTERM);
    sigaddset(&signalSet, SIGINT);
    sigprocmask(SIG_BLOCK, &signalSet, nullptr);
    const int descriptor = signalfd(-1, &signalSet, SFD_CLOEXEC | SFD_NONBLOCK);
    auto notifier = std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, qApp,
                     [] { QCoreApplication::quit(); });
    return notifier;
}

int serveEngine(const Settings &settings)
{
    const auto &options = settings.server;
    QSocketIo::Engine::Server server({.path = options.path,
                                      .pingInterval = options.pingInterval,
                                      .pingTimeout = options.pingTimeout,
                                      .upgradeTimeout = options.upgradeTimeout,
                                      .maxHttpBufferSize = options.maxHttpBufferSize,
                                      .transports = options.transports,
                                      .allowUpgrades = options.allowUpgrades,
                                      .httpCompression = options.httpCompression,
                                      .cors = options.cors,
                                      .cookie = options.cookie,
                                      .refuseRequest = options.refuseRequest});
    echoMessages(server);
    const bool listening = server.listen(settings.host, settings.port);
    const int status = announce(listening, server.serverPort(), server.errorString());
    server.close();
    return status;
}

int serveSocketIo(const Settings &settings)
{
    Application application(settings);
    const bool listening = application.server().listen(settings.host, settings.port);
    const int status =
        announce(listening, application.server().serverPort(), application.server().errorString());
    application.server().close();
    return status;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const auto settings = readSettings(QCoreApplication::arguments());
    if (!settings)
        return 2;
    const auto signalsNotifier = quitOnSignals();
    return settings->engineOnly ? serveEngine(*settings) : serveSocketIo(*settings);
}
