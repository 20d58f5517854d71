// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace QSocketIo {

// Valid UTF-8 as text. Qt drops a byte order mark at the front; inside a value it is a character.
inline QString utf8ToString(QByteArrayView utf8)
{
    QString text = QString::fromUtf8(utf8);
    if (utf8.startsWith("\xef\xbb\xbf"))
        text.prepend(QChar(QChar::ByteOrderMark));
    return text;
}

} // namespace QSocketIo
