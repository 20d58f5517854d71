// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/clientfiles_p.h>
#include <qsocketio/net/contentcoding_p.h>

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo {

namespace {

constexpr qsizetype CompressionThreshold = 1024;

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
    : m_path(path.endsWith(u'/') ? path.toUtf8() : path.toUtf8() + '/'),
      m_folder(folder)
{
}

std::optional<Engine::Response> ClientFiles::answer(const Engine::Request &request)
{
    const QByteArray path = request.path();
    const QByteArray method = request.method();
    if (m_folder.isEmpty() || !path.startsWith(m_path) || (method != "GET" && method != "HEAD"))
        return {};
    const QByteArrayView name = QByteArrayView(path).sliced(m_path.size());
    if (std::ranges::find(fileNames, name) == fileNames.end())
        return {};
    const QString fileName = QString::fromLatin1(name);
    File *file = read(fileName);
    if (!file)
        return {};
    Engine::Response response;
    response.headers = {
        {"Cache-Control", "public, max-age=0"}, {"ETag", file->tag}, {"Vary", "Accept-Encoding"}};
    response.contentType = name.endsWith(".map") ? "application/json; charset=utf-8"
                                                 : "application/javascript; charset=utf-8";
    const QByteArray known = request.header("if-none-match");
    if (known == file->tag || known == "W/" + file->tag) {
        response.status = 304;
        return response;
    }
    QByteArray coding;
    response.body = encoded(fileName, *file, request.header("accept-encoding"), coding);
    if (!coding.isEmpty())
        response.headers.emplaceBack("Content-Encoding", coding);
    return response;
}

ClientFiles::File *ClientFiles::read(const QString &name)
{
    const QString path = m_folder + u'/' + name;
    const QDateTime modified = QFileInfo(path).lastModified();
    File &file = m_files[name];
    if (modified.isValid() && file.modified == modified)
        return &file;
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly)) {
        m_files.remove(name);
        return nullptr;
    }
    file = {.modified = modified, .content = source.readAll(), .tag = {}, .gzip = {}};
    file.tag = '"' + QCryptographicHash::hash(file.content, QCryptographicHash::Sha1).toHex() + '"';
    return &file;
}

// The best form that the client can read: what lies compressed beside the file, or gzip made here.
QByteArray ClientFiles::encoded(const QString &name, File &file, const QByteArray &acceptEncoding,
                                QByteArray &coding)
{
    for (const auto &[candidate, suffix] :
         {std::pair("br", u".br"_s), std::pair("gzip", u".gz"_s)}) {
        QFile compressed(m_folder + u'/' + name + suffix);
        if (Net::acceptsCoding(acceptEncoding, candidate) && compressed.open(QIODevice::ReadOnly)) {
            coding = candidate;
            return compressed.readAll();
        }
    }
    const bool worthIt = file.content.size() >= CompressionThreshold;
    if (!worthIt || !Net::acceptsCoding(acceptEncoding, "gzip"))
        return file.content;
    coding = "gzip";
    if (file.gzip.isNull())
        file.gzip = Net::encodeContent(file.content, Net::ContentCoding::Gzip);
    return file.gzip;
}

} // namespace QSocketIo
