// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/httpsyntax_p.h>

#include <QByteArray>

namespace QSocketIo::Net {

// The body of a request with Transfer-Encoding: chunked (RFC 9112 7.1). It takes everything it is
// given up to the end of the body, where it is ready for the next one.
class ChunkedDecoder
{
public:
    HttpParse feed(QByteArrayView bytes, qsizetype &consumed, QByteArray &body,
                   const HttpLimits &limits, int &failedStatus);

private:
    enum class State : quint8 {
        Size,
        ExtensionName,
        ExtensionValue,
        ExtensionToken,
        ExtensionQuoted,
        ExtensionEnd,
        SizeLineFeed,
        Data,
        DataReturn,
        DataLineFeed,
        TrailerStart,
        TrailerName,
        TrailerValue,
        TrailerLineFeed,
        EndLineFeed,
        Failed,
    };

    State nextState(char c, const HttpLimits &limits);
    State afterSize(char c, const HttpLimits &limits);
    State afterExtension(char c, const HttpLimits &limits);
    State afterTrailer(char c, const HttpLimits &limits);
    State endOfSize(char c);
    State failed(int status);

    qint64 m_remaining = 0; // of the chunk
    qint64 m_total = 0; // of the body
    qsizetype m_extensionBytes = 0;
    qsizetype m_trailerBytes = 0;
    quint16 m_failedStatus = 0;
    quint8 m_digits = 0;
    State m_state = State::Size;
    bool m_wordEmpty = true;
};

} // namespace QSocketIo::Net
