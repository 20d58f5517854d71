// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/httpconnection_p.h>
#include <qsocketio/net/httpdate_p.h>
#include <qsocketio/net/lingeringclose_p.h>

#include <algorithm>

namespace QSocketIo::Net {

namespace {

// Pipelined input that waits behind a held poll; more than this pauses reading.
constexpr qsizetype MaximumPipelinedBytes = 64 * 1024;
constexpr qint64 MaximumUnreadAnswers = 256 * 1024;
constexpr qint64 InitialBodySize = 64 * 1024;
constexpr QByteArrayView Continue = "HTTP/1.1 100 Continue\r\n\r\n";

QByteArray withPadding(QByteArrayView bytes)
{
    QByteArray copy;
    if (!bytes.isEmpty())
        copy.reserve(bytes.size() + Stream::InputPadding);
    return copy.append(bytes);
}

} // namespace

HttpConnection::HttpConnection(std::unique_ptr<Stream> stream, HttpHandler &handler,
                               const HttpSettings &settings)
    : m_stream(std::move(stream)),
      m_handler(handler),
      m_settings(settings),
      m_timer([this] {
          const Turn::Scope scope;
          abort();
      })
{
    m_stream->setListener(this);
    m_stream->setTellsDrained(true);
    m_timer.start(m_settings.timeouts.head);
}

HttpConnection::~HttpConnection() = default;

RequestOrigin HttpConnection::origin(QByteArrayView headBytes) const
{
    const RequestOrigin peer{m_stream->peerAddress(), m_stream->peerPort(),
                             m_stream->isEncrypted()};
    return m_settings.proxies.trusts(peer.address)
        ? m_settings.proxies.origin(acceptedHttpHead(headBytes), peer)
        : peer;
}

void HttpConnection::receive(const QByteArray &bytes)
{
    m_input.append(bytes);
    defer();
}

void HttpConnection::respond(const HttpResponse &response)
{
    if (m_phase != Phase::Answer)
        return;
    m_pending = nullptr;
    QByteArray bytes;
    m_keptHead = {};
    appendHttpResponse(bytes, response, m_keepAlive, !m_headRequest, currentHttpDate());
    m_stream->writeShared(bytes);
    if (!m_keepAlive)
        return finish();
    m_phase = Phase::Head;
    m_timer.start(m_settings.timeouts.idle);
    // Who does not read its answers is not asked for more.
    m_stream->setReading(m_stream->bytesToWrite() < MaximumUnreadAnswers);
    if (!m_input.isEmpty())
        defer();
}

std::unique_ptr<Stream> HttpConnection::takeStream(QByteArray &unread)
{
    unread = std::exchange(m_input, {});
    auto stream = std::move(m_stream);
    stream->setListener(nullptr);
    stream->setTellsDrained(false);
    finish();
    return stream;
}

void HttpConnection::abort()
{
    if (m_phase == Phase::Finished)
        return;
    m_stream->abort();
    onStreamClosed({});
}

void HttpConnection::onBytes(std::span<char> bytes)
{
    const QByteArrayView view(bytes.data(), qsizetype(bytes.size()));
    if (m_phase == Phase::Answer)
        return keep(view);
    if (m_input.isEmpty())
        return process(view);
    keep(view);
    const QByteArray input = std::exchange(m_input, {});
    process(input);
}

void HttpConnection::onDrained()
{
    if (m_phase != Phase::Answer)
        m_stream->setReading(true);
    if (!m_input.isEmpty())
        defer();
}

void HttpConnection::onStreamClosed(const QString &)
{
    auto *pending = std::exchange(m_pending, nullptr);
    reportBroken();
    finish();
    if (pending)
        pending->onExchangeAborted();
}

void HttpConnection::atTurnEnd()
{
    if (m_phase == Phase::Answer || m_phase == Phase::Finished
        || m_stream->bytesToWrite() >= MaximumUnreadAnswers)
        return;
    const QByteArray input = std::exchange(m_input, {});
    process(input);
}

// Takes one request; what is behind it waits until that one is answered.
void HttpConnection::process(QByteArrayView bytes)
{
    noteUse();
    while (!bytes.isEmpty()) {
        switch (m_phase) {
        case Phase::Head:
            bytes = readHead(bytes);
            break;
        case Phase::Body:
            bytes = readBody(bytes);
            break;
        case Phase::ChunkedBody:
            bytes = readChunks(bytes);
            break;
        case Phase::Answer:
            return keep(bytes);
        case Phase::Finished:
            return;
        }
    }
}

QByteArrayView HttpConnection::readHead(QByteArrayView bytes)
{
    // Empty lines before a request are skipped (RFC 9112, 2.2).
    while (bytes.startsWith("\r\n"))
        bytes = bytes.sliced(2);
    if (bytes.isEmpty())
        return {};
    HttpRequestHead head;
    int status = 400;
    switch (
        parseHttpHead(bytes, m_settings.limits, head, status, std::exchange(m_knownHeadBytes, 0))) {
    case HttpParse::Incomplete:
        m_knownHeadBytes = bytes.size();
        // Drop by drop does not buy more time.
        if (!std::exchange(m_headBegun, true))
            m_timer.start(m_settings.timeouts.head);
        keep(bytes);
        return {};
    case HttpParse::Failed:
        refuse(status);
        return {};
    case HttpParse::Complete:
        break;
    }
    m_timer.stop();
    m_headBegun = false;
    if (m_handler.isForeign(head)) {
        m_input = bytes.toByteArray();
        m_handler.onForeign(*this);
        return {};
    }
    m_keepAlive = head.keepAlive;
    m_headRequest = head.method == "HEAD";
    m_coding = Net::acceptedCoding(head.value("accept-encoding"));
    const QByteArrayView headBytes = bytes.first(head.size);
    const QByteArrayView rest = bytes.sliced(head.size);
    if (!head.chunked
        && head.contentLength <= std::min<qint64>(rest.size(), m_settings.limits.body)) {
        const auto size = qsizetype(head.contentLength);
        m_body = withPadding(rest.first(size));
        dispatch(head, headBytes, rest.sliced(size));
        return {};
    }
    beginBody(head, headBytes);
    return rest;
}

void HttpConnection::beginBody(HttpRequestHead &head, QByteArrayView headBytes)
{
    m_saved = std::make_unique<SavedHead>();
    m_saved->bytes = headBytes.toByteArray();
    head.moveTo(m_saved->bytes);
    m_saved->head = head;
    m_missing = head.contentLength;
    m_phase = head.chunked ? Phase::ChunkedBody : Phase::Body;
    if (head.chunked)
        m_chunks = std::make_unique<ChunkedDecoder>();
    if (m_missing > m_settings.limits.body)
        return dispatchSaved({});
    // What is announced has not come yet: memory follows the bytes.
    m_body.reserve(qsizetype(std::min(m_missing, InitialBodySize)) + Stream::InputPadding);
    m_timer.start(m_settings.timeouts.body);
    if (head.expectsContinue)
        m_stream->write(Continue);
}

QByteArrayView HttpConnection::readBody(QByteArrayView bytes)
{
    const qsizetype size = std::min(bytes.size(), qsizetype(m_missing));
    m_body.append(bytes.first(size));
    m_missing -= size;
    if (m_missing > 0)
        return {};
    dispatchSaved(bytes.sliced(size));
    return {};
}

QByteArrayView HttpConnection::readChunks(QByteArrayView bytes)
{
    int status = 400;
    qsizetype consumed = 0;
    switch (m_chunks->feed(bytes, consumed, m_body, m_settings.limits, status)) {
    case HttpParse::Incomplete:
        if (consumed < bytes.size())
            keep(bytes.sliced(consumed));
        return {};
    case HttpParse::Failed:
        // Too much is refused, and the session goes on.
        if (status == 413)
            m_saved.reset();
        reportBroken();
        refuse(status);
        return {};
    case HttpParse::Complete:
        m_chunks.reset();
        dispatchSaved(bytes.sliced(consumed));
        return {};
    }
    Q_UNREACHABLE();
}

void HttpConnection::dispatchSaved(QByteArrayView rest)
{
    m_timer.stop();
    const auto saved = std::move(m_saved);
    dispatch(saved->head, saved->bytes, rest);
}

void HttpConnection::dispatch(const HttpRequestHead &head, QByteArrayView headBytes,
                              QByteArrayView rest)
{
    m_phase = Phase::Answer;
    if (!rest.isEmpty())
        keep(rest);
    const bool tooLarge = m_missing > 0;
    // The body of a refused request stays unread.
    m_keepAlive = m_keepAlive && !tooLarge;
    m_missing = 0;
    if (!m_body.isEmpty())
        m_body.reserve(m_body.size() + Stream::InputPadding);
    const HttpRequest request{head, headBytes, std::exchange(m_body, {}), tooLarge};
    if (head.upgrade)
        m_handler.onUpgrade(*this, request);
    else
        m_handler.onRequest(*this, request);
}

void HttpConnection::reportBroken()
{
    if (const auto saved = std::move(m_saved))
        m_handler.onBroken(saved->head);
}

void HttpConnection::keep(QByteArrayView bytes)
{
    m_input.append(bytes);
    if (m_phase == Phase::Answer && m_input.size() > MaximumPipelinedBytes)
        m_stream->setReading(false);
}

void HttpConnection::refuse(int status)
{
    m_phase = Phase::Answer;
    m_keepAlive = false;
    respond({.status = status});
}

void HttpConnection::finish()
{
    if (m_phase == Phase::Finished)
        return;
    m_phase = Phase::Finished;
    m_timer.stop();
    if (auto *pending = std::exchange(m_pending, nullptr))
        pending->onExchangeAborted();
    if (m_stream) {
        m_stream->setListener(nullptr);
        closeGracefully(std::move(m_stream));
    }
    m_handler.onFinished(*this);
}

} // namespace QSocketIo::Net
