// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "channel.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>

namespace QSocketIo::Bench {

struct Options;

// A Socket.IO client: Engine.IO open, CONNECT to /, messages, close; its kinds differ in how
// packets travel. What it sends is gathered until flush(); everything it did not expect ends the
// program.
class Connection
{
public:
    class Listener
    {
    public:
        virtual void onJoined(Connection &connection) = 0;
        virtual void onMessage(Connection &connection, std::string_view packet) = 0;
        virtual void onBinary(Connection &connection, std::string_view data) = 0;
        virtual void onClosed(Connection &connection) = 0;

    protected:
        ~Listener() = default;
    };

    using Pieces = std::initializer_list<std::string_view>;

    virtual ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    int index() const { return m_index; }

    // A packet of Engine.IO, its type digit first, in pieces.
    virtual void send(Pieces pieces) = 0;
    virtual void sendBinary(Pieces pieces) = 0;
    virtual void flush() = 0;
    virtual void close() = 0;

protected:
    Connection(int index, const Options &options, Listener &listener);

    void onPacket(std::string_view packet);
    void onBinaryPacket(std::string_view data);
    void onEnd();
    void expectEnd() { m_state = State::Closing; }
    // The session's id, out of the open packet.
    virtual void onOpened(std::string_view) { }

private:
    enum class State : std::uint8_t { Opening, Joining, Joined, Closing, Closed };

    void open(std::string_view packet);
    void onJoined(bool accepted, std::string_view packet);

    Listener &m_listener;
    const int m_index;
    const bool m_msgPack;
    State m_state = State::Opening;
};

std::unique_ptr<Connection> openConnection(int index, const Options &options, Poller &poller,
                                           Connection::Listener &listener);

} // namespace QSocketIo::Bench
