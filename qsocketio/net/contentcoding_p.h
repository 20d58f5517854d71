// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace QSocketIo::Net {

enum class ContentCoding : quint8 { Identity, Gzip, Deflate };

// What an Accept-Encoding field lets us use (RFC 9110, 12.5.3); gzip first.
ContentCoding acceptedCoding(QByteArrayView acceptEncoding);
// Whether a coding of that name may be used.
bool acceptsCoding(QByteArrayView acceptEncoding, QByteArrayView coding);
QByteArrayView codingName(ContentCoding coding);
QByteArray encodeContent(const QByteArray &content, ContentCoding coding);

} // namespace QSocketIo::Net
