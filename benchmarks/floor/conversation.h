// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../websocket/frameheader.h"

#include <span>
#include <string>
#include <string_view>

namespace QSocketIo::Bench {

// Appends one frame of a server.
void appendFrame(std::string &out, Opcode opcode, std::string_view payload);

// What a client of the load generator says and hears: it checks each answer, and nothing beyond
// what makes the answers right is done.
class Conversation
{
public:
    class Audience
    {
    public:
        virtual void join() = 0;
        virtual void enterRoom(std::string_view room) = 0;
        virtual void tellAll(std::string_view message) = 0;
        virtual void tellRoom(std::string_view message) = 0;

    protected:
        ~Audience() = default;
    };

    explicit Conversation(Audience &audience) : m_audience(audience) { }

    // Answers what arrived into the output. The bytes are changed.
    void take(std::span<char> bytes);
    // The client has said its last word, and the answer is in the output.
    bool isOver() const { return m_isOver; }
    std::string &output() { return m_output; }

private:
    std::size_t takeAll(std::span<char> bytes);
    std::size_t takeUpgrade(std::string_view bytes);
    void onMessage(Opcode opcode, std::string_view message);
    void onEventWithAck(std::string_view event);
    void say(Opcode opcode, std::string_view message) { appendFrame(m_output, opcode, message); }

    Audience &m_audience;
    std::string m_incomplete;
    std::string m_output;
    bool m_isUpgraded = false;
    bool m_isOver = false;
};

} // namespace QSocketIo::Bench
