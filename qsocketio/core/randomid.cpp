// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/core/randomid_p.h>

#include <QRandomGenerator>

#include <array>

namespace QSocketIo {

QByteArray randomId()
{
    constexpr qsizetype Bytes = 15;
    std::array<quint32, 4> random;
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    return QByteArray::fromRawData(reinterpret_cast<const char *>(random.data()), Bytes)
        .toBase64(QByteArray::Base64UrlEncoding);
}

} // namespace QSocketIo
