// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/utf8_p.h>

#include <QStringDecoder>

#include <cstring>
#include <simdjson.h>

namespace QSocketIo::Net {

namespace {

bool isShortAscii(QByteArrayView bytes)
{
    constexpr qsizetype word = sizeof(quint64);
    quint64 all = 0;
    qsizetype at = 0;
    for (; at + word <= bytes.size(); at += word) {
        quint64 next;
        std::memcpy(&next, bytes.data() + at, sizeof next);
        all |= next;
    }
    for (; at < bytes.size(); ++at)
        all |= quint8(bytes[at]);
    return !(all & Q_UINT64_C(0x8080808080808080));
}

} // namespace

bool isValidUtf8(QByteArrayView bytes)
{
    // Most messages are short and ASCII; the vector code earns its set-up only on longer ones.
    constexpr qsizetype shortText = 256;
    if (bytes.size() <= shortText && isShortAscii(bytes))
        return true;
    return simdjson::validate_utf8(bytes.data(), size_t(bytes.size()));
}

QByteArray replaceInvalidUtf8(const QByteArray &bytes)
{
    if (isValidUtf8(bytes))
        return bytes;
    // Stateless: a character cut off at the end is replaced, too, and nothing waits for its rest.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless
                               | QStringDecoder::Flag::ConvertInitialBom);
    return QString(decoder.decode(bytes)).toUtf8();
}

} // namespace QSocketIo::Net
