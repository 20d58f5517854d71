// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/websockettransport_p.h>
#include <qsocketio/net/lingeringclose_p.h>
#include <qsocketio/net/sharedframe_p.h>
#include <qsocketio/net/utf8_p.h>

#include <algorithm>
#include <array>

namespace QSocketIo::Engine {

using Net::Opcode;

namespace {

constexpr quint16 NoStatus = 1005;
// With more output waiting, pings are answered when it has left.
constexpr qint64 MaximumWaitingPongs = 64 * 1024;

// What stands before the data of a packet in its frame: the header, and the type of a text.
constexpr qsizetype MaxHeadSize = Net::MaxFrameHeader + 1;
qsizetype headSize(const OutgoingPacket &packet)
{
    const qsizetype typeSize = packet.binary ? 0 : 1;
    return typeSize + Net::frameHeaderSize(quint64(packet.data.size() + typeSize));
}
char *writeHead(char *at, const OutgoingPacket &packet)
{
    const auto size = quint64(packet.data.size());
    if (packet.binary)
        return Net::writeFrameHeader(at, Opcode::Binary, size);
    at = Net::writeFrameHeader(at, Opcode::Text, size + 1);
    *at++ = digit(packet.type);
    return at;
}

} // namespace

WebSocketTransport::WebSocketTransport(std::unique_ptr<Net::Stream> stream,
                                       qint64 maximumMessageSize, const MessageSyntax &syntax)
    : m_stream(std::move(stream)),
      m_decoder(Net::WebSocketDecoder::Role::Server, maximumMessageSize),
      m_syntax(syntax)
{
    m_stream->setListener(this);
}

WebSocketTransport::~WebSocketTransport() = default;

WebSocketTransport::Extras &WebSocketTransport::extras()
{
    if (!m_extras)
        m_extras = std::make_unique<Extras>();
    return *m_extras;
}

void WebSocketTransport::enableDeflate(const Net::DeflateAgreement &agreement, qsizetype threshold,
                                       qint64 maximumMessageSize)
{
    extras().deflate.emplace(Deflate{agreement, threshold, maximumMessageSize,
                                     Net::MessageInflater(agreement.clientContextTakeover)});
    m_decoder.allowCompression();
}

void WebSocketTransport::start(const QByteArray &unread)
{
    m_stream->setReading(true);
    if (unread.isEmpty())
        return;
    QByteArray bytes(unread.size() + Net::Stream::InputPadding, '\0');
    std::copy(unread.begin(), unread.end(), bytes.begin());
    onBytes({bytes.data(), size_t(unread.size())});
}

bool WebSocketTransport::isWritable() const
{
    return m_stream && m_stream->isOpen() && m_stream->bytesToWrite() == 0;
}

void WebSocketTransport::send(const OutgoingPacket &packet)
{
    if (!m_stream)
        return;
    if (packet.binary && !m_syntax.isPlain())
        sendMarked(packet);
    else if (isDeflated(packet))
        sendDeflated(packet);
    else
        sendPlain(packet);
}

bool WebSocketTransport::isDeflated(const OutgoingPacket &packet) const
{
    return m_extras && m_extras->deflate && packet.compress
        && packet.data.size() >= m_extras->deflate->threshold;
}

void WebSocketTransport::sendDeflated(const OutgoingPacket &packet)
{
    const int windowBits = m_extras->deflate->agreement.serverWindowBits;
    if (packet.frame && windowBits == Net::DeflateAgreement::DefaultWindowBits)
        return m_stream->writeFrame(packet.frame->deflated());
    QByteArray text;
    if (!packet.binary)
        text.append(digit(packet.type)).append(packet.data);
    const QByteArrayView message = packet.binary ? packet.data : QByteArrayView(text);
    if (!writeDeflated(packet.binary ? Opcode::Binary : Opcode::Text, message))
        sendPlain(packet);
}

// False: it did not get smaller.
bool WebSocketTransport::writeDeflated(Opcode opcode, QByteArrayView message)
{
    const QByteArray compressed =
        Net::deflateMessage(message, m_extras->deflate->agreement.serverWindowBits);
    if (compressed.size() >= message.size())
        return false;
    QByteArray frame;
    Net::appendCompressedFrame(frame, opcode, compressed);
    m_stream->writeShared(frame);
    return true;
}

// Frames that were made for several receivers do not have the mark.
void WebSocketTransport::sendMarked(const OutgoingPacket &packet)
{
    const Opcode opcode = m_syntax.base64 ? Opcode::Text : Opcode::Binary;
    const QByteArray message = m_syntax.message(packet.data);
    if (isDeflated(packet) && writeDeflated(opcode, message))
        return;
    QByteArray frame;
    Net::appendFrame(frame, opcode, message);
    m_stream->writeShared(frame);
}

void WebSocketTransport::sendPlain(const OutgoingPacket &packet)
{
    if (packet.frame)
        return m_stream->writeFrame(packet.frame->plain());
    if (packet.data.size() >= Net::Stream::SharingThreshold)
        return sendLarge(packet);
    char *const place = m_stream->extend(headSize(packet) + packet.data.size());
    if (place)
        std::ranges::copy(packet.data, writeHead(place, packet));
}

void WebSocketTransport::sendLarge(const OutgoingPacket &packet)
{
    std::array<char, MaxHeadSize> head;
    m_stream->write({head.data(), writeHead(head.data(), packet)});
    if (packet.isStored())
        m_stream->writeShared(*packet.storage);
    else
        m_stream->write(packet.data);
}

qint64 WebSocketTransport::bytesToWrite() const
{
    return m_stream ? m_stream->bytesToWrite() : 0;
}

void WebSocketTransport::tellDrained()
{
    if (m_stream)
        m_stream->setTellsDrained(true);
}

void WebSocketTransport::close()
{
    finish(NoStatus, {});
}

void WebSocketTransport::abort()
{
    unsuspend();
    m_input = {};
    if (!m_stream)
        return;
    m_stream->setListener(nullptr);
    m_stream->abort();
    Turn::dispose(std::move(m_stream));
}

void WebSocketTransport::onBytes(std::span<char> bytes)
{
    // A nested turn: what the outer one has not taken comes first.
    process();
    m_input = bytes;
    process();
}

// A nested turn has to take first what the outer one has not.
std::span<char> WebSocketTransport::inputSpace()
{
    return m_input.empty() ? m_decoder.space() : std::span<char>();
}

void WebSocketTransport::onPlaced(qsizetype size)
{
    noteUse();
    Net::WebSocketDecoder::Message message;
    take(m_decoder.placed(size, message), message);
}

void WebSocketTransport::onDrained()
{
    if (m_extras && !m_extras->latePong.isEmpty())
        m_stream->write(std::exchange(m_extras->latePong, {}));
    if (listener())
        listener()->onDrained(*this);
}

void WebSocketTransport::onStreamClosed(const QString &error)
{
    report(error.isEmpty() ? DisconnectReason::TransportClose : DisconnectReason::TransportError,
           error);
}

void WebSocketTransport::process()
{
    noteUse();
    Net::WebSocketDecoder::Message message;
    while (m_stream && !m_input.empty())
        take(m_decoder.next(m_input, message), message);
    unsuspend();
}

inline void WebSocketTransport::take(Net::WebSocketDecoder::Step step,
                                     Net::WebSocketDecoder::Message &message)
{
    switch (step) {
    case Net::WebSocketDecoder::Step::Incomplete:
        break;
    case Net::WebSocketDecoder::Step::Ready:
        if (!m_input.empty())
            suspend();
        deliver(message);
        break;
    case Net::WebSocketDecoder::Step::Failed:
        fail(m_decoder.failureCode(), m_decoder.failureText());
        break;
    }
}

// The message as it was before its sender compressed it. False: the connection has failed.
bool WebSocketTransport::inflate(Net::WebSocketDecoder::Message &message)
{
    constexpr quint16 tooBig = 1009;
    constexpr quint16 invalid = 1007;
    QByteArray inflated;
    Deflate &deflate = *m_extras->deflate;
    switch (deflate.inflater.inflate(message.payload, deflate.maximumMessageSize, inflated)) {
    case Net::MessageInflater::Status::Ok:
        break;
    case Net::MessageInflater::Status::TooBig:
        fail(tooBig, "message too big");
        return false;
    case Net::MessageInflater::Status::Corrupt:
        fail(invalid, "message is not compressed as agreed");
        return false;
    }
    if (message.opcode == Opcode::Text && !Net::isValidUtf8(inflated)) {
        fail(invalid, "text is not UTF-8");
        return false;
    }
    message.storage = std::move(inflated);
    message.payload = message.storage;
    return true;
}

inline void WebSocketTransport::deliver(Net::WebSocketDecoder::Message &message)
{
    if (message.compressed && !inflate(message))
        return;
    Packet packet;
    switch (message.opcode) {
    case Opcode::Text:
    case Opcode::Binary:
        if (!read(message, packet))
            return report(DisconnectReason::ParseError, QStringLiteral("unknown packet type"));
        break;
    case Opcode::Ping:
        return answerPing(message.payload);
    case Opcode::Close:
        return onCloseFrame(message.closeCode);
    case Opcode::Pong:
    case Opcode::Continuation:
        return;
    }
    if (listener())
        listener()->onPacket(*this, packet);
}

inline bool WebSocketTransport::read(Net::WebSocketDecoder::Message &message, Packet &packet) const
{
    const auto readPacket =
        message.opcode == Opcode::Text ? m_syntax.readText : m_syntax.readBinary;
    if (!readPacket(message.payload, packet))
        return false;
    // Binary that is all of its message can be shared.
    if (packet.data.size() == message.payload.size())
        packet.storage = std::move(message.storage);
    return true;
}

// Who does not read gets an answer to its latest ping alone (RFC 6455, 5.5.3).
void WebSocketTransport::answerPing(QByteArrayView payload)
{
    QByteArray pong;
    Net::appendFrame(pong, Opcode::Pong, payload);
    if (m_stream->bytesToWrite() > MaximumWaitingPongs) {
        extras().latePong = pong;
        m_stream->setTellsDrained(true);
    } else {
        m_stream->write(pong);
    }
}

// RFC 6455, 5.5.1: answered with a close frame of the same code; the client sends no more.
void WebSocketTransport::onCloseFrame(quint16 code)
{
    if (auto stream = sayLast(code, {}))
        Net::closeWhenWritten(std::move(stream));
    report(DisconnectReason::TransportClose, QString::number(code));
}

void WebSocketTransport::fail(quint16 code, QByteArrayView text)
{
    finish(code, text);
    report(DisconnectReason::TransportError, QString::fromUtf8(text));
}

void WebSocketTransport::finish(quint16 closeCode, QByteArrayView text)
{
    if (auto stream = sayLast(closeCode, text))
        Net::closeGracefully(std::move(stream));
}

// Returns the stream, which is not this transport's any more; null if it was not before.
std::unique_ptr<Net::Stream> WebSocketTransport::sayLast(quint16 closeCode, QByteArrayView text)
{
    unsuspend();
    m_input = {};
    if (!m_stream)
        return nullptr;
    const QByteArray payload =
        closeCode == NoStatus ? QByteArray() : Net::closePayload(closeCode, text);
    std::array<char, Net::MaxFrameHeader> head;
    m_stream->setListener(nullptr);
    m_stream->write(
        {head.data(), Net::writeFrameHeader(head.data(), Opcode::Close, quint64(payload.size()))});
    m_stream->write(payload);
    return std::move(m_stream);
}

void WebSocketTransport::report(DisconnectReason reason, const QString &description)
{
    m_input = {};
    if (listener())
        listener()->onTransportClosed(*this, reason, description);
}

} // namespace QSocketIo::Engine
