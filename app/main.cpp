// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/startoptions.h>
#include <app/views/mainwindow.h>

#include <QApplication>
#include <QIcon>

using namespace Qt::Literals::StringLiterals;
using namespace QSocketIo::Monitor;

namespace {

QIcon icon()
{
    QIcon result;
    for (int size : {32, 64, 128, 256})
        result.addFile(u":/icons/qsocketio-monitor-%1.png"_s.arg(size));
    return result;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    setUpApplication(u"qsocketio-monitor"_s);
    QApplication::setWindowIcon(icon());
    StartOptions options;
    options.parser().setApplicationDescription(
        QCoreApplication::translate("main", "Shows Socket.IO systems at work."));
    options.process(application);

    CaptureSession session;
    MainWindow window(session);
    window.restoreLayout();
    if (std::unique_ptr<Source> source = options.makeSource())
        window.addSource(std::move(source));
    window.show();
    return QApplication::exec();
}
