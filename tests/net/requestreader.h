// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/httpparser_p.h>

namespace QSocketIo::Net {

// Reads one whole request from the pieces it comes in.
class RequestReader
{
public:
    explicit RequestReader(const HttpLimits &limits = {}) : m_limits(limits) { }

    HttpParse feed(QByteArrayView piece)
    {
        if (m_verdict != HttpParse::Incomplete)
            return m_verdict;
        m_unread.append(piece);
        if (!m_hasHead)
            m_verdict = readHead();
        if (m_hasHead && m_verdict == HttpParse::Incomplete)
            m_verdict = m_chunked ? readChunks() : readBody();
        return m_verdict;
    }

    int status = 0; // of a failure
    qsizetype size = 0; // of the request
    QByteArray method, target, body;

private:
    HttpParse readHead()
    {
        HttpRequestHead head;
        const qsizetype known = std::exchange(m_known, m_unread.size());
        const HttpParse verdict = parseHttpHead(m_unread, m_limits, head, status, known);
        if (verdict != HttpParse::Complete)
            return verdict;
        m_hasHead = true;
        m_chunked = head.chunked;
        m_length = head.contentLength;
        method = head.method.toByteArray();
        target = head.target.toByteArray();
        size = head.size;
        m_unread.remove(0, head.size);
        if (m_length <= m_limits.body)
            return HttpParse::Incomplete;
        status = 413;
        return HttpParse::Failed;
    }

    HttpParse readBody()
    {
        if (m_unread.size() < m_length)
            return HttpParse::Incomplete;
        body = m_unread.first(m_length);
        size += body.size();
        return HttpParse::Complete;
    }

    HttpParse readChunks()
    {
        qsizetype consumed = 0;
        const HttpParse verdict = m_chunks.feed(m_unread, consumed, body, m_limits, status);
        size += consumed;
        m_unread.remove(0, consumed);
        return verdict;
    }

    HttpLimits m_limits;
    QByteArray m_unread;
    qsizetype m_known = 0;
    HttpParse m_verdict = HttpParse::Incomplete;
    bool m_hasHead = false;
    bool m_chunked = false;
    qint64 m_length = 0;
    ChunkedDecoder m_chunks;
};

} // namespace QSocketIo::Net
