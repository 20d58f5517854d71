// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/chunkeddecoder_p.h>
#include <qsocketio/net/httpsyntax_p.h>

#include <QByteArray>
#include <QVarLengthArray>

namespace QSocketIo::Net {

// What a request says before its body. Every view points into the bytes that were parsed.
struct HttpRequestHead
{
    struct Field
    {
        QByteArrayView name, value;
    };

    QByteArrayView method, target;
    int minorVersion = 1;
    QVarLengthArray<Field, 24> fields;
    qint64 contentLength = 0;
    bool chunked = false;
    bool keepAlive = true; // HTTP/1.0 connections are never kept
    bool upgrade = false; // HTTP/1.1, Connection: upgrade, and an Upgrade field is there
    bool expectsContinue = false;
    qsizetype size = 0; // bytes of the head including the empty line

    // Makes the views point into a copy of the bytes that were parsed.
    void moveTo(QByteArrayView copy);

    QByteArrayView value(QByteArrayView name) const; // the first of that name, null when absent
};

// The head of a request, strictly by RFC 9112. A function of the bytes alone: after any prefix the
// answer is either Incomplete or final. known is how many of the bytes were there at the last call
// that said Incomplete; it saves parsing again what cannot have been completed, but a mistake
// within an unfinished line is then told a little later.
HttpParse parseHttpHead(QByteArrayView bytes, const HttpLimits &limits, HttpRequestHead &head,
                        int &failedStatus, qsizetype known = 0);

// One that was accepted before: limits are of no concern any more.
HttpRequestHead acceptedHttpHead(QByteArrayView bytes);

} // namespace QSocketIo::Net
