// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/contentcoding_p.h>
#include <qsocketio/net/httpparser_p.h>

#include <zlib.h>

namespace QSocketIo::Net {

namespace {

// gzip;q=0 is a refusal.
bool isRefused(QByteArrayView parameters)
{
    parameters = trimmedBlanks(parameters);
    if (!parameters.startsWith("q=0"))
        return false;
    return parameters.sliced(3).toByteArray().toDouble() == 0;
}

} // namespace

bool acceptsCoding(QByteArrayView acceptEncoding, QByteArrayView coding)
{
    bool found = false;
    forEachListItem(acceptEncoding, [&](QByteArrayView item) {
        const qsizetype semicolon = item.indexOf(';');
        const QByteArrayView name = trimmedBlanks(semicolon < 0 ? item : item.first(semicolon));
        if (!equalsIgnoringCase(name, coding))
            return true;
        found = semicolon < 0 || !isRefused(item.sliced(semicolon + 1));
        return false;
    });
    return found;
}

ContentCoding acceptedCoding(QByteArrayView acceptEncoding)
{
    if (acceptsCoding(acceptEncoding, "gzip"))
        return ContentCoding::Gzip;
    return acceptsCoding(acceptEncoding, "deflate") ? ContentCoding::Deflate
                                                    : ContentCoding::Identity;
}

QByteArrayView codingName(ContentCoding coding)
{
    switch (coding) {
    case ContentCoding::Identity:
        return "identity";
    case ContentCoding::Gzip:
        return "gzip";
    case ContentCoding::Deflate:
        return "deflate";
    }
    Q_UNREACHABLE();
}

QByteArray encodeContent(const QByteArray &content, ContentCoding coding)
{
    if (coding == ContentCoding::Identity)
        return content;
    // zlib's way to ask for a gzip header instead of its own.
    constexpr int GzipHeader = 16;
    constexpr int MemoryLevel = 8;
    z_stream stream{};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                 MAX_WBITS + (coding == ContentCoding::Gzip ? GzipHeader : 0), MemoryLevel,
                 Z_DEFAULT_STRATEGY);
    QByteArray encoded(qsizetype(deflateBound(&stream, uLong(content.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(content.constData()));
    stream.avail_in = uInt(content.size());
    stream.next_out = reinterpret_cast<Bytef *>(encoded.data());
    stream.avail_out = uInt(encoded.size());
    deflate(&stream, Z_FINISH);
    encoded.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return encoded;
}

} // namespace QSocketIo::Net
