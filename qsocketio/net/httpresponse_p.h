// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>

#include <utility>

namespace QSocketIo::Net {

QByteArrayView httpReason(int status); // empty for an unknown status

struct HttpResponse
{
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> fields = {};
    QByteArray body = {};
};

// Content-Length and Connection are written here and nowhere else: what the fields say about them,
// and fields that are no legal ones (line breaks, control characters), are left out. Without body
// (an answer to HEAD, or a body that is sent on its own) Content-Length still counts it. With a
// date that is the Date field.
void appendHttpResponse(QByteArray &to, const HttpResponse &response, bool keepAlive,
                        bool withBody = true, QByteArrayView date = {});

// One field line, or nothing when the field is not a legal one.
void appendHttpField(QByteArray &to, QByteArrayView name, QByteArrayView value);

} // namespace QSocketIo::Net
