// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include <qsocketio/engine/websockettransport_p.h>
#include <qsocketio/net/lingeringclose_p.h>
#include <qsocketio/net/websocketframe_p.h>

#include <array>

namespace QSocketIo::Engine {

using Net::Opcode;

namespace {

constexpr quint16 NoStatus = 1005;

} // namespace

WebSocketTransport::WebSocketTransport(std::unique_ptr<Net::Stream> stream,
                                       qint64 maximumMessageSize)
    : m_stream(std::move(stream)),
      m_decoder(Net::WebSocketDecoder::Role::Server, maximumMessageSize)
{
    m_stream->setListener(this);
}

WebSocketTransport::~WebSocketTransport() = default;

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
    if (packet.frame)
        return m_stream->writeShared(*packet.frame);
    std::array<char, Net::MaxFrameHeader + 1> head;
    char *end = head.data() + head.size();
    char *begin = end;
    if (!packet.binary)
        *--begin = digit(packet.type);
    const quint64 size = quint64(packet.data.size()) + (packet.binary ? 0u : 1u);
    begin = Net::prependFrameHeader(begin, packet.binary ? Opcode::Binary : Opcode::Text, size);
    m_stream->write({begin, end});
    if (packet.storage && packet.storage->size() == packet.data.size())
        m_stream->writeShared(*packet.storage);
    else
        m_stream->write(packet.data);
}

qint64 WebSocketTransport::bytesToWrite() const
{
    return m_stream ? m_stream->bytesToWrite() : 0;
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

void WebSocketTransport::onDrained()
{
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
    while (m_stream && !m_input.empty()) {
        switch (m_decoder.next(m_input, message)) {
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
    unsuspend();
}

void WebSocketTransport::deliver(Net::WebSocketDecoder::Message &message)
{
    Packet packet;
    switch (message.opcode) {
    case Opcode::Text:
        if (!readTextPacket(message.payload, packet))
            return report(DisconnectReason::ParseError, QStringLiteral("unknown packet type"));
        break;
    case Opcode::Binary:
        packet.binary = true;
        packet.data = message.payload;
        break;
    case Opcode::Ping: {
        QByteArray pong;
        Net::appendFrame(pong, Opcode::Pong, message.payload);
        return m_stream->write(pong);
    }
    case Opcode::Close:
        return onCloseFrame(message.closeCode);
    case Opcode::Pong:
    case Opcode::Continuation:
        return;
    }
    packet.storage = std::move(message.storage);
    if (listener())
        listener()->onPacket(*this, packet);
}

// RFC 6455, 5.5.1: answered with a close frame of the same code.
void WebSocketTransport::onCloseFrame(quint16 code)
{
    finish(code, {});
    report(DisconnectReason::TransportClose, QString::number(code));
}

void WebSocketTransport::fail(quint16 code, QByteArrayView text)
{
    finish(code, text);
    report(DisconnectReason::TransportError, QString::fromUtf8(text));
}

void WebSocketTransport::finish(quint16 closeCode, QByteArrayView text)
{
    unsuspend();
    m_input = {};
    if (!m_stream)
        return;
    QByteArray frame;
    Net::appendFrame(frame, Opcode::Close,
                     closeCode == NoStatus ? QByteArray() : Net::closePayload(closeCode, text));
    m_stream->write(frame);
    m_stream->setListener(nullptr);
    Net::closeGracefully(std::move(m_stream));
}

void WebSocketTransport::report(DisconnectReason reason, const QString &description)
{
    m_input = {};
    if (listener())
        listener()->onTransportClosed(*this, reason, description);
}

} // namespace QSocketIo::Engine
