// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/dumpprinter.h>
#include <app/filter/quickfilter.h>
#include <app/interrupt.h>
#include <app/startoptions.h>

#include <QCoreApplication>
#include <QTimer>

#include <chrono>
#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo::Monitor;

namespace {

enum ExitStatus { Success = 0, TooFewPackets = 1, SourceFailed = 3, OutputBroken = 4 };

struct DumpOptions
{
    QCommandLineOption json{u"json"_s, u"Print a JSON object for each packet."_s};
    QCommandLineOption count{u"count"_s, u"End after so many packets."_s, u"number"_s};
    QCommandLineOption filter{u"filter"_s, u"Only packets with this in event, namespace or text."_s,
                              u"text"_s};
    QCommandLineOption duration{u"duration"_s, u"End after so many seconds."_s, u"seconds"_s};
};

DumpPrinter::Format formatOf(bool json)
{
    if (json)
        return DumpPrinter::Format::Json;
#ifdef Q_OS_UNIX
    if (::isatty(STDOUT_FILENO) && qEnvironmentVariableIsEmpty("NO_COLOR"))
        return DumpPrinter::Format::ColouredText;
#endif
    return DumpPrinter::Format::Text;
}

// Says on the standard error what becomes of the source; a source that fails ends the program.
void follow(CaptureSession &session, quint16 id)
{
    QObject::connect(&session, &CaptureSession::sourceChanged, &session, [&session, id] {
        const Source *source = session.source(id);
        if (!source->message().isEmpty())
            std::fprintf(stderr, "%s: %s\n", qPrintable(source->name()),
                         qPrintable(source->message()));
        if (source->state() == Source::State::Failed)
            QCoreApplication::exit(SourceFailed);
    });
}

double positiveNumber(const StartOptions &start, const QString &text, const QString &option)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (!ok || value <= 0 || value > 1e9)
        start.refuse(u"--%1 needs a positive number"_s.arg(option));
    return value;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    setUpApplication(u"qsocketio-dump"_s);
    const DumpOptions options;
    StartOptions start;
    start.parser().setApplicationDescription(u"Prints the packets of Socket.IO systems."_s);
    start.parser().addOptions({options.json, options.count, options.filter, options.duration});
    start.process(application);
    std::unique_ptr<Source> source = start.makeSource();
    if (!source)
        start.refuse(u"One of --demo, --client and --admin is needed"_s);

    CaptureSession session;
    DumpPrinter printer(session, formatOf(start.parser().isSet(options.json)));
    const Interrupt interrupt;
    quint64 wanted = 0;
    if (start.parser().isSet(options.count))
        wanted = quint64(positiveNumber(start, start.parser().value(options.count), u"count"_s));
    printer.setLimit(wanted);
    if (start.parser().isSet(options.filter))
        printer.setPredicate(std::make_unique<QuickFilter>(
            FilterSettings{.text = start.parser().value(options.filter)}));
    if (start.parser().isSet(options.duration)) {
        const double seconds =
            positiveNumber(start, start.parser().value(options.duration), u"duration"_s);
        QTimer::singleShot(std::chrono::milliseconds(qint64(seconds * 1000)), &application,
                           &QCoreApplication::quit);
    }
    QObject::connect(&interrupt, &Interrupt::requested, &application, &QCoreApplication::quit);
    QObject::connect(&printer, &DumpPrinter::limitReached, &application, &QCoreApplication::quit);
    QObject::connect(&printer, &DumpPrinter::broken, &application,
                     [] { QCoreApplication::exit(OutputBroken); });

    const quint16 id = session.add(std::move(source));
    follow(session, id);
    session.source(id)->start();
    const int status = QCoreApplication::exec();
    if (status != Success)
        return status;
    return printer.printed() < wanted ? TooFewPackets : Success;
}
