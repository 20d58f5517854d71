// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "frame.h"

#include <cstdint>
#include <initializer_list>
#include <netinet/in.h>
#include <string>
#include <string_view>

namespace QSocketIo::Bench {

class Poller;

// A Socket.IO client on one WebSocket: upgrade, Engine.IO open, CONNECT to /, messages, close.
// What it sends is gathered until flush(); everything it did not expect ends the program.
class Connection
{
public:
    class Listener
    {
    public:
        virtual void onJoined(Connection &connection) = 0;
        virtual void onMessage(Connection &connection, std::string_view packet) = 0;
        virtual void onClosed(Connection &connection) = 0;

    protected:
        ~Listener() = default;
    };

    struct Target
    {
        sockaddr_in address;
        std::string upgradeRequest;
    };
    static Target target(const sockaddr_in &address, const std::string &path);

    Connection(int index, const Target &target, Poller &poller, Listener &listener);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    int index() const { return m_index; }

    void send(std::initializer_list<std::string_view> pieces);
    void flush();
    void close();

    void onEvents(std::uint32_t events);

private:
    enum class State : std::uint8_t { Upgrading, Opening, Joining, Joined, Closing, Closed };

    void receive();
    std::size_t consume(std::string_view bytes);
    std::size_t consumeUpgrade(std::string_view bytes);
    void onFrame(const Frame &frame);
    void onText(std::string_view packet);
    void onOpen(std::string_view packet);
    void onConnected(std::string_view packet);
    void onEnd();

    Poller &m_poller;
    Listener &m_listener;
    std::string m_rest; // a frame of which the end has not arrived
    std::string m_out;
    std::size_t m_sent = 0; // bytes of m_out the kernel has taken
    int m_descriptor = -1;
    int m_index;
    std::uint32_t m_mask;
    State m_state = State::Upgrading;
    bool m_waitsForSpace = false;
};

} // namespace QSocketIo::Bench
