// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "websocketconnection.h"

#include "fail.h"
#include "options.h"

namespace QSocketIo::Bench {

namespace {

// The sample handshake of RFC 6455, 1.3; a constant key gives a constant answer to compare.
constexpr std::string_view Key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
constexpr std::string_view NormalClosure = "\x03\xe8"; // 1000

std::string upgradeRequest(const Options &options)
{
    std::string request = "GET " + options.path
        + "?EIO=4&transport=websocket HTTP/1.1\r\nHost: " + options.hostAndPort()
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: "
        + std::string(Key) + "\r\n";
    if (options.deflate()) {
        request += "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; "
                   "client_no_context_takeover\r\n";
    }
    return request + "\r\n";
}

} // namespace

// One mask key a connection: its secrecy protects proxies from scripts in browsers (RFC 6455,
// 10.3), and the server has to undo it either way.
WebSocketConnection::WebSocketConnection(int index, const Options &options, Poller &poller,
                                         Listener &listener)
    : Connection(index, options, listener),
      m_channel(options.server, options.security(), poller, *this),
      m_mask(0x9e3779b9u * std::uint32_t(index + 1) | 0x01010101u),
      m_deflate(options.deflate())
{
    m_channel.output() = upgradeRequest(options);
    m_channel.flush();
}

void WebSocketConnection::send(Pieces pieces)
{
    appendFrame(m_channel.output(), Opcode::Text, pieces, m_mask);
}

void WebSocketConnection::sendBinary(Pieces pieces)
{
    appendFrame(m_channel.output(), Opcode::Binary, pieces, m_mask);
}

void WebSocketConnection::flush()
{
    m_channel.flush();
}

void WebSocketConnection::close()
{
    appendFrame(m_channel.output(), Opcode::Close, {NormalClosure}, m_mask);
    expectEnd();
    m_channel.flush();
}

std::size_t WebSocketConnection::onBytes(Channel &channel, std::string_view bytes)
{
    std::size_t at = m_upgraded ? 0 : consumeUpgrade(bytes);
    if (!m_upgraded)
        return 0;
    while (!channel.isClosed()) {
        const auto frame = readFrame(bytes.substr(at));
        if (!frame)
            return at;
        at += frame->wireSize;
        onFrame(*frame);
    }
    return bytes.size();
}

std::size_t WebSocketConnection::consumeUpgrade(std::string_view bytes)
{
    constexpr std::string_view EndOfHead = "\r\n\r\n";
    const std::size_t end = bytes.find(EndOfHead);
    if (end == std::string_view::npos)
        return 0;
    const std::string_view head = bytes.substr(0, end);
    if (!head.starts_with("HTTP/1.1 101 ") || head.find(Accept) == head.npos)
        fail("the server refused the upgrade: " + std::string(bytes.substr(0, 200)));
    if (m_deflate && head.find("permessage-deflate") == head.npos)
        fail("the server does not compress: " + std::string(bytes.substr(0, 400)));
    m_upgraded = true;
    return end + EndOfHead.size();
}

void WebSocketConnection::onFrame(const Frame &frame)
{
    const std::string_view payload =
        frame.compressed ? inflateMessage(frame.payload) : frame.payload;
    if (frame.compressed && !m_deflate)
        fail("the server compressed without being asked to");
    switch (frame.opcode) {
    case Opcode::Text:
        return onPacket(payload);
    case Opcode::Binary:
        return onBinaryPacket(payload);
    case Opcode::Ping:
        return appendFrame(m_channel.output(), Opcode::Pong, {payload}, m_mask);
    case Opcode::Close:
        return onEnd(m_channel);
    case Opcode::Continuation:
    case Opcode::Pong:
        break;
    }
    fail("the server sent a frame of opcode " + std::to_string(int(frame.opcode)));
}

void WebSocketConnection::onEnd(Channel &channel)
{
    channel.close();
    Connection::onEnd();
}

} // namespace QSocketIo::Bench
