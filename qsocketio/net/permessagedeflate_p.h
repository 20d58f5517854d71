// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include <qsocketio/net/httpparser_p.h>

#include <memory>
#include <optional>

struct z_stream_s;

namespace QSocketIo::Net {

// What a server and a client agreed on (RFC 7692, 7.1). The server never refers to its earlier
// messages, so that one compressor serves a thread and a compressed frame all its receivers.
struct DeflateAgreement
{
    static constexpr int DefaultWindowBits = 15;

    int serverWindowBits = DefaultWindowBits;
    bool clientContextTakeover = false;

    // The Sec-WebSocket-Extensions field of the server's answer.
    QByteArray field() const;
};

// The first of a client's offers that we can take, or nothing.
std::optional<DeflateAgreement> acceptDeflate(const HttpRequestHead &head,
                                              bool clientContextTakeover);

// A whole message, compressed by itself, without the tail that every message has.
QByteArray deflateMessage(QByteArrayView message,
                          int windowBits = DeflateAgreement::DefaultWindowBits);

// Reads the messages that a peer compressed. Without context takeover it keeps nothing.
class MessageInflater
{
public:
    enum class Status : quint8 { Ok, TooBig, Corrupt };

    // Readable bytes behind every message.
    static constexpr qsizetype Padding = 64;

    explicit MessageInflater(bool contextTakeover) : m_contextTakeover(contextTakeover) { }

    // Makes no more than one byte above maximum of it, whatever the message promises.
    Status inflate(QByteArrayView compressed, qint64 maximum, QByteArray &message);

private:
    struct End
    {
        void operator()(z_stream_s *stream) const;
    };
    using StreamPointer = std::unique_ptr<z_stream_s, End>;

    z_stream_s &stream();
    static StreamPointer create();

    StreamPointer m_own;
    bool m_contextTakeover;
};

} // namespace QSocketIo::Net
