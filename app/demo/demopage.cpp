// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <app/demo/demopage.h>

#include <QFile>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Monitor {

namespace {

struct PageFile
{
    QByteArrayView path;
    QLatin1StringView file;
    QByteArrayView type;
};

constexpr std::array files{
    PageFile{"/", ":/demo/index.html"_L1, "text/html; charset=utf-8"},
    PageFile{"/style.css", ":/demo/style.css"_L1, "text/css; charset=utf-8"},
    PageFile{"/demo.js", ":/demo/demo.js"_L1, "text/javascript; charset=utf-8"},
};

} // namespace

std::optional<Engine::Response> demoPage(const Engine::Request &request)
{
    const QByteArray path = request.path();
    for (const PageFile &entry : files) {
        if (path != entry.path)
            continue;
        QFile file(entry.file);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        return Engine::Response{.contentType = entry.type.toByteArray(), .body = file.readAll()};
    }
    return {};
}

QString demoClientFiles()
{
    const QString folder = u":/demo/client"_s;
    return QFile::exists(folder + u"/socket.io.min.js"_s) ? folder : QString();
}

} // namespace QSocketIo::Monitor
