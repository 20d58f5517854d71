// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/engine/request.h>
#include <qsocketio/engine/response.h>

#include <QString>

#include <optional>

namespace QSocketIo {

// The browser client, served from a folder below the server's path (serveClient).
class ClientFiles
{
public:
    ClientFiles(const QString &path, const QString &folder);

    std::optional<Engine::Response> answer(const Engine::Request &request) const;

private:
    QByteArray m_path;
    QString m_folder;
};

} // namespace QSocketIo
