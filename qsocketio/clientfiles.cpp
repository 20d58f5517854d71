// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientfiles_p.h>

#include <QCryptographicHash>
#include <QFile>

#include <array>

namespace QSocketIo {

namespace {

// All that a page may ask for; nothing else leaves the folder.
constexpr std::array<QByteArrayView, 8> fileNames{
    "socket.io.js",
    "socket.io.js.map",
    "socket.io.min.js",
    "socket.io.min.js.map",
    "socket.io.esm.min.js",
    "socket.io.esm.min.js.map",
    "socket.io.msgpack.min.js",
    "socket.io.msgpack.min.js.map",
};

} // namespace

ClientFiles::ClientFiles(const QString &path, const QString &folder)
    : m_path(path.toUtf8()),
      m_folder(folder)
{
}

std::optional<Engine::Response> ClientFiles::answer(const Engine::Request &request) const
{
    const QByteArray path = request.path();
    if (m_folder.isEmpty() || !path.startsWith(m_path))
        return {};
    const QByteArrayView name = QByteArrayView(path).sliced(m_path.size());
    if (std::ranges::find(fileNames, name) == fileNames.end())
        return {};
    QFile file(m_folder + u'/' + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = file.readAll();
    const QByteArray tag =
        '"' + QCryptographicHash::hash(content, QCryptographicHash::Sha1).toHex() + '"';
    Engine::Response response;
    response.headers = {{"Cache-Control", "public, max-age=0"}, {"ETag", tag}};
    response.contentType = name.endsWith(".map") ? "application/json; charset=utf-8"
                                                 : "application/javascript; charset=utf-8";
    const QByteArray known = request.header("if-none-match");
    if (known == tag || known == "W/" + tag)
        response.status = 304;
    else
        response.body = content;
    return response;
}

} // namespace QSocketIo
