// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/request.h>
#include <qsocketio/engine/response.h>

#include <QDateTime>
#include <QHash>
#include <QString>

#include <optional>

namespace QSocketIo {

// The browser client, served from a folder below the server's path (serveClient).
class ClientFiles
{
public:
    ClientFiles(const QString &path, const QString &folder);

    std::optional<Engine::Response> answer(const Engine::Request &request);

private:
    // A file as it was read last.
    struct File
    {
        QDateTime modified;
        QByteArray content;
        QByteArray tag;
        // Made when it is first asked for.
        QByteArray gzip;
    };

    File *read(const QString &name);
    QByteArray encoded(const QString &name, File &file, const QByteArray &acceptEncoding,
                       QByteArray &coding);

    QByteArray m_path;
    QString m_folder;
    QHash<QString, File> m_files;
};

} // namespace QSocketIo
