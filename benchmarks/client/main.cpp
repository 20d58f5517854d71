// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

// Our client under the workloads of benchmarks/clients, or QWebSocket alone (--bare): prints one
// line of JSON. peers/client.mjs is the same with npm socket.io-client.

#include "bareline.h"
#include "clientline.h"
#include "crowd.h"
#include "echo.h"
#include "reconnections.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>
#include <optional>

using namespace Qt::Literals::StringLiterals;

namespace {

void describe(QCommandLineParser &parser)
{
    parser.addVersionOption();
    parser.addHelpOption();
    parser.addPositionalArgument(u"workload"_s, u"echo, clients or reconnect"_s);
    parser.addOptions({{u"port"_s, u"of the server"_s, u"number"_s},
                       {u"bare"_s, u"QWebSocket alone"_s},
                       {u"transport"_s, u"or polling"_s, u"name"_s, u"websocket"_s},
                       {u"inflight"_s, u"messages under way"_s, u"number"_s, u"1"_s},
                       {u"clients"_s, u"how many"_s, u"number"_s, u"1000"_s},
                       {u"count"_s, u"of reconnections"_s, u"number"_s, u"1000"_s},
                       {u"warmup"_s, u"before measuring"_s, u"seconds"_s, u"1"_s},
                       {u"duration"_s, u"of measuring"_s, u"seconds"_s, u"2"_s}});
}

std::chrono::duration<double> seconds(const QString &text)
{
    return std::chrono::duration<double>(text.toDouble());
}

template <typename L>
std::unique_ptr<Line> make(const Address &address)
{
    return std::make_unique<L>(address);
}

void report(const QJsonObject &values)
{
    std::puts(QJsonDocument(values).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    // Nothing is tidied up: a thousand connections end with the process.
    std::_Exit(0);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(QSOCKETIO_BENCH_VERSION ", Qt ")
                                            + QLatin1StringView(qVersion()));
    QCommandLineParser parser;
    describe(parser);
    parser.process(application);

    const Address address{.port = parser.value(u"port"_s).toUShort(),
                          .polling = parser.value(u"transport"_s) == "polling"_L1};
    const LineMaker makeLine = parser.isSet(u"bare"_s) ? make<BareLine> : make<ClientLine>;
    const auto duration = seconds(parser.value(u"duration"_s));
    std::optional<Echo> echo;
    std::optional<Crowd> crowd;
    std::optional<Reconnections> reconnections;

    const QString workload = parser.positionalArguments().value(0);
    if (workload == "echo"_L1) {
        echo.emplace(makeLine(address),
                     Echo::Plan{.inFlight = parser.value(u"inflight"_s).toInt(),
                                .warmUp = seconds(parser.value(u"warmup"_s)),
                                .duration = duration},
                     report);
        echo->start();
    } else if (workload == "clients"_L1) {
        const int clients = parser.value(u"clients"_s).toInt();
        crowd.emplace(makeLine, address, Crowd::Plan{.clients = clients, .duration = duration},
                      report);
        crowd->start();
    } else if (workload == "reconnect"_L1) {
        reconnections.emplace(address, parser.value(u"count"_s).toInt(), report);
        reconnections->start();
    } else {
        parser.showHelp(2);
    }
    return application.exec();
}
