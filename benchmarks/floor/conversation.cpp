// SPDX-FileCopyrightText: 2026 The QSocketIo authors
// SPDX-License-Identifier: MIT

#include "conversation.h"

namespace QSocketIo::Bench {

namespace {

// The load generator always asks with the sample key of RFC 6455, 1.3.
constexpr std::string_view Upgrade = "HTTP/1.1 101 Switching Protocols\r\n"
                                     "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                     "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
constexpr std::string_view Open =
    R"(0{"sid":"floor","upgrades":[],"pingInterval":25000,"pingTimeout":20000,)"
    R"("maxPayload":1000000})";
constexpr std::string_view Connected = R"(40{"sid":"floor"})";

} // namespace

void appendFrame(std::string &out, Opcode opcode, std::string_view payload)
{
    appendFrameHeader(out, opcode, payload.size());
    out.append(payload);
}

void Conversation::take(std::span<char> bytes)
{
    if (m_incomplete.empty()) {
        const std::size_t taken = takeAll(bytes);
        m_incomplete.assign(bytes.data() + taken, bytes.size() - taken);
    } else {
        m_incomplete.append(bytes.data(), bytes.size());
        m_incomplete.erase(0, takeAll(m_incomplete));
    }
}

std::size_t Conversation::takeAll(std::span<char> bytes)
{
    std::size_t at = m_isUpgraded ? 0 : takeUpgrade({bytes.data(), bytes.size()});
    while (m_isUpgraded && !m_isOver) {
        const std::span<char> rest = bytes.subspan(at);
        const auto header = readFrameHeader({rest.data(), rest.size()});
        if (!header || rest.size() - header->wireSize < header->payloadSize)
            break;
        at += header->wireSize + header->payloadSize;
        char *const payload = rest.data() + header->wireSize;
        applyMask(payload, header->payloadSize, header->mask.value_or(0));
        onMessage(header->opcode, {payload, header->payloadSize});
    }
    return at;
}

std::size_t Conversation::takeUpgrade(std::string_view bytes)
{
    constexpr std::string_view EndOfHead = "\r\n\r\n";
    const std::size_t end = bytes.find(EndOfHead);
    if (end == std::string_view::npos)
        return 0;
    m_isUpgraded = true;
    m_output = Upgrade;
    say(Opcode::Text, Open);
    return end + EndOfHead.size();
}

void Conversation::onMessage(Opcode opcode, std::string_view message)
{
    if (opcode == Opcode::Close) {
        m_isOver = true;
        say(opcode, message);
    } else if (message.starts_with("40")) {
        say(opcode, Connected);
        m_audience.join();
    } else if (message.starts_with(R"(42["broadcast")")) {
        m_audience.tellAll(message);
    } else if (message.starts_with(R"(42["room")")) {
        m_audience.tellRoom(message);
    } else if (message.starts_with("42") && !message.starts_with("42[")) {
        onEventWithAck(message);
    } else {
        say(opcode, message);
    }
}

// 42<id>["ack",<argument>] is answered by 43<id>[<argument>], 42<id>["join",<room>] by 43<id>[].
void Conversation::onEventWithAck(std::string_view event)
{
    const std::size_t name = event.find('[');
    const std::size_t comma = event.find(',', name);
    const std::string_view argument = event.substr(comma + 1, event.size() - comma - 2);
    const bool enters = event.substr(name).starts_with(R"(["join")");
    if (enters)
        m_audience.enterRoom(argument);
    std::string answer = "43";
    answer.append(event.substr(2, name - 2)).append(1, '[');
    answer.append(enters ? std::string_view() : argument).append(1, ']');
    say(Opcode::Text, answer);
}

} // namespace QSocketIo::Bench
