// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "engineecho.h"
#include "settings.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <chrono>
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

// What clients get to hear of the end.
constexpr std::chrono::milliseconds ClosingTime(1000);

// SIGTERM and SIGINT are events like any other.
std::unique_ptr<QSocketNotifier> signalNotifier()
{
    sigset_t signalSet;
    sigemptyset(&signalSet);
    sigaddset(&signalSet, SIGTERM);
    sigaddset(&signalSet, SIGINT);
    sigprocmask(SIG_BLOCK, &signalSet, nullptr);
    const int descriptor = signalfd(-1, &signalSet, SFD_CLOEXEC | SFD_NONBLOCK);
    return std::make_unique<QSocketNotifier>(descriptor, QSocketNotifier::Read);
}

template <typename Server>
void closeOnSignal(Server &server, QSocketNotifier &signal)
{
    QObject::connect(&signal, &QSocketNotifier::activated, &server, [&server, &signal] {
        signal.setEnabled(false);
        server.close(ClosingTime);
    });
    QObject::connect(&server, &Server::closed, qApp, [] { QCoreApplication::quit(); });
}

int serveEngine(const Settings &settings, QSocketNotifier &signal)
{
    const auto &options = settings.server;
    QSocketIo::Engine::Server server({.path = options.path,
                                      .pingInterval = options.pingInterval,
                                      .pingTimeout = options.pingTimeout,
                                      .upgradeTimeout = options.upgradeTimeout,
                                      .maxHttpBufferSize = options.maxHttpBufferSize,
                                      .transports = options.transports,
                                      .allowUpgrades = options.allowUpgrades,
                                      .allowEIO3 = options.allowEIO3,
                                      .httpCompression = options.httpCompression,
                                      .perMessageDeflate = options.perMessageDeflate,
                                      .cors = options.cors,
                                      .cookie = options.cookie,
                                      .sslConfiguration = options.sslConfiguration,
                                      .allowRequest = options.allowRequest});
    echoMessages(server);
    closeOnSignal(server, signal);
    const bool listening = server.listen(settings.host, settings.port);
    return announce(listening, server.serverPort(), server.errorString());
}

int serveSocketIo(const Settings &settings, QSocketNotifier &signal)
{
    Application application(settings);
    QSocketIo::Server &server = application.server();
    closeOnSignal(server, signal);
    const bool listening = server.listen(settings.host, settings.port);
    return announce(listening, server.serverPort(), server.errorString());
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const auto settings = readSettings(QCoreApplication::arguments());
    if (!settings)
        return 2;
    const auto signal = signalNotifier();
    return settings->engineOnly ? serveEngine(*settings, *signal)
                                : serveSocketIo(*settings, *signal);
}
