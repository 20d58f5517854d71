// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "connection.h"

#include "fail.h"
#include "options.h"
#include "pollingconnection.h"
#include "websocketconnection.h"

namespace QSocketIo::Bench {

namespace {

// {type: 0, nsp: "/"}, as MessagePack
constexpr std::string_view MsgPackConnect("\x82\xa4type\x00\xa3nsp\xa1/", 13);
constexpr std::string_view MsgPackConnected("\x83\xa4type\x00", 7);

std::string excerpt(std::string_view text)
{
    return std::string(text.substr(0, 200));
}

} // namespace

Connection::Connection(int index, const Options &options, Listener &listener)
    : m_listener(listener),
      m_index(index),
      m_msgPack(options.msgPack())
{
}

Connection::~Connection() = default;

void Connection::onPacket(std::string_view packet)
{
    if (packet == "2") // Engine.IO ping
        return send({"3"});
    switch (m_state) {
    case State::Opening:
        return open(packet);
    case State::Joining:
        return onJoined(packet.starts_with("40{\"sid\":\""), packet);
    case State::Joined:
        return m_listener.onMessage(*this, packet);
    case State::Closing:
    case State::Closed:
        return;
    }
}

void Connection::onBinaryPacket(std::string_view data)
{
    if (m_state == State::Joined)
        m_listener.onBinary(*this, data);
    else
        onJoined(m_msgPack && data.starts_with(MsgPackConnected), data);
}

void Connection::open(std::string_view packet)
{
    constexpr std::string_view Head = "0{\"sid\":\"";
    if (!packet.starts_with(Head))
        fail("no Engine.IO open packet: " + excerpt(packet));
    const std::string_view rest = packet.substr(Head.size());
    onOpened(rest.substr(0, rest.find('"')));
    if (m_msgPack)
        sendBinary({MsgPackConnect});
    else
        send({"40"});
    m_state = State::Joining;
}

void Connection::onJoined(bool accepted, std::string_view packet)
{
    if (!accepted)
        fail("no Socket.IO CONNECT packet: " + excerpt(packet));
    m_state = State::Joined;
    m_listener.onJoined(*this);
}

void Connection::onEnd()
{
    if (m_state == State::Closed)
        return;
    if (m_state != State::Closing)
        fail("the server closed connection " + std::to_string(m_index));
    m_state = State::Closed;
    m_listener.onClosed(*this);
}

std::unique_ptr<Connection> openConnection(int index, const Options &options, Poller &poller,
                                           Connection::Listener &listener)
{
    if (options.polling())
        return std::make_unique<PollingConnection>(index, options, poller, listener);
    return std::make_unique<WebSocketConnection>(index, options, poller, listener);
}

} // namespace QSocketIo::Bench
