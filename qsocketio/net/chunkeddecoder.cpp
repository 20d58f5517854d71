// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/chunkeddecoder_p.h>

#include <algorithm>

namespace QSocketIo::Net {

HttpParse ChunkedDecoder::feed(QByteArrayView bytes, qsizetype &consumed, QByteArray &body,
                               const HttpLimits &limits, int &failedStatus)
{
    consumed = 0;
    while (consumed < bytes.size() && m_state != State::Failed) {
        if (m_state == State::Data) {
            const qsizetype size =
                qsizetype(std::min<qint64>(m_remaining, bytes.size() - consumed));
            body.append(bytes.sliced(consumed, size));
            consumed += size;
            m_remaining -= size;
            if (m_remaining == 0)
                m_state = State::DataReturn;
            continue;
        }
        const char c = bytes[consumed++];
        if (m_state == State::EndLineFeed && c == '\n') {
            *this = {};
            return HttpParse::Complete;
        }
        m_state = nextState(c, limits);
    }
    if (m_state != State::Failed)
        return HttpParse::Incomplete;
    failedStatus = m_failedStatus;
    return HttpParse::Failed;
}

ChunkedDecoder::State ChunkedDecoder::nextState(char c, const HttpLimits &limits)
{
    switch (m_state) {
    case State::Size:
        return afterSize(c, limits);
    case State::ExtensionName:
    case State::ExtensionValue:
    case State::ExtensionToken:
    case State::ExtensionQuoted:
    case State::ExtensionEnd:
        return afterExtension(c, limits);
    case State::SizeLineFeed:
        if (c != '\n')
            return failed(400);
        m_digits = 0;
        return m_remaining ? State::Data : State::TrailerStart;
    case State::DataReturn:
        return c == '\r' ? State::DataLineFeed : failed(400);
    case State::DataLineFeed:
        return c == '\n' ? State::Size : failed(400);
    case State::TrailerStart:
    case State::TrailerName:
    case State::TrailerValue:
    case State::TrailerLineFeed:
        return afterTrailer(c, limits);
    case State::EndLineFeed:
    case State::Data:
    case State::Failed:
        break;
    }
    return failed(400);
}

ChunkedDecoder::State ChunkedDecoder::afterSize(char c, const HttpLimits &limits)
{
    constexpr int maximumDigits = 16; // leading zeros included
    if (!isOf(HexDigit, c))
        return m_digits ? endOfSize(c) : failed(400);
    if (++m_digits > maximumDigits)
        return failed(400);
    if (m_remaining > (limits.body - m_total) / 16)
        return failed(413);
    m_remaining = m_remaining * 16 + hexValue(c);
    return m_remaining <= limits.body - m_total ? State::Size : failed(413);
}

// At the end of the size or of an extension.
ChunkedDecoder::State ChunkedDecoder::endOfSize(char c)
{
    if (c == '\r') {
        m_total += m_remaining;
        return State::SizeLineFeed;
    }
    m_wordEmpty = true;
    return c == ';' ? State::ExtensionName : failed(400);
}

// RFC 9112 7.1.1; they mean nothing to us, and all of a body's together are bounded.
ChunkedDecoder::State ChunkedDecoder::afterExtension(char c, const HttpLimits &limits)
{
    if (++m_extensionBytes > limits.headerBytes)
        return failed(413);
    switch (m_state) {
    case State::ExtensionName:
    case State::ExtensionToken:
        if (isOf(TokenChar, c)) {
            m_wordEmpty = false;
            return m_state;
        }
        if (m_wordEmpty)
            return failed(400);
        return c == '=' && m_state == State::ExtensionName ? State::ExtensionValue : endOfSize(c);
    case State::ExtensionValue:
        if (c == '"')
            return State::ExtensionQuoted;
        return isOf(TokenChar, c) ? State::ExtensionToken : failed(400);
    case State::ExtensionQuoted:
        if (c == '"')
            return State::ExtensionEnd;
        // No escapes: parsers differ about them.
        return isOf(ValueChar, c) && c != '\\' ? State::ExtensionQuoted : failed(400);
    default:
        return endOfSize(c);
    }
}

// Trailer fields are checked like others and dropped.
ChunkedDecoder::State ChunkedDecoder::afterTrailer(char c, const HttpLimits &limits)
{
    if (++m_trailerBytes > limits.headerBytes)
        return failed(431);
    switch (m_state) {
    case State::TrailerStart:
        if (c == '\r')
            return State::EndLineFeed;
        return isOf(TokenChar, c) ? State::TrailerName : failed(400);
    case State::TrailerName:
        if (c == ':')
            return State::TrailerValue;
        return isOf(TokenChar, c) ? State::TrailerName : failed(400);
    case State::TrailerValue:
        if (c == '\r')
            return State::TrailerLineFeed;
        return isOf(ValueChar, c) ? State::TrailerValue : failed(400);
    default:
        return c == '\n' ? State::TrailerStart : failed(400);
    }
}

ChunkedDecoder::State ChunkedDecoder::failed(int status)
{
    m_failedStatus = quint16(status);
    return State::Failed;
}

} // namespace QSocketIo::Net
