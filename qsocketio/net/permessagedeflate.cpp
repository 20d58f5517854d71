// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/net/permessagedeflate_p.h>

#include <algorithm>
#include <array>
#include <zlib.h>

namespace QSocketIo::Net {

namespace {

// zlib's raw compressor knows no window of 8 bits.
constexpr int MinimumWindowBits = 9;
// What ends a flushed block; it is not sent (RFC 7692, 7.2.1).
constexpr QByteArrayView Tail("\x00\x00\xff\xff", 4);

// ---- the compressors of a thread

class Deflaters
{
public:
    ~Deflaters()
    {
        for (const auto &stream : m_streams) {
            if (stream)
                deflateEnd(stream.get());
        }
    }

    z_stream &get(int windowBits)
    {
        auto &stream = m_streams[size_t(windowBits - MinimumWindowBits)];
        if (stream) {
            deflateReset(stream.get());
            return *stream;
        }
        constexpr int memoryLevel = 8;
        stream = std::make_unique<z_stream>();
        deflateInit2(stream.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, -windowBits, memoryLevel,
                     Z_DEFAULT_STRATEGY);
        return *stream;
    }

private:
    std::array<std::unique_ptr<z_stream>, MAX_WBITS - MinimumWindowBits + 1> m_streams;
};

Bytef *bytes(const char *data)
{
    return reinterpret_cast<Bytef *>(const_cast<char *>(data));
}

// ---- the offers, RFC 7692 7.1 in the grammar of RFC 6455 9.1

// Takes what is in front of the separator away from text.
QByteArrayView takePart(QByteArrayView &text, char separator)
{
    const qsizetype end = text.indexOf(separator);
    const QByteArrayView part = trimmedBlanks(end < 0 ? text : text.first(end));
    text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    return part;
}

// 8 to 15 without a leading zero, maybe in quotes; or 0.
int windowBits(QByteArrayView value)
{
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
        value = value.sliced(1, value.size() - 2);
    if (value == "8" || value == "9")
        return value.front() - '0';
    const bool twoDigits = value.size() == 2 && value[0] == '1' && value[1] >= '0';
    return twoDigits && value[1] <= '5' ? 10 + value[1] - '0' : 0;
}

class Offer
{
public:
    // False: one that we do not take.
    bool read(QByteArrayView text)
    {
        if (!equalsIgnoringCase(takePart(text, ';'), "permessage-deflate"))
            return false;
        while (!text.isEmpty()) {
            if (!readParameter(takePart(text, ';')))
                return false;
        }
        return serverWindowBits == 0 || serverWindowBits >= MinimumWindowBits;
    }

    int serverWindowBits = 0;
    bool clientNoContextTakeover = false;

private:
    bool readParameter(QByteArrayView parameter)
    {
        const bool hasValue = parameter.contains('=');
        const QByteArrayView name = takePart(parameter, '=');
        if (name == "server_no_context_takeover")
            return !hasValue && !std::exchange(m_serverNoContextTakeover, true);
        if (name == "client_no_context_takeover")
            return !hasValue && !std::exchange(clientNoContextTakeover, true);
        const int bits = windowBits(trimmedBlanks(parameter));
        if (name == "client_max_window_bits")
            return (!hasValue || bits) && !std::exchange(m_clientWindowBits, true);
        if (name == "server_max_window_bits")
            return bits && std::exchange(serverWindowBits, bits) == 0;
        return false;
    }

    bool m_serverNoContextTakeover = false;
    bool m_clientWindowBits = false;
};

} // namespace

QByteArray DeflateAgreement::field() const
{
    QByteArray field = "permessage-deflate; server_no_context_takeover";
    if (!clientContextTakeover)
        field += "; client_no_context_takeover";
    if (serverWindowBits != DefaultWindowBits)
        field += "; server_max_window_bits=" + QByteArray::number(serverWindowBits);
    return field;
}

std::optional<DeflateAgreement> acceptDeflate(const HttpRequestHead &head,
                                              bool clientContextTakeover)
{
    std::optional<DeflateAgreement> agreement;
    const auto isUnfit = [&](QByteArrayView text) {
        Offer offer;
        if (!offer.read(text))
            return true;
        agreement.emplace();
        if (offer.serverWindowBits)
            agreement->serverWindowBits = offer.serverWindowBits;
        agreement->clientContextTakeover = clientContextTakeover && !offer.clientNoContextTakeover;
        return false;
    };
    for (const auto &field : head.fields) {
        if (!agreement && equalsIgnoringCase(field.name, "sec-websocket-extensions"))
            forEachListItem(field.value, isUnfit);
    }
    return agreement;
}

QByteArray deflateMessage(QByteArrayView message, int windowBits)
{
    thread_local Deflaters deflaters;
    constexpr qsizetype flushMargin = 16;
    z_stream &stream = deflaters.get(windowBits);
    QByteArray compressed(qsizetype(deflateBound(&stream, uLong(message.size()))) + flushMargin,
                          Qt::Uninitialized);
    stream.next_in = bytes(message.data());
    stream.avail_in = uInt(message.size());
    stream.next_out = bytes(compressed.data());
    stream.avail_out = uInt(compressed.size());
    deflate(&stream, Z_SYNC_FLUSH);
    compressed.truncate(compressed.size() - qsizetype(stream.avail_out) - Tail.size());
    return compressed;
}

// ---- the other way

void MessageInflater::End::operator()(z_stream_s *stream) const
{
    inflateEnd(stream);
    delete stream;
}

MessageInflater::StreamPointer MessageInflater::create()
{
    StreamPointer stream(new z_stream{});
    inflateInit2(stream.get(), -MAX_WBITS);
    return stream;
}

z_stream_s &MessageInflater::stream()
{
    thread_local const StreamPointer shared = create();
    if (!m_contextTakeover) {
        inflateReset(shared.get());
        // It lives as long as the thread.
        return *shared; // NOLINT(clang-analyzer-cplusplus.NewDelete)
    }
    if (!m_own)
        m_own = create();
    return *m_own;
}

MessageInflater::Status MessageInflater::inflate(QByteArrayView compressed, qint64 maximum,
                                                 QByteArray &message)
{
    constexpr int endOfBlock = 128; // in data_type
    constexpr qsizetype smallest = 1024;
    z_stream &zlib = stream();
    const qsizetype limit = qsizetype(maximum) + 1;
    qsizetype size = 0;
    message =
        QByteArray(std::min(limit, std::max(3 * compressed.size(), smallest)), Qt::Uninitialized);
    for (const QByteArrayView input : {compressed, Tail}) {
        zlib.next_in = bytes(input.data());
        zlib.avail_in = uInt(input.size());
        for (;;) {
            zlib.next_out = bytes(message.data()) + size;
            zlib.avail_out = uInt(message.size() - size);
            const int result = ::inflate(&zlib, Z_SYNC_FLUSH);
            size = message.size() - qsizetype(zlib.avail_out);
            if (result != Z_OK && result != Z_BUF_ERROR && result != Z_STREAM_END)
                return Status::Corrupt;
            if (size == limit)
                return Status::TooBig;
            // A peer may end its stream with a message; what follows is a new one.
            if (result == Z_STREAM_END)
                inflateReset(&zlib);
            if (zlib.avail_out == 0)
                message.resize(std::min(limit, 2 * message.size()));
            else if (zlib.avail_in == 0 || result == Z_BUF_ERROR)
                break;
        }
    }
    if (!(zlib.data_type & endOfBlock) && zlib.total_in > 0)
        return Status::Corrupt;
    message.resize(size);
    message.reserve(size + Padding);
    return Status::Ok;
}

} // namespace QSocketIo::Net
