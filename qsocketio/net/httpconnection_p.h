// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/net/contentcoding_p.h>
#include <qsocketio/net/httpparser_p.h>
#include <qsocketio/net/httpresponse_p.h>
#include <qsocketio/net/stream_p.h>

#include <memory>

namespace QSocketIo::Net {

struct HttpRequest
{
    HttpRequestHead head;
    QByteArrayView headBytes;
    // InputPadding readable bytes behind it.
    QByteArray body;
    bool bodyTooLarge = false;
};

class HttpConnection;

class HttpHandler
{
public:
    // Answers by connection.respond(), now or later.
    virtual void onRequest(HttpConnection &connection, const HttpRequest &request) = 0;
    // Answers, or takes the stream.
    virtual void onUpgrade(HttpConnection &connection, const HttpRequest &request) = 0;
    // The body did not come whole, or not in its form.
    virtual void onBroken(const HttpRequestHead &head) = 0;
    // It ended, or its stream was taken.
    virtual void onFinished(HttpConnection &connection) = 0;

protected:
    ~HttpHandler() = default;
};

// Hears of a request whose answer is still to come.
class PendingExchange
{
public:
    virtual void onExchangeAborted() = 0;

protected:
    ~PendingExchange() = default;
};

struct HttpTimeouts
{
    std::chrono::milliseconds head = 20s;
    std::chrono::milliseconds body = 60s;
    std::chrono::milliseconds idle = 65s;
};

// The server's side of one HTTP/1.1 connection: one exchange at a time, in order.
class HttpConnection final : public Disposable, private Stream::Listener, private Deferred
{
public:
    HttpConnection(std::unique_ptr<Stream> stream, HttpHandler &handler, const HttpLimits &limits,
                   const HttpTimeouts &timeouts);
    ~HttpConnection() override;

    const Stream &stream() const { return *m_stream; }

    // Told when the peer goes away before respond().
    void setPendingExchange(PendingExchange *pending) { m_pending = pending; }
    void respond(const HttpResponse &response);
    void setKeepAlive(bool keepAlive) { m_keepAlive = keepAlive; }
    // What the client of the current request can decode.
    ContentCoding acceptedCoding() const { return m_coding; }
    // Hands over the stream with the bytes behind the request; this connection is finished.
    std::unique_ptr<Stream> takeStream(QByteArray &unread);
    void abort();
    // Sends what is written, then ends.
    void close() { finish(); }

private:
    enum class Phase : quint8 { Head, Body, ChunkedBody, Answer, Finished };

    void onBytes(std::span<char> bytes) override;
    void onDrained() override { }
    void onStreamClosed(const QString &error) override;
    void atTurnEnd() override;

    void process(QByteArrayView bytes);
    QByteArrayView readHead(QByteArrayView bytes);
    QByteArrayView readBody(QByteArrayView bytes);
    QByteArrayView readChunks(QByteArrayView bytes);
    void beginBody(const HttpRequestHead &head, QByteArrayView headBytes);
    void dispatch(const HttpRequestHead &head, QByteArrayView headBytes, QByteArrayView rest);
    void dispatchSaved(QByteArrayView rest);
    void keep(QByteArrayView bytes);
    void refuse(int status);
    void reportBroken();
    void finish();

    std::unique_ptr<Stream> m_stream;
    HttpHandler &m_handler;
    const HttpLimits &m_limits;
    const HttpTimeouts &m_timeouts;
    PendingExchange *m_pending = nullptr;
    Timer m_timer;
    QByteArray m_input;
    QByteArray m_head;
    QByteArray m_body;
    qint64 m_missing = 0;
    std::unique_ptr<ChunkedDecoder> m_chunks;
    Phase m_phase = Phase::Head;
    bool m_keepAlive = true;
    bool m_headRequest = false;
    ContentCoding m_coding = ContentCoding::Identity;
    bool m_headBegun = false;
};

} // namespace QSocketIo::Net
