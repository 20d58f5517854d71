// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/core/clock_p.h>
#include <qsocketio/net/contentcoding_p.h>
#include <qsocketio/net/forwarded_p.h>
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
    // Asked as soon as the head is there: then somebody else gets the connection, by onForeign().
    virtual bool isForeign(const HttpRequestHead &head) = 0;
    // Takes the stream; what is unread begins with the request.
    virtual void onForeign(HttpConnection &connection) = 0;
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

// What holds for all connections of a server.
struct HttpSettings
{
    HttpLimits limits = {};
    HttpTimeouts timeouts = {};
    ProxyTrust proxies = {};
};

// The server's side of one HTTP/1.1 connection: one exchange at a time, in order.
class HttpConnection final : public Disposable, private Stream::Listener, private Deferred
{
public:
    HttpConnection(std::unique_ptr<Stream> stream, HttpHandler &handler,
                   const HttpSettings &settings);
    ~HttpConnection() override;

    const Stream &stream() const { return *m_stream; }
    // Who sent this request.
    RequestOrigin origin(QByteArrayView headBytes) const;
    // Bytes that somebody else has received on the stream before.
    void receive(const QByteArray &bytes);

    // Told when the peer goes away before respond().
    void setPendingExchange(PendingExchange *pending) { m_pending = pending; }
    void respond(const HttpResponse &response);
    // Its request waits for its answer.
    bool isWaiting() const { return m_phase == Phase::Answer; }
    // For whoever needs the head of the current request when it is answered.
    void keepHead(QByteArrayView head) { m_keptHead = head.toByteArray(); }
    const QByteArray &keptHead() const { return m_keptHead; }
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

    // The head of a request whose body is coming.
    struct SavedHead
    {
        QByteArray bytes;
        HttpRequestHead head;
    };

    void onBytes(std::span<char> bytes) override;
    void onDrained() override;
    void onStreamClosed(const QString &error) override;
    void atTurnEnd() override;

    void process(QByteArrayView bytes);
    QByteArrayView readHead(QByteArrayView bytes);
    QByteArrayView readBody(QByteArrayView bytes);
    QByteArrayView readChunks(QByteArrayView bytes);
    void beginBody(HttpRequestHead &head, QByteArrayView headBytes);
    void dispatch(const HttpRequestHead &head, QByteArrayView headBytes, QByteArrayView rest);
    void dispatchSaved(QByteArrayView rest);
    void keep(QByteArrayView bytes);
    void refuse(int status);
    void reportBroken();
    void finish();

    std::unique_ptr<Stream> m_stream;
    HttpHandler &m_handler;
    const HttpSettings &m_settings;
    PendingExchange *m_pending = nullptr;
    Timer m_timer;
    QByteArray m_input;
    qsizetype m_knownHeadBytes = 0;
    std::unique_ptr<SavedHead> m_saved;
    QByteArray m_keptHead;
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
