// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpdate_p.h>

#include <QDateTime>
#include <QLocale>

#include <ctime>

using namespace Qt::Literals::StringLiterals;

namespace QSocketIo::Net {

QByteArray httpDate(qint64 secondsSinceEpoch)
{
    return QLocale::c()
        .toString(QDateTime::fromSecsSinceEpoch(secondsSinceEpoch, Qt::UTC),
                  u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s)
        .toLatin1();
}

const QByteArray &currentHttpDate()
{
    thread_local std::time_t second = 0;
    thread_local QByteArray text;
    const std::time_t now = std::time(nullptr);
    if (now != second || text.isEmpty()) {
        second = now;
        text = httpDate(now);
    }
    return text;
}

} // namespace QSocketIo::Net
